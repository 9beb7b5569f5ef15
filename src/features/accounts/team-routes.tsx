import type { Context } from 'hono'
import { Hono } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { randomDigits } from '../../shared/digits'
import { publicOrigin } from '../../shared/origin'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { LiaisonCard, liaisonOf, type Place, placeOfCode } from '../places'
import { StaffNav } from '../visits'
import { account, allow } from './access'
import { hashCode } from './join'
import { openMaskedName } from './names'
import { hashToken } from './store'
import { InvitePage, TeamPage } from './team-page'
import {
  CODE_LIFE,
  createInvitation,
  INVITATION_LIFE,
  listMembers,
  revokeHelper,
} from './team-store'

type C = Context<AppEnv>

/** The place of `:code`; access has been asked already. */
async function ownPlace(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

async function showTeam(c: C, place: Place, full = false): Promise<Response> {
  const members = await Promise.all(
    (await listMembers(c.var.db, place.id)).map(async (member) => ({
      ...member,
      name: await openMaskedName(c.env.FIELD_KEY, member.accountId, member.displayName),
    })),
  )
  const ui = { ...c.var.ui, here: `/keep/${place.code}/team` }
  const page = (
    <TeamPage ui={ui} place={place} members={members} me={account(c).id} full={full}>
      <LiaisonCard ui={ui} liaison={await liaisonOf(c.var.db, c.env.FIELD_KEY, place)} />
      <StaffNav ui={ui} place={place} keeper current="team" />
    </TeamPage>
  )
  return html(c, page, full ? 422 : 200)
}

/** A token of 128 bits and a 6-digit code; a code that is in use is drawn again. */
async function invite(c: C, place: Place): Promise<{ token: string; code: string } | null> {
  const { db, ui, random } = c.var
  for (let draw = 0; draw < 5; draw++) {
    const token = toBase64url(random(16))
    const code = randomDigits(6, random)
    const invitation = {
      placeId: place.id,
      role: 'helper' as const,
      tokenHash: await hashToken(token),
      codeHash: await hashCode(c.env.INDEX_KEY, code),
    }
    const outcome = await createInvitation(db, invitation, account(c), ui.now)
    if (outcome === 'created') return { token, code }
    if (outcome === 'full') return null
  }
  return null
}

export const teamRoutes = new Hono<AppEnv>()
  .get('/keep/:code/team', allow.keeper, async (c) => showTeam(c, await ownPlace(c)))
  .post('/keep/:code/team/invite', allow.keeper, async (c) => {
    const { ui } = c.var
    const place = await ownPlace(c)
    const made = await invite(c, place)
    if (!made) return showTeam(c, place, true)
    const origin = publicOrigin(c.env, c.req.url)
    const link = `${origin}/join/${made.token}`
    const qr = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
    return html(
      c,
      <InvitePage
        ui={{ ...ui, here: `/keep/${place.code}/team` }}
        place={place}
        link={link}
        typeAt={`${origin}/join`}
        qr={qr}
        code={made.code}
        codeUntil={ui.now + CODE_LIFE}
        linkUntil={ui.now + INVITATION_LIFE}
      />,
    )
  })
  .post('/keep/:code/team/:account/revoke', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const id = Number(c.req.param('account'))
    const ended =
      Number.isSafeInteger(id) &&
      (await revokeHelper(c.var.db, place.id, id, account(c), c.var.ui.now))
    if (!ended) throw problem('team.no_member', 404)
    return c.redirect(`/keep/${place.code}/team`, 303)
  })
