// The visitor's side: the door, the check-in, the receipt, the phone's own log.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { doorState, spokenAt } from '../places'
import { rulebookByVersion, rulebookJustRead, seenRulebook } from '../rulebook'
import { showBusy } from './busy-answer'
import { leave } from './changes'
import { type CheckInResult, checkIn } from './check-in'
import { DeletionsPage } from './deletions'
import { DoorPage } from './door'
import { checkInForm } from './form'
import { forgetMe, type Me, newDevice, readMe, writeMe } from './me'
import { listDeletions } from './purge'
import { ErasePage, KeptPage, LogPage, ReplayPage } from './receipt'
import { readRef, refText, shortNumber, type VisitRef } from './ref'
import { ResultPage } from './result'
import { mayErase } from './rules'
import { changeVisit } from './staff-store'
import { eraseVisit, readDoor, readLog, readReceipt } from './store'
import { entryWord } from './word'

type C = Context<AppEnv>

const receiptPath = (ref: VisitRef): string => `/visits/${refText(ref)}`

async function showDoor(
  c: C,
  form: FormState = EMPTY_FORM,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, ui, actor, random } = c.var
  const code = placeCodeOr404(c.req.param('code') ?? '')
  const door = await readDoor(db, code, await seenRulebook(db, ui.now), ui.now)
  if (!door) throw problem('place.unknown', 404)
  const book = await rulebookJustRead(db, door.rulebookVersion, ui.now)
  const me = await readMe(c)
  const remembered =
    me?.name && c.req.query('new') === undefined && form.values.name === undefined ? me : null
  const keeps =
    actor.kind !== 'visitor' && actor.places.some((each) => each.placeId === door.place.id)
  return html(
    c,
    <DoorPage
      ui={{ ...ui, here: `/p/${code}` }}
      book={book}
      place={door.place}
      state={doorState(door.place, ui.now)}
      live={door.live}
      fresh={door.fresh}
      shutAt={door.shutAt}
      form={form}
      formKey={newKey(ui.now, random)}
      me={remembered}
      own={
        keeps
          ? {
              href: `/keep/${code}`,
              label: spokenAt(ui, door.place).t('staff.title'),
            }
          : null
      }
      hasLog={(me?.receipts.length ?? 0) > 0}
    />,
    status,
  )
}

/** Remembers who checked in and the receipt, newest first. */
async function remember(c: C, me: Me, ref: VisitRef, retentionDays: number): Promise<void> {
  const text = refText(ref)
  await writeMe(
    c,
    { ...me, receipts: [text, ...me.receipts.filter((each) => each !== text)] },
    retentionDays,
  )
}

async function replayed(
  c: C,
  result: CheckInResult & { outcome: 'known' },
  values: Record<string, string>,
): Promise<Response> {
  const { ui, random } = c.var
  const path = result.mine ? receiptPath(result) : null
  return html(
    c,
    <ReplayPage
      ui={{ ...ui, here: `/p/${result.code}` }}
      at={result.at}
      code={result.code}
      path={path}
      values={{ ...values, key: newKey(ui.now, random) }}
    />,
    409,
  )
}

async function postVisit(c: C): Promise<Response> {
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const me = await readMe(c)
  const remembered = Boolean(me?.name) && values.name === undefined
  const book = await seenRulebook(db, ui.now)
  const parsed = judge(checkInForm(book, remembered), values)
  if (!parsed.ok) return showDoor(c, parsed, 422)
  const { value } = parsed
  const code = placeCodeOr404(c.req.param('code') ?? '')
  const name = value.name ?? me?.name ?? ''
  const phone = value.phone ?? me?.phone ?? ''
  const result = await checkIn(c, book, {
    code,
    key: value.key,
    contact: { name, phone, ...(value.plate ? { plate: value.plate } : {}) },
    temperature: typeof value.temperature === 'number' ? value.temperature : null,
    party: value.party,
    source: 'self',
    by: 0,
    device: me?.device ?? null,
  })
  if (result.outcome === 'busy') return showBusy(c, `/p/${code}/visits`, values)
  if (result.outcome === 'known' && !(result.mine && result.recent))
    return replayed(c, result, values)
  await remember(
    c,
    { name, phone, device: me?.device ?? newDevice(c), receipts: me?.receipts ?? [] },
    result,
    book.visits.retentionDays,
  )
  return c.redirect(receiptPath(result), 303)
}

