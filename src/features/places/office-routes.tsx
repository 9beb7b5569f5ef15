// The office's places. Mounted by app.ts: these pages show parts of rooms that ask this one's door.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, covers, rolesOf, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { CallNow } from './call'
import { officePlace, showHub } from './hub-answer'
import { LiaisonsPage } from './liaisons-page'
import { callForm, liaisonForm, liaisonsForm, readOfficeQuery } from './office-form'
import { OfficeListPage } from './office-list'
import { calleesOf, namesOf, openOfficers } from './office-people'
import { CALLERS, LIAISON_SETTERS } from './rules-office'
import { listAreas, placeByCode } from './store'
import { listOfficePlaces, recordCall, setLiaison, setLiaisons, statusCounts } from './store-office'
import type { Place } from './tables'

type C = Context<AppEnv>

async function showList(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readOfficeQuery(c.req.query())
  const code = readPlaceCode(query.q)
  if (code && (await placeByCode(db, code))) return c.redirect(`/office/places/${code}`, 303)
  const areas = await listAreas(db)
  const areaPath = areas.find(({ id }) => id === query.area)?.path ?? '/'
  const book = await rulebookInForce(db, ui.now)
  const list = await listOfficePlaces(db, { ...query, areaPath })
  return html(
    c,
    <OfficeListPage
      ui={ui}
      roles={rolesOf(c)}
      query={query}
      areas={areas}
      trades={book.trades.map(({ id, name }) => [id, name[ui.lang]])}
      counts={await statusCounts(db, query.kind)}
      {...list}
    />,
  )
}

async function postCall(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await officePlace(c)
  const actor = account(c)
  if (!covers(actor, CALLERS, place)) throw problem('err.forbidden', 403)
  const form = judge(callForm, await formValues(c.req.raw))
  if (!form.ok) return showHub(c, place, { status: 422, refused: { of: 'call', form } })
  const { to, purpose } = form.value
  const callee = (await calleesOf(db, c.env.FIELD_KEY, place)).find((each) => each.to === to)
  if (!callee) return showHub(c, place, { status: 409, warning: ui.t('hub.nobody') })
  await recordCall(db, { placeId: place.id, to, purpose }, actor, ui.now)
  const page = { ...ui, here: `/office/places/${place.code}` }
  return html(
    c,
    <MessagePage ui={page} title={place.name} text={ui.t(`hub.purpose.${purpose}`)}>
      <CallNow ui={ui} name={callee.name} phone={callee.phone} />
      <p class="roles">
        <a href={page.here}>{ui.t('nav.back')}</a>
      </p>
    </MessagePage>,
  )
}

async function postLiaison(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await officePlace(c)
  const actor = account(c)
  if (!covers(actor, LIAISON_SETTERS, place)) throw problem('err.forbidden', 403)
  const form = judge(liaisonForm, await formValues(c.req.raw))
  if (!form.ok) return showHub(c, place, { status: 422, refused: { of: 'liaison', form } })
  const { officer: liaisonId, was } = form.value
  const set = await setLiaison(db, { id: place.id, was }, { liaisonId, actor, now: ui.now })
  if (set) return c.redirect(`/office/places/${place.code}?notice=liaison`, 303)
  const standing = (await placeByCode(db, place.code)) ?? place
  return showHub(c, standing, { status: 409, warning: await changedText(c, standing, was) })
}

/** Somebody else was first, or the officer no longer serves. */
async function changedText(c: C, { liaisonId }: Place, was: number | null): Promise<string> {
  const { db, ui } = c.var
  if (liaisonId === was) return ui.t('hub.liaison_gone')
  const names = await namesOf(db, c.env.FIELD_KEY, liaisonId === null ? [] : [liaisonId])
  return ui.t('hub.liaison_changed', { name: names.get(liaisonId ?? 0) ?? ui.t('hub.no_liaison') })
}

interface Liaisons {
  status?: 200 | 422
  form?: FormState
}

/** The areas this officer sets liaisons in: those under a role as administrator or clerk. */
async function showLiaisons(c: C, { status = 200, form = EMPTY_FORM }: Liaisons = {}) {
  const { db, ui } = c.var
  const scopes = scopesOf(account(c), ...LIAISON_SETTERS)
  const areas = (await listAreas(db)).filter(({ path }) =>
    scopes.some(({ areaPath }) => path.startsWith(areaPath)),
  )
  const asked = { now: ui.now, after: c.req.query('officers') ?? '' }
  const officers = await openOfficers(db, c.env.FIELD_KEY, areas[0]?.path ?? '/', asked)
  const done = /^\d{1,6}$/.exec(c.req.query('done') ?? '')?.[0]
  const notice = done ? { text: ui.t('hub.liaisons_done', { n: done }), good: true } : null
  return html(
    c,
    <LiaisonsPage
      ui={{ ...ui, here: '/office/liaisons' }}
      roles={rolesOf(c)}
      areas={areas}
      officers={officers}
      form={form}
      notice={notice}
    />,
    status,
  )
}

async function postLiaisons(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const form = judge(liaisonsForm, await formValues(c.req.raw))
  if (!form.ok) return showLiaisons(c, { status: 422, form })
  const { officer: liaisonId, which } = form.value
  const area = (await listAreas(db)).find(({ id }) => id === form.value.area)
  if (!area || !covers(actor, LIAISON_SETTERS, { areaPath: area.path }))
    throw problem('err.forbidden', 403)
  const asked = { id: area.id, path: area.path, onlyWithout: which === 'without' }
  const done = await setLiaisons(db, asked, { liaisonId, actor, now: ui.now })
  return c.redirect(`/office/liaisons?done=${done}`, 303)
}

export const officePlaceRoutes = new Hono<AppEnv>()
  .get('/office/places', allow.officer(), showList)
  .get('/office/liaisons', allow.officer(...LIAISON_SETTERS), (c) => showLiaisons(c))
  .post('/office/liaisons', allow.officer(...LIAISON_SETTERS), postLiaisons)
  .get('/office/places/:code', allow.officer(), async (c) => showHub(c, await officePlace(c)))
  .post('/office/places/:code/call', allow.officer(...CALLERS), postCall)
  .post('/office/places/:code/liaison', allow.officer(...LIAISON_SETTERS), postLiaison)
