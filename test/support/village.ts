// A village of its own with its places and the clerk who prints for it.
import type { Place } from '../../src/features/places/tables'
import { officer } from './people'
import { db, openPlace, type Phone } from './town'

/** What a clerk sends for letters, but for what the test says. */
const LETTERS = { who: 'unclaimed', code: '', after: '' }

interface Village {
  places: Place[]
  clerk: Phone
  /** Letters to the keepers of this village. */
  ask: (who?: string, code?: string) => Promise<Response>
  /** Posters, cards and letters of this village. */
  askAll: (change?: Record<string, string>) => Promise<Response>
}

/** A village by its id, with a shop of each name, in walking order. */
export async function villageOf(id: number, names: string[]): Promise<Village> {
  const areaPath = `/1/2/${id}/`
  await db.$client
    .prepare("INSERT INTO areas VALUES (?, 2, 'village', ?, ?, ?)")
    .bind(id, `村${id}`, `V${id}`, areaPath)
    .run()
  const places: Place[] = []
  for (const name of names) places.push(await openPlace({ name, areaId: id, areaPath }))
  const clerk = await officer({ role: 'clerk', areaId: id, areaPath })
  const send = (form: Record<string, string>) =>
    clerk.post('/office/places/print', { area: String(id), ...LETTERS, ...form })
  return {
    places,
    clerk,
    ask: (who = 'unclaimed', code = '') => send({ who, code }),
    askAll: (change = {}) => send({ what: 'all', ...change }),
  }
}

/** The invitations printed on a page, each once. */
export const tokensIn = (page: string): string[] => [
  ...new Set([...page.matchAll(/\/join\/([\w-]{22})</g)].map(([, token = '']) => token)),
]