/** The receipt of `:ref`, if this phone holds it. Anything else looks the same from outside: 404. */
async function ownReceipt(c: C) {
  const { db, ui } = c.var
  const typed = c.req.param('ref') ?? ''
  const ref = readRef(typed)
  const me = await readMe(c)
  if (!ref || !me?.receipts.includes(typed)) throw problem('result.device_only', 404)
  const book = await seenRulebook(db, ui.now)
  const receipt = await readReceipt(db, ref, book, ui.now)
  if (!receipt) throw problem('result.device_only', 404)
  return {
    ...receipt,
    ref,
    me,
    path: receiptPath(ref),
    book: await rulebookByVersion(db, receipt.visit.rulebookVersion),
  }
}

export const visitorRoutes = new Hono<AppEnv>()
  .get('/:p{[pP]}/:code', allow.everyone, (c) => showDoor(c))
  .post('/:p{[pP]}/:code/visits', allow.everyone, postVisit)
  .get('/visits', allow.everyone, async (c) => {
    const me = await readMe(c)
    const refs = (me?.receipts ?? []).map(readRef).filter((ref) => ref !== null)
    const visits = refs.length > 0 ? await readLog(c.var.db, refs) : []
    const done = c.req.query('done')
    const notice = done === 'erased' ? 'erase.done' : done === 'forgotten' ? 'log.forgotten' : null
    return html(
      c,
      <LogPage
        ui={{ ...c.var.ui, here: '/visits' }}
        me={me}
        visits={visits.map((visit) => ({ ...visit, path: receiptPath(visit) }))}
        notice={notice}
      />,
    )
  })
  .get('/deletions', allow.everyone, async (c) =>
    html(c, <DeletionsPage ui={c.var.ui} deletions={await listDeletions(c.var.db)} />),
  )
  .post('/visits/forget', allow.everyone, (c) => {
    forgetMe(c)
    return c.redirect('/visits?done=forgotten', 303)
  })
  .get('/visits/:ref', allow.everyone, async (c) => {
    const { ui, env } = { ui: c.var.ui, env: c.env }
    const receipt = await ownReceipt(c)
    const word = await entryWord(env.TOWN_SECRET, receipt.book, ui.lang, receipt.place.id, ui.now)
    return html(
      c,
      <ResultPage
        ui={{ ...ui, here: receipt.path }}
        {...receipt}
        word={word}
        number={await shortNumber(receipt.ref)}
      />,
    )
  })
  .get('/visits/:ref/live', allow.everyone, async (c) => {
    const { ui } = c.var
    const { visit, place, book, live } = await ownReceipt(c)
    const word = await entryWord(c.env.TOWN_SECRET, book, ui.lang, place.id, ui.now)
    return c.json({ now: ui.now, version: visit.version, word, live })
  })
  .get('/visits/:ref/kept', allow.everyone, async (c) => {
    const receipt = await ownReceipt(c)
    return html(c, <KeptPage ui={c.var.ui} {...receipt} />)
  })
  .get('/visits/:ref/erase', allow.everyone, async (c) => {
    const receipt = await ownReceipt(c)
    return html(c, <ErasePage ui={c.var.ui} {...receipt} />)
  })
  .post('/visits/:ref/leave', allow.everyone, async (c) => {
    const { visit, path, book } = await ownReceipt(c)
    const step = leave(book, visit, c.var.ui.now)
    if (step.ok) await changeVisit(c.var.db, book, visit, step.after, null)
    return c.redirect(path, 303)
  })
  .post('/visits/:ref/erase', allow.everyone, async (c) => {
    const { visit, path } = await ownReceipt(c)
    if (!mayErase(visit)) return c.redirect(`${path}/erase`, 303)
    await eraseVisit(c.var.db, visit, c.var.ui.now)
    return c.redirect('/visits?done=erased', 303)
  })
