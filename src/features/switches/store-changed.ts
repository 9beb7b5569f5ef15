// The places an approved proposal has moved, read from the steps it left behind.
import type { Db } from '../../db/client'
import type { PlaceKind } from '../places'
import { foldName } from '../places/rules'
import type { Effect } from './rules'
import { stepKeys } from './store-apply'

export interface ChangedPlace {
  /** Key of its step: the keyset of the list. */
  id: string
  code: string
  name: string
  address: string
  kind: PlaceKind
  area: string
  areaEn: string
  effect: Effect
}

const ACT_OF: Record<string, Effect['act']> = {
  suspended: 'suspend',
  known: 'refuse',
}
const actOf = (from: string, to: string): Effect['act'] =>
  ACT_OF[to] ?? (from === 'suspended' ? 'resume' : 'open_on_pledge')

const ROWS = 20
const range = (proposalId: number): [string, string] => {
  const keys = stepKeys(proposalId)
  return [keys, `${keys.slice(0, -1)};`]
}

/** How many places took which step. */
export async function countChanged(
  db: Db,
  proposalId: number,
): Promise<{ act: Effect['act']; kind: PlaceKind; places: number }[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT c.from_status AS "from", c.to_status AS "to", p.kind, count(*) AS places
       FROM place_changes c CROSS JOIN places p ON p.id = c.place_id WHERE c.key > ? AND c.key < ? GROUP BY 1, 2, 3`,
    )
    .bind(...range(proposalId))
    .all<{ from: string; to: string; kind: PlaceKind; places: number }>()
  return results.map(({ from, to, kind, places }) => ({ act: actOf(from, to), kind, places }))
}

export async function listChanged(
  db: Db,
  proposalId: number,
  page: { q: string; after: string },
): Promise<{ places: ChangedPlace[]; more: boolean }> {
  const [from, to] = range(proposalId)
  const { results } = await db.$client
    .prepare(
      `SELECT c.key AS id, p.code, p.name, p.address, p.kind, a.name AS area, a.name_en AS areaEn,
         c.from_status AS "from", c.to_status AS "to", c.cause, c.ref
       FROM place_changes c CROSS JOIN places p ON p.id = c.place_id CROSS JOIN areas a ON a.id = p.area_id
       WHERE c.key > ?1 AND c.key > ?4 AND c.key < ?2 AND (?3 = '' OR instr(p.name_folded, ?3) > 0) ORDER BY c.key LIMIT ${ROWS + 1}`,
    )
    .bind(from, to, foldName(page.q), page.after)
    .all<
      Omit<ChangedPlace, 'effect'> & {
        from: string
        to: string
        cause: Effect['cause']
        ref: string
      }
    >()
  const places = results.slice(0, ROWS).map(({ from: was, to: is, cause, ref, ...place }) => ({
    ...place,
    effect: { act: actOf(was, is), cause, ref },
  }))
  return { places, more: results.length > ROWS }
}
