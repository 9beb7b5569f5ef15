// A site's keeper judges the site, declares its isolation area, asks for the next stage.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { problem } from '../../shared/problem'
import { allow } from '../accounts'
import { checklistOf } from '../rulebook'
import { askStageForm, contractorForm, isolationForm, itemField, keyForm, ratingForm } from './form'
import { ownPlace } from './own'
import { stageAfter } from './rules'
import { showSite } from './site-answer'
import { setContractor, setIsolation } from './store-facts'
import { askStage, rateSite, stageKeyUsed } from './store-site'
import type { Rated } from './tables'

type C = Context<AppEnv>

const pathOf = (place: { code: string }): string => `/keep/${place.code}/norm`

async function postRating(c: C): Promise<Response> {
  const own = await ownPlace(c, ['site'])
  const { place, book, by } = own
  const items = checklistOf(book, 'site', place.trade)
  const { key: sent, ...typed } = await formValues(c.req.raw)
  const key = judge(keyForm, sent === undefined ? {} : { key: sent })
  const form = key.ok ? judge(ratingForm(items), typed) : key
  if (!key.ok || !form.ok) {
    const { errors } = form.ok ? { errors: {} } : form
    return showSite(c, own, { refused: { of: 'norm', form: { values: typed, errors } } })
  }
  const results: Record<string, Rated> = Object.fromEntries(
    items.map(({ id }) => [id, form.value[itemField(id)] ?? 'na']),
  )
  const rating = { placeId: place.id, day: dayOf(by.now), results }
  await rateSite(c.var.db, { ...by, ...rating, key: key.value.key })
  return c.redirect(`${pathOf(place)}?done=norm`, 303)
}

async function postIsolation(c: C): Promise<Response> {
  const own = await ownPlace(c, ['site'])
  const { place, by } = own
  const form = judge(isolationForm, await formValues(c.req.raw))
  if (!form.ok) return showSite(c, own, { refused: { of: 'isolation', form } })
  const { rooms, beds } = form.value
  const area = rooms === 0 ? { rooms: null, beds: null } : { rooms, beds }
  await setIsolation(c.var.db, { ...by, placeId: place.id, ...area })
  return c.redirect(`${pathOf(place)}?done=isolation`, 303)
}

async function postContractor(c: C): Promise<Response> {
  const own = await ownPlace(c, ['site'])
  const { place, by } = own
  const form = judge(contractorForm, await formValues(c.req.raw))
  if (!form.ok) return showSite(c, own, { refused: { of: 'contractor', form } })
  await setContractor(c.var.db, { ...by, placeId: place.id, ...form.value })
  return c.redirect(`${pathOf(place)}?done=contractor`, 303)
}

async function postStage(c: C): Promise<Response> {
  const own = await ownPlace(c, ['site'])
  const { place, by } = own
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  if (await stageKeyUsed(db, values.key ?? '')) return c.redirect(pathOf(place), 303)
  const to = stageAfter(place.stage)
  if (!to || place.status !== 'open') throw problem('phase.nothing_left', 409)
  const notBefore = to === 'working' ? place.returnedOn : null
  const form = judge(askStageForm(ui.now, notBefore), values)
  if (!form.ok) return showSite(c, own, { refused: { of: 'stage', form } })
  const asked = await askStage(db, { ...by, ...form.value, place, to })
  if (asked || (await stageKeyUsed(db, form.value.key)))
    return c.redirect(`${pathOf(place)}?done=stage`, 303)
  return showSite(c, own, { warning: ui.t('phase.changed'), status: 409 })
}

export const siteRoutes = new Hono<AppEnv>()
  .get('/keep/:code/norm', allow.keeper, async (c) => showSite(c, await ownPlace(c, ['site'])))
  .post('/keep/:code/norm', allow.keeper, postRating)
  .post('/keep/:code/isolation', allow.keeper, postIsolation)
  .post('/keep/:code/contractor', allow.keeper, postContractor)
  .post('/keep/:code/stage', allow.keeper, postStage)
