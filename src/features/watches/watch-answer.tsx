// The pages of one watch: for its place, or in the frame of the office.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { FormErrors, FormValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { OfficeFrame } from '../../ui/office'
import { Page } from '../../ui/page'
import { rolesOf } from '../accounts'
import { openWorkerField } from '../people'
import type { Place } from '../places'
import { type Rulebook, rulebookByVersion } from '../rulebook'
import { StaffNav } from '../visits'
import { by } from './begin'
import { WatchBody } from './body'
import { CertificatePage } from './certificate'
import { actsOf, openWhole, seesWhole, shiftOf, type WatchAct } from './opened'
import { auditRead } from './store'
import type { WatchDetail } from './store-read'

type C = Context<AppEnv>

const SAID: readonly string[] = [
  'open',
  'measure',
  'tell',
  'care',
  'check',
  'extend',
  'propose',
  'approve',
  'refuse',
  'close',
]

interface Showing {
  watch: WatchDetail
  book: Rulebook
  base: string
  /** Shown to its staff; left out: to an officer. */
  place?: Place
  form?: { act: WatchAct; values: FormValues; errors: FormErrors }
  status?: 409 | 422
}

export async function showWatch(c: C, showing: Showing): Promise<Response> {
  const { watch, book, base, place, form, status } = showing
  const { db, random } = c.var
  const ui = { ...c.var.ui, here: base }
  const here = place?.id ?? null
  if (seesWhole(c, here)) await auditRead(db, 'watches.read', watch.workerId, by(c))
  const open = await openWhole(c, { watch, book, here })
  const done = c.req.query('done') ?? ''
  const said = form || !SAID.includes(done) ? null : ui.t(`watch.done_${done as 'open'}`)
  const shift =
    form?.values.shift === 'am' || form?.values.shift === 'pm' ? form.values.shift : null
  const body = (
    <WatchBody
      {...{ ui, book, base, said }}
      watch={open}
      may={actsOf(c, watch, here)}
      shift={shift ?? shiftOf(c)}
      form={form ?? { values: {}, errors: {} }}
      newKey={() => newKey(ui.now, random)}
    />
  )
  const title = `${open.name} · ${ui.t('watch.title')}`
  if (!place) {
    const roles = rolesOf(c)
    const page = (
      <OfficeFrame ui={ui} title={title} tab="people" roles={roles} failed={Boolean(form)}>
        {body}
        <p class="roles">
          <a href="/office/watches">{ui.t('nav.back')}</a>
          <a href={`/office/watches/worker/${watch.workerId}`}>{ui.t('wpaper.title')}</a>
        </p>
      </OfficeFrame>
    )
    return html(c, page, status ?? 200)
  }
  const keeper = seesWhole(c, here)
  const page = (
    <Page ui={ui} title={title} failed={Boolean(form)}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{open.name}</h1>
      </div>
      {body}
      <p class="roles">
        <a href={`/keep/${place.code}/watches`}>{ui.t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper={keeper} current="people" />
    </Page>
  )
  return html(c, page, status ?? 200)
}

/** The certificate of a watch that has ended; who reads it has been asked already. */
export async function showCertificate(
  c: C,
  { watch, base, own = false }: { watch: WatchDetail; base: string; own?: boolean },
): Promise<Response> {
  const { db, ui } = c.var
  if (watch.endedAt === null) throw problem('watch.not_over', 404)
  if (!own) await auditRead(db, 'watches.print', watch.workerId, by(c))
  const page = (
    <CertificatePage
      ui={{ ...ui, here: own ? `/pledges/released/${watch.id}` : `${base}/certificate` }}
      book={await rulebookByVersion(db, watch.rulebookVersion)}
      watch={{
        ...watch,
        name: await openWorkerField(c.env.FIELD_KEY, 'name', watch.workerId, watch.name),
      }}
      back={base}
    />
  )
  return html(c, page)
}
