// Inviting workers of a place, and taking an invitation back.
import { Hono } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { formValues } from '../../shared/form'
import { publicOrigin } from '../../shared/origin'
import { html } from '../../ui/html'
import { account, allow, openMaskedName } from '../accounts'
import {
  INVITATION_LIFE,
  inviteWorkers,
  newSecrets,
  openInvitations,
  revokeInvitation,
} from './invitation-store'
import { InvitationsPage, InvitePage } from './invite'
import { ownPlace } from './own-place'

export const invitationRoutes = new Hono<AppEnv>()
  .post('/keep/:code/staff/invite', allow.keeper, async (c) => {
    const { db, ui, random } = c.var
    const place = await ownPlace(c)
    const path = `/keep/${place.code}/staff`
    const secrets = newSecrets(random)
    const invitation = { ...secrets, placeId: place.id, indexKey: c.env.INDEX_KEY }
    if (!(await inviteWorkers(db, invitation, account(c), ui.now)))
      return c.redirect(`${path}/invitations?notice=full`, 303)
    const link = `${publicOrigin(c.env, c.req.url)}/p/${place.code}/pledge?by=${secrets.token}`
    const qr = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
    const until = ui.now + INVITATION_LIFE
    const page = { place, link, qr, code: secrets.code, until }
    return html(c, <InvitePage ui={{ ...ui, here: path }} {...page} />)
  })
  .get('/keep/:code/staff/invitations', allow.keeper, async (c) => {
    const { db, ui } = c.var
    const place = await ownPlace(c)
    const invitations = await Promise.all(
      (await openInvitations(db, place.id, ui.now)).map(async (each) => ({
        ...each,
        by: await openMaskedName(c.env.FIELD_KEY, each.createdBy, each.byName ?? ''),
      })),
    )
    const asked = c.req.query('notice')
    const key = NOTICES.find((each) => each === asked)
    const notice = key ? ui.t(`people.invite_${key}`) : null
    return html(
      c,
      <InvitationsPage ui={ui} place={place} invitations={invitations} notice={notice} />,
    )
  })
  .post('/keep/:code/staff/invitations/revoke', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const { invitation = '' } = await formValues(c.req.raw)
    const which = { placeId: place.id, tokenHash: invitation }
    const done = await revokeInvitation(c.var.db, which, account(c), c.var.ui.now)
    const notice = done ? 'revoked' : 'over'
    return c.redirect(`/keep/${place.code}/staff/invitations?notice=${notice}`, 303)
  })

const NOTICES = ['full', 'revoked', 'over'] as const
