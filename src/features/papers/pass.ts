// The token of a pass: 128 bits that follow from the form's key and a secret, so that a form sent again is
// the same pass and its page can show the code again; kept is only its hash.
import type { Context } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { hmac, sha256 } from '../../shared/crypto'
import { publicOrigin } from '../../shared/origin'
import { picture } from './made'

const TOKEN_BYTES = 16

export const hashOf = async (token: string): Promise<string> => toBase64url(await sha256(token))

/** Useless without the secret, so the key may stand in the keeper's own address. */
export async function tokenOf(c: Context<AppEnv>, placeId: number, key: string): Promise<string> {
  const mac = await hmac(c.env.TOWN_SECRET, `registers|${placeId}|${key}`)
  return toBase64url(mac.subarray(0, TOKEN_BYTES))
}

export interface HeldOut {
  link: string
  qr: string
}

/** What the keeper holds out to the inspector. */
export async function heldOut(c: Context<AppEnv>, token: string): Promise<HeldOut> {
  const link = `${publicOrigin(c.env, c.req.url)}/registers/${token}`
  const svg = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return { link, qr: picture(svg) }
}
