// Places as the rules see them: what a rule asks of each, many at a time.
import type { Db } from '../../db/client'
import type { PlaceKind } from '../places'
import { foldName } from '../places/rules'
import { type Effect, effectOf, type PlaceFacts, type Standing } from './rules'

/** SQL of the facts of place `p`; the day is ?1. */
export const FACTS = `p.status, p.status_cause AS statusCause, p.trade, p.inspection_due_on IS NOT NULL AS owes,
  CASE WHEN p.status IN ('applied', 'accepted') THEN EXISTS (SELECT 1 FROM pledges g WHERE g.place_id = p.id
    AND g.kind = 'place' AND g.superseded_by IS NULL AND g.withdrawn_at IS NULL) ELSE 0 END AS pledged,
  (SELECT l.id FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL
    AND l.from_day <= ?1 AND (l.to_day IS NULL OR l.to_day >= ?1)) AS listing`

/** SQL of the public words of place `p`'s own listing. */
export const LISTED_FOR =
  '(SELECT reason FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL)'

export type FactRow = Omit<PlaceFacts, 'owes' | 'pledged'> & { owes: number; pledged: number }

export const factsOf = ({
  status,
  statusCause,
  trade,
  owes,
  pledged,
  listing,
}: FactRow): PlaceFacts => ({
  status,
  statusCause,
  trade,
  owes: owes === 1,
  pledged: pledged === 1,
  listing,
})

/** Places that are alike to the rules, and the step all of them take. */
export interface Group {
  facts: FactRow
  kind: PlaceKind
  places: number
  effect: Effect
}

// Only a suspension by rule asks which it was; one word for all others keeps the groups few.
const GROUPED = `WITH seen AS (SELECT p.kind, ${FACTS} FROM places p
    WHERE p.status IN ('applied', 'accepted', 'open', 'suspended')),
  alike AS (SELECT kind, status, CASE WHEN status = 'suspended' THEN statusCause END AS statusCause, trade, owes, pledged, listing FROM seen)
  SELECT *, count(*) AS places FROM alike GROUP BY 1, 2, 3, 4, 5, 6, 7`

/**
 * What a change of the rules does to the whole town, exactly: the database counts the places that are
 * alike, and the rule decides once for each group.
 */
export async function groupsMoved(db: Db, before: Standing, after: Standing): Promise<Group[]> {
  const { results } = await db.$client
    .prepare(GROUPED)
    .bind(after.day)
    .all<FactRow & { kind: PlaceKind; places: number }>()
  return results.flatMap(({ kind, places, ...facts }) => {
    const effect = effectOf(before, after, factsOf(facts))
    return effect ? [{ facts, kind, places, effect }] : []
  })
}

export interface MovedPlace {
  id: number
  code: string
  name: string
  address: string
  kind: PlaceKind
  area: string
  areaEn: string
  effect: Effect
}

export const MOVED_ROWS = 20

/** A page of the places that will move, each with its step, and whether more follow. */
export async function listMoved(
  db: Db,
  groups: readonly Group[],
  day: number,
  page: { q: string; after: number },
): Promise<{ places: MovedPlace[]; more: boolean }> {
  const asked = JSON.stringify(
    groups.map(({ facts, kind }) => [
      ...[
        kind,
        facts.status,
        facts.statusCause,
        facts.trade,
        facts.owes,
        facts.pledged,
        facts.listing,
      ],
    ]),
  )
  const { results } = await db.$client
    .prepare(
      `WITH seen AS (SELECT p.id, p.code, p.name, p.name_folded, p.address, p.kind, p.area_id, ${FACTS} FROM places p NOT INDEXED
         WHERE p.id > ?2 AND p.status IN ('applied', 'accepted', 'open', 'suspended'))
       SELECT s.id, s.code, s.name, s.address, s.kind, a.name AS area, a.name_en AS areaEn, g.key AS at
       FROM seen s JOIN json_each(?3) g ON g.value->>0 = s.kind AND g.value->>1 = s.status
         AND (s.status <> 'suspended' OR g.value->>2 IS s.statusCause) AND g.value->>3 = s.trade
         AND g.value->>4 = s.owes AND g.value->>5 = s.pledged AND g.value->>6 IS s.listing
       JOIN areas a ON a.id = s.area_id
       WHERE (?4 = '' OR instr(s.name_folded, ?4) > 0) ORDER BY s.id LIMIT ${MOVED_ROWS + 1}`,
    )
    .bind(day, page.after, asked, foldName(page.q))
    .all<Omit<MovedPlace, 'effect'> & { at: number }>()
  const places = results.slice(0, MOVED_ROWS).flatMap(({ at, ...place }) => {
    const effect = groups[at]?.effect
    return effect ? [{ ...place, effect }] : []
  })
  return { places, more: results.length > MOVED_ROWS }
}
