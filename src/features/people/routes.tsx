// The staff of a place for those who keep it: the lists, confirming, phones.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { dayOf } from '../../shared/clock'
import { formValues } from '../../shared/form'
import { maskName } from '../../shared/text'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import type { Place } from '../places'
import { rulebookInForce } from '../rulebook'
import { papersOf } from '../watches'
import { invitationRoutes } from './invitation-routes'
import { moveRoutes } from './move-routes'
import { officeWorkerRoutes } from './office-routes'
import { ownPlace } from './own-place'
import { type ShownPhone, StaffPage } from './pages'
import { confirmPhone, refusePhone, waitingPhones } from './phone-store'
import { readCursor, readShow } from './rules'
import { countStaff, listStaff, WAITING_ROWS } from './staff-store'
import { changeEmployment, type StaffAct } from './store'
import { openWorkerField } from './worker'

type C = Context<AppEnv>

const NOTICES: Record<string, Key> = {
  done: 'people.done',
  gone: 'people.gone',
  moved: 'move.done',
  moved_own: 'move.done_own',
}

function noticeOf(c: C): string | null {
  const { notice = '', signed } = c.req.query()
  if (signed) return c.var.ui.t('people.signed_here', { no: signed.slice(0, 12) })
  const key = Object.hasOwn(NOTICES, notice) ? NOTICES[notice] : undefined
  return key ? c.var.ui.t(key) : null
}

async function phonesOf(c: C, place: Place): Promise<ShownPhone[]> {
  return Promise.all(
    (await waitingPhones(c.var.db, place.id)).map(async (each) => ({
      tokenHash: each.tokenHash,
      name: maskName(await openWorkerField(c.env.FIELD_KEY, 'name', each.workerId, each.name)),
      tail: (await openWorkerField(c.env.FIELD_KEY, 'phone', each.workerId, each.phone)).slice(-2),
      createdAt: each.createdAt,
    })),
  )
}

const back = (c: C, place: Place, notice: string): Response =>
  c.redirect(`/keep/${place.code}/staff?notice=${notice}`, 303)

/** The list asked for, a page of it; on the first page of all, whoever waits comes first. */
async function listsOf(c: C, place: Place, full: boolean) {
  const { db, ui } = c.var
  const today = dayOf(ui.now)
  const [since, workerId] = readCursor(c.req.query('after')) ?? []
  const after = since === undefined || workerId === undefined ? null : { since, workerId }
  const show = readShow(c.req.query('show')) ?? 'listed'
  const q = (c.req.query('q') ?? '').trim().slice(0, 20)
  const asked = { placeId: place.id, show, q, after, today, full }
  const first = show === 'listed' && !q && !after
  const waiting = first
    ? await listStaff(db, c.env, { ...asked, show: 'waiting', rows: WAITING_ROWS })
    : null
  const { workers, more } = await listStaff(db, c.env, asked)
  const shown = [...workers, ...(waiting?.workers ?? [])]
  return {
    show,
    q,
    further: after !== null,
    counts: await countStaff(db, place.id, today),
    waiting: waiting?.workers ?? [],
    workers,
    more,
    papers: await papersOf(
      db,
      shown.map(({ workerId }) => workerId),
    ),
  }
}

const isKeeper = (c: C, place: Place): boolean =>
  account(c).places.some((each) => each.placeId === place.id && each.role === 'keeper')

export const peopleRoutes = new Hono<AppEnv>()
  .route('/', officeWorkerRoutes)
  .route('/', invitationRoutes)
  .route('/', moveRoutes)
  .get('/keep/:code/staff', allow.staff, async (c) => {
    const { db, ui } = c.var
    const place = await ownPlace(c)
    const book = await rulebookInForce(db, ui.now)
    const keeper = isKeeper(c, place)
    return html(
      c,
      <StaffPage
        ui={ui}
        place={place}
        {...(await listsOf(c, place, keeper))}
        phones={await phonesOf(c, place)}
        textVersion={book.pledges.personal.version}
        book={book}
        keeper={keeper}
        notice={noticeOf(c)}
      />,
    )
  })
  .post('/keep/:code/staff/phones', allow.staff, async (c) => {
    const place = await ownPlace(c)
    const { phone = '', same } = await formValues(c.req.raw)
    const judged = {
      placeId: place.id,
      tokenHash: phone,
      actor: account(c),
      now: c.var.ui.now,
    }
    const done = await (same === '1' ? confirmPhone : refusePhone)(c.var.db, judged)
    return back(c, place, done ? 'done' : 'gone')
  })
  .post('/keep/:code/staff/:worker/:act{confirm|refuse|leave}', allow.staff, async (c) => {
    const place = await ownPlace(c)
    const workerId = Number(c.req.param('worker'))
    const act = c.req.param('act') as StaffAct
    const who = { placeId: place.id, workerId }
    const done =
      Number.isSafeInteger(workerId) &&
      (await changeEmployment(c.var.db, act, who, account(c), c.var.ui.now))
    return back(c, place, done ? 'done' : 'gone')
  })
