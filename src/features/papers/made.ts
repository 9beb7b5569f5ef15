// What is made to be printed once: invitations as letters, alone or with all the paper of their places.
import type { Context } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { publicOrigin } from '../../shared/origin'
import { inviteKeepers } from '../accounts'
import { doorQr } from '../places'
import type { Making } from './form'
import type { WalkedPlace } from './walk-store'

export const picture = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`

export interface Letter {
  link: string
  qr: string
}

export interface MadePlace {
  place: WalkedPlace
  /** The picture of the door's code; null where only letters were asked for. */
  door: string | null
  /** Null for a place that somebody keeps already. */
  letter: Letter | null
}

async function letterOf(origin: string, token: string): Promise<Letter> {
  const link = `${origin}/join/${token}`
  const svg = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return { link, qr: picture(svg) }
}

/**
 * One letter a place, all invitations in one batch; each code is drawn once. With everything, kept
 * places get no letter, unless all were asked for or the place by its own code.
 */
export async function makePapers(
  c: Context<AppEnv>,
  walked: WalkedPlace[],
  { what, who, code }: Making,
): Promise<{ places: MadePlace[]; until: number }> {
  const everyone = who === 'all' || code !== ''
  const invited = walked.filter((place) => everyone || !place.kept)
  const { tokens, until } = await inviteKeepers(
    c,
    invited.map(({ id }) => id),
  )
  const origin = publicOrigin(c.env, c.req.url)
  const places = await Promise.all(
    walked.map(async (place) => {
      const token = tokens.get(place.id)
      return {
        place,
        door: what === 'all' ? picture(await doorQr(origin, place.code)) : null,
        letter: token ? await letterOf(origin, token) : null,
      }
    }),
  )
  return { places, until }
}
