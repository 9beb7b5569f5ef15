import type { Context } from 'hono'
import { Hono } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { formValues } from '../../shared/form'
import { publicOrigin } from '../../shared/origin'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { type Place, placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { INVITATION_LIFE, inviteWorkers, newSecrets } from './invitation-store'
import { officeWorkerRoutes } from './office-routes'
import { InvitePage, type ShownPhone, StaffPage } from './pages'
import { confirmPhone, refusePhone, waitingPhones } from './phone-store'
import { changeEmployment, type StaffAct, workersOf } from './store'
import { openWorkerField } from './worker'

type C = Context<AppEnv>

/** The place of `:code`; access has been asked already. */
async function ownPlace(c: C): Promise<Place> {
  const code = readPlaceCode(c.req.param('code') ?? '')
  const place = code ? await placeByCode(c.var.db, code) : null
  if (!place) throw problem('place.unknown', 404)
  return place
}

const NOTICES: Record<string, Key> = {
  done: 'people.done',
  gone: 'people.gone',
  full: 'people.invite_full',
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

export const peopleRoutes = new Hono<AppEnv>()
  .route('/', officeWorkerRoutes)
  .get('/keep/:code/staff', allow.staff, async (c) => {
    const { db, ui } = c.var
    const place = await ownPlace(c)
    const book = await rulebookInForce(db, ui.now)
    return html(
      c,
      <StaffPage
        ui={ui}
        place={place}
        workers={await workersOf(db, c.env, place.id)}
        phones={await phonesOf(c, place)}
        textVersion={book.pledges.personal.version}
        keeper={account(c).places.some(
          (each) => each.placeId === place.id && each.role === 'keeper',
        )}
        notice={noticeOf(c)}
      />,
    )
  })
  .post('/keep/:code/staff/invite', allow.keeper, async (c) => {
    const { db, ui, random } = c.var
    const place = await ownPlace(c)
    const secrets = newSecrets(random)
    const invitation = { ...secrets, placeId: place.id, indexKey: c.env.INDEX_KEY }
    if (!(await inviteWorkers(db, invitation, account(c), ui.now))) return back(c, place, 'full')
    const link = `${publicOrigin(c.env, c.req.url)}/p/${place.code}/pledge?by=${secrets.token}`
    const qr = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
    const until = ui.now + INVITATION_LIFE
    const here = { ...ui, here: `/keep/${place.code}/staff` }
    const page = (
      <InvitePage ui={here} place={place} link={link} qr={qr} code={secrets.code} until={until} />
    )
    return html(c, page)
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
