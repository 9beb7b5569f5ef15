// 迎检: a keeper makes a pass, and whoever scans it reads the registers of that place, nothing else.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { HOUR, isoDay } from '../../shared/clock'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { placeById } from '../places'
import { rulebookInForce } from '../rulebook'
import { passForm, readRange } from './form'
import { leafOf } from './leaves'
import { LedgersPage } from './ledgers'
import { openRegisters } from './opened'
import { hashOf, heldOut, tokenOf } from './pass'
import { InspectorPage, NoPassPage, PassNote } from './pass-page'
import { livePass, makePass, openPass, passesOf, revokePass } from './pass-store'
import { ownPlace } from './place'

type C = Context<AppEnv>
type Own = Awaited<ReturnType<typeof ownPlace>>

/** The pass of `?made=<key>`, while it lives. */
async function madeHere(c: C, { place }: Own) {
  const key = c.req.query('made')
  if (!key) return null
  const token = await tokenOf(c, place.id, key)
  const live = await livePass(c.var.db, await hashOf(token), c.var.ui.now)
  return live && { ...(await heldOut(c, token)), until: live.expiresAt }
}

async function show(c: C, own: Own, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = own
  const key = c.req.query('made')
  const path = `/keep/${place.code}/inspector`
  const here = key ? `${path}?made=${encodeURIComponent(key)}` : path
  const revoked = c.req.query('done') === 'revoked'
  const props = {
    hours: book.registerPass.hours,
    shown: await madeHere(c, own),
    passes: await passesOf(db, place.id),
    formKey: newKey(ui.now, random),
    notice: revoked ? { text: ui.t('pass.revoked'), good: true } : null,
  }
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  return html(c, <InspectorPage ui={{ ...ui, here }} {...{ place, form }} {...props} />, status)
}

async function make(c: C): Promise<Response> {
  const { db, ui } = c.var
  const own = await ownPlace(c)
  const { place, book } = own
  const form = await parseForm(c.req.raw, passForm)
  if (!form.ok) return show(c, own, form)
  const { key } = form.value
  const tokenHash = await hashOf(await tokenOf(c, place.id, key))
  const by = { placeId: place.id, actor: account(c), now: ui.now }
  const expiresAt = ui.now + book.registerPass.hours * HOUR
  const made = await makePass(db, { ...by, tokenHash, expiresAt })
  if (!made && !(await livePass(db, tokenHash, ui.now)))
    return show(c, own, { values: {}, errors: { '': 'pass.many' } })
  return c.redirect(`/keep/${place.code}/inspector?made=${key}`, 303)
}

async function revoke(c: C): Promise<Response> {
  const { place } = await ownPlace(c)
  const by = { placeId: place.id, actor: account(c), now: c.var.ui.now }
  await revokePass(c.var.db, { ...by, tokenHash: c.req.param('pass') ?? '' })
  return c.redirect(`/keep/${place.code}/inspector?done=revoked`, 303)
}

/** Kept out of caches, search engines and the Referer of whatever is opened next. */
function hidden(c: C): void {
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.header('Referrer-Policy', 'no-referrer')
}

async function read(c: C): Promise<Response> {
  const { db, ui } = c.var
  hidden(c)
  const token = c.req.param('token') ?? ''
  const gone = () => html(c, <NoPassPage ui={{ ...ui, here: '/' }} />, 410)
  const tokenHash = await hashOf(token)
  const pass = await livePass(db, tokenHash, ui.now)
  const place = pass && (await placeById(db, pass.placeId))
  if (!place) return gone()
  const action = `/registers/${token}`
  const book = await rulebookInForce(db, ui.now)
  const asked = readRange(c.req.query(), ui.now, book.visits.retentionDays)
  const above = <PassNote ui={ui} until={pass.expiresAt} />
  const common = { ui: { ...ui, here: action }, book, place, action, above }
  if (!asked.ok) return html(c, <LedgersPage {...common} form={asked} shown={null} />, 422)
  const range = asked.value
  const leaf = leafOf(c.req.query('leaf'), range)
  if (!(await openPass(db, { tokenHash, placeId: place.id, now: ui.now, leaf }))) return gone()
  const form = { values: { from: isoDay(range.from), to: isoDay(range.to) }, errors: {} }
  const shown = await openRegisters(c, place.id, leaf)
  return html(c, <LedgersPage {...common} form={form} shown={shown} />)
}

export const passRoutes = new Hono<AppEnv>()
  .get('/keep/:code/inspector', allow.keeper, async (c) => show(c, await ownPlace(c)))
  .post('/keep/:code/inspector', allow.keeper, make)
  .post('/keep/:code/inspector/:pass/revoke', allow.keeper, revoke)
  .get('/registers/:token', allow.everyone, read)
