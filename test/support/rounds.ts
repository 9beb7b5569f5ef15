// Rounds as a patrol's page and a phone's outbox send them.
import { env } from 'cloudflare:workers'
import { patrolCodeNow } from '../../src/features/patrols'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { pageKey } from './board'
import type { OwnPhone } from './people'
import { PLAIN } from './photos'
import { clock } from './town'

/** The four digits on the pages of a place's staff at an instant. */
export const codeOf = async (
  book: Rulebook,
  place: Pick<Place, 'id'>,
  at = clock.now,
): Promise<string> => (await patrolCodeNow(env.TOWN_SECRET, book, place.id, at)).code

export const photo = (): File => new File([PLAIN.jpeg], 'door.jpg', { type: 'image/jpeg' })

type Typed = Record<string, string | File>

/** Sends a round as a phone does, and reads the answer. */
export async function sendRound(phone: OwnPhone, place: Pick<Place, 'code'>, typed: Typed) {
  const body = new FormData()
  const sent = { key: pageKey(), code: place.code, ...typed }
  for (const [name, value] of Object.entries(sent)) body.append(name, value)
  const response = await phone.postForm('/office/patrols/rounds/files', body, {
    accept: 'application/json',
  })
  const answer: {
    id?: number
    again?: boolean
    beside?: string | null
    errors?: Record<string, string>
    code?: string
  } = await response.json()
  return { status: response.status, ...answer }
}

/** The same by the plain form, which sends an empty photo along. */
export function sendForm(phone: OwnPhone, place: Pick<Place, 'code'>, typed: Typed) {
  const body = new FormData()
  const sent = { key: pageKey(), code: place.code, photo: new File([], ''), ...typed }
  for (const [name, value] of Object.entries(sent)) body.append(name, value)
  return phone.postForm('/office/patrols/rounds/files', body)
}

/** What tests of patrols owe: a daily round of shops, four of sites, and a place that must be shut. */
export const QUOTAS: Rulebook['patrols'] = [
  {
    target: 'shop',
    level: 'town',
    roundsPerDay: 1,
    windows: [{ from: '09:00', to: '18:00' }],
    resident: false,
    teams: 1,
    role: 'patrol',
    source: 'test',
  },
  {
    target: 'not_allowed',
    level: 'town',
    roundsPerDay: 2,
    windows: [
      { from: '08:00', to: '10:00' },
      { from: '13:00', to: '20:00' },
    ],
    resident: false,
    teams: 1,
    role: 'patrol',
    source: 'test',
  },
  {
    target: 'shop',
    level: 'village',
    roundsPerDay: 1,
    windows: [{ from: '08:00', to: '12:00' }],
    resident: false,
    teams: 1,
    role: 'clerk',
    source: 'test',
  },
  {
    target: 'site_with_watch',
    level: 'town',
    roundsPerDay: 1,
    windows: [{ from: '08:00', to: '20:00' }],
    resident: true,
    teams: 1,
    role: 'patrol',
    source: 'test',
  },
]
