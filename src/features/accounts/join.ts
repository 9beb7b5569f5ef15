// Joining a place: one invitation, one new member, whether or not the phone number has an account.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { randomSymbols } from '../../shared/crockford'
import { hmac, seal, unseal } from '../../shared/crypto'
import { newRowId } from '../../shared/ids'
import { readCookie } from './cookie'
import { consumeInvitation, type OpenInvitation, openInvitation } from './join-store'
import { verifyPassword } from './password'
import { accountRow, phoneIndexOf } from './seed'
import { deviceTokenFor, keepTokens, knownDevice } from './sign-in'
import { credentialsOf, recordRefusal } from './sign-in-store'
import { hashToken, newToken } from './store'

type C = Context<AppEnv>

/** 128 bits in base64url. */
const TOKEN_LENGTH = 22
const GRANT = 'join grant 1'

/** A short code is kept under a secret: a plain hash of six digits is undone in a second. */
export const hashCode = async (indexKey: string, code: string): Promise<string> =>
  toBase64url(await hmac(indexKey, `invitations.code|${code}`))

/** What stands in the link after a right code: the invitation's hash, sealed, since its token is not kept. */
export const grantFor = (cookieKey: string, tokenHash: string): Promise<string> =>
  seal(cookieKey, GRANT, tokenHash)

/** The open invitation of `:token`, which is a token from a QR or a grant from a typed code. */
export async function invitationOf(c: C): Promise<OpenInvitation | null> {
  const token = c.req.param('token') ?? ''
  const tokenHash =
    token.length === TOKEN_LENGTH
      ? await hashToken(token)
      : await unseal(c.env.COOKIE_KEY, GRANT, token)
  return tokenHash ? openInvitation(c.var.db, tokenHash, c.var.ui.now) : null
}

interface Person {
  name: string
  phone: string
  pin: string
}

export type Joined = 'joined' | 'wrong pin' | 'gone' | 'refused'

/** Consumes the invitation and signs in. `refused`: the number's account has been switched off. */
export async function joinPlace(c: C, invitation: OpenInvitation, person: Person): Promise<Joined> {
  const { db, ui } = c.var
  const phoneIndex = await phoneIndexOf(c.env.INDEX_KEY, person.phone)
  // A second round only when the number got its account between the look-up and the batch.
  for (let round = 0; round < 2; round++) {
    const known = await credentialsOf(db, '', phoneIndex)
    if (known && !(await verifyPassword(c.env.PEPPER, person.pin, known.passwordHash))) {
      await recordRefusal(db, known.id, ui.now)
      return 'wrong pin'
    }
    if (await joinAs(c, invitation, person, known)) return 'joined'
    if (!(await openInvitation(db, invitation.tokenHash, ui.now))) return 'gone'
  }
  return 'refused'
}

async function joinAs(
  c: C,
  invitation: OpenInvitation,
  person: Person,
  known: { id: number; kind: 'officer' | 'keeper' | 'helper' } | null,
): Promise<boolean> {
  const { db, ui, random } = c.var
  const account = known ?? { id: newRowId(random), kind: invitation.role }
  const newRow = known
    ? null
    : await accountRow(
        {
          ...account,
          name: `${account.kind}-${randomSymbols(10, random)}`,
          displayName: person.name,
          phone: person.phone,
          password: person.pin,
        },
        c.env,
        ui.now,
        random,
      )
  const session = newToken(random)
  const device = deviceTokenFor(c, account.id, await knownDevice(c))
  const joined = await consumeInvitation(
    db,
    {
      invitation,
      account,
      newRow,
      sessionHash: await hashToken(session),
      deviceHash: await hashToken(device),
      oldSessionHash: await hashToken(readCookie(c, 'session') ?? ''),
    },
    ui.now,
  )
  if (joined) keepTokens(c, account.kind, { session, device })
  return joined
}
