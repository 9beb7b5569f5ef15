// The worker's own page of everything held, and the name on the board given or taken back.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { ownReadings } from '../board'
import { employmentsOf, openWorkerField, ownPhone, setConsent, storedWorker } from '../people'
import { rulebookInForce } from '../rulebook'
import {
  OwnPapers,
  OwnReadings,
  OwnWatches,
  ownPapers,
  ownReadingsOf,
  ownWatches,
} from '../watches'
import { dayAsked, HeldAllPage } from './held'
import { stateOf } from './rules'
import { pledgesOfWorker } from './store'

type C = Context<AppEnv>

const DAYS = 7

const NOTICES: Record<string, 'held.consent_given' | 'held.consent_ended' | 'wcopy.removed'> = {
  shown: 'held.consent_given',
  hidden: 'held.consent_ended',
  copy: 'wcopy.removed',
}

async function show(c: C, workerId: number): Promise<Response> {
  const { db, ui } = c.var
  const worker = await storedWorker(db, workerId)
  if (!worker) return c.redirect('/pledges', 303)
  const book = await rulebookInForce(db, ui.now)
  const to = dayAsked(c.req.query('to'), ui.now)
  const days = Array.from({ length: DAYS }, (_, i) => to - i)
  const employments = await employmentsOf(db, workerId)
  const places = employments.map(({ placeId }) => placeId)
  const holding = (await pledgesOfWorker(db, workerId)).find(
    (each) => !['superseded', 'withdrawn'].includes(stateOf(each, 0)),
  )
  const known = await ownWatches(c, workerId)
  const open = (column: 'name' | 'phone' | 'address') =>
    openWorkerField(c.env.FIELD_KEY, column, workerId, worker[column])
  const notice = NOTICES[c.req.query('notice') ?? '']
  const page = (
    <HeldAllPage
      ui={{ ...ui, here: '/pledges/held' }}
      {...{ book, employments }}
      notice={notice ? ui.t(notice) : null}
      person={{
        name: await open('name'),
        phone: await open('phone'),
        address: await open('address'),
      }}
      pledge={holding?.number ?? null}
      answered={holding?.answersPurgedAt === null}
      readings={await ownReadings(db, workerId, places, days)}
      from={to - DAYS + 1}
      earlier={to - DAYS + 1 > dayAsked(undefined, ui.now) - book.visits.retentionDays}
    >
      <OwnPapers {...{ ui, book }} {...(await ownPapers(c, workerId))} />
      {known.watches.length > 0 ? <h2 class="apart">{ui.t('watch.title')}</h2> : null}
      <OwnWatches ui={ui} {...known} />
      <OwnReadings {...{ ui, book }} readings={await ownReadingsOf(c, known.watches)} />
    </HeldAllPage>
  )
  return html(c, page)
}

export const heldRoutes = new Hono<AppEnv>()
  .get('/pledges/held', allow.everyone, async (c) => {
    const own = await ownPhone(c)
    return own?.confirmed ? show(c, own.workerId) : c.redirect('/pledges', 303)
  })
  .post('/pledges/consent', allow.everyone, async (c) => {
    const { db, actor, ui } = c.var
    const { code = '', shown } = await formValues(c.req.raw)
    const own = await ownPhone(c)
    const works = own?.confirmed ? await employmentsOf(db, own.workerId) : []
    const place = works.find((each) => each.code === readPlaceCode(code) && each.leftOn === null)
    if (!own || !place) return c.redirect('/pledges', 303)
    const who = { placeId: place.placeId, workerId: own.workerId, shown: shown === '1' }
    await setConsent(db, who, { actor, now: ui.now })
    return c.redirect(`/pledges/held?notice=${who.shown ? 'shown' : 'hidden'}`, 303)
  })
