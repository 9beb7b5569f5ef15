import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { parseForm } from '../../shared/form'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from './access'
import { codeForm, joinForm } from './form'
import { grantFor, hashCode, invitationOf, joinPlace } from './join'
import { GonePage, JoinCodePage, JoinPage } from './join-page'
import { type OpenInvitation, tokenOfCode } from './join-store'

type C = Context<AppEnv>

function showJoin(c: C, invitation: OpenInvitation, form: FormState = EMPTY_FORM): Response {
  const { pin: _, pin2: __, ...values } = form.values
  const failed = Object.keys(form.errors).length > 0
  const ui = { ...c.var.ui, here: c.req.path }
  const page = <JoinPage ui={ui} invitation={invitation} form={{ values, errors: form.errors }} />
  return html(c, page, failed ? 422 : 200)
}

const showGone = (c: C): Response => html(c, <GonePage ui={{ ...c.var.ui, here: '/join' }} />, 410)

const showCode = (c: C, form: FormState, status: 200 | 422 | 429): Response =>
  html(c, <JoinCodePage ui={{ ...c.var.ui, here: '/join' }} form={form} />, status)

export const joinRoutes = new Hono<AppEnv>()
  .get('/join', allow.everyone, (c) => showCode(c, EMPTY_FORM, 200))
  .post('/join', allow.everyone, async (c) => {
    const parsed = await parseForm(c.req.raw, codeForm)
    if (!parsed.ok) return showCode(c, parsed, 422)
    const { code } = parsed.value
    const codeHash = await hashCode(c.env.INDEX_KEY, code)
    const found = await tokenOfCode(c.var.db, codeHash, c.var.ui.now)
    if (found === 'closed')
      return showCode(c, { values: { code }, errors: { code: 'join.closed' } }, 429)
    if (found === 'wrong')
      return showCode(c, { values: { code }, errors: { code: 'join.wrong_code' } }, 422)
    return c.redirect(`/join/${await grantFor(c.env.COOKIE_KEY, found.tokenHash)}`, 303)
  })
  .get('/join/:token', allow.everyone, async (c) => {
    const invitation = await invitationOf(c)
    return invitation ? showJoin(c, invitation) : showGone(c)
  })
  .post('/join/:token', allow.everyone, async (c) => {
    const invitation = await invitationOf(c)
    if (!invitation) return showGone(c)
    const body = await parseForm(c.req.raw, joinForm)
    if (!body.ok) return showJoin(c, invitation, body)
    const { name, phone } = body.value
    const joined = await joinPlace(c, invitation, body.value)
    if (joined === 'gone') return showGone(c)
    if (joined === 'wrong pin')
      return showJoin(c, invitation, { values: { name, phone }, errors: { pin: 'join.wrong_pin' } })
    if (joined === 'refused')
      return showJoin(c, invitation, { values: { name, phone }, errors: { phone: 'join.refused' } })
    return c.redirect(`/keep/${invitation.code}`, 303)
  })
