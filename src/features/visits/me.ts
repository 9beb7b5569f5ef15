// What this phone remembers: the visitor's own details and last receipts, sealed in one cookie and
// kept nowhere else. The service cannot list it, and forgets it when the cookie goes.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { DAY } from '../../shared/clock'
import { seal, unseal } from '../../shared/crypto'
import { dropCookie, readCookie, writeCookie } from '../accounts'

export interface Me {
  name: string
  phone: string
  /** A random number of this phone, used only in the gate's memory to notice bursts. */
  device: string
  /** Refs, newest first. */
  receipts: string[]
}

const RECEIPTS = 30
// Browsers drop cookies over 4,096 bytes, name and attributes included.
const SEALED_BYTES = 3_600
const PURPOSE = 'visitor cookie 1'

export async function readMe(c: Context<AppEnv>): Promise<Me | null> {
  const cookie = readCookie(c, 'me')
  const plain = cookie ? await unseal(c.env.COOKIE_KEY, PURPOSE, cookie) : null
  if (!plain) return null
  const [name, phone, device, receipts] = JSON.parse(plain) as [string, string, string, string[]]
  return { name, phone, device, receipts }
}

/** Remembers for as long as visits are kept; the oldest receipts go first when the cookie is full. */
export async function writeMe(c: Context<AppEnv>, me: Me, retentionDays: number): Promise<void> {
  let receipts = me.receipts.slice(0, RECEIPTS)
  let sealed = ''
  do {
    sealed = await seal(
      c.env.COOKIE_KEY,
      PURPOSE,
      JSON.stringify([me.name, me.phone, me.device, receipts]),
    )
    if (sealed.length <= SEALED_BYTES) break
    receipts = receipts.slice(0, -1)
  } while (receipts.length > 0)
  writeCookie(c, 'me', sealed, (retentionDays * DAY) / 1000)
}

export const forgetMe = (c: Context<AppEnv>): void => dropCookie(c, 'me')

export const newDevice = (c: Context<AppEnv>): string => toBase64url(c.var.random(9))
