// Whom and what somebody who reports may mean: people of one telephone number, places of one name.
import { batchAll, type Db } from '../../db/client'
import { placesNamed } from '../places'
import { foldName } from '../places/rules'

/** Somebody the person just typed in may be. */
export interface KnownPerson {
  /** Of the list of arrivals; null: a worker of the register. */
  arrivalId: number | null
  workerId: number | null
  key: string
  name: string
  where: string | null
  area: string
  areaEn: string
}

/** Whoever has this phone already: listed and not gone, or a worker. */
export async function knownPeople(
  db: Db,
  arrivalIndex: string,
  workerIndex: string,
): Promise<KnownPerson[]> {
  const [arrivals, workers] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT a.id AS arrivalId, NULL AS workerId, a.key, a.name, p.name AS "where", v.name AS area, v.name_en AS areaEn
         FROM arrivals a LEFT JOIN places p ON p.id = a.place_id
         LEFT JOIN areas v ON v.id = coalesce(a.area_id, a.found_area_id)
         WHERE a.phone_index = ? AND a.left_on IS NULL ORDER BY a.id LIMIT 10`,
      )
      .bind(arrivalIndex),
    db.$client
      .prepare(
        `SELECT NULL AS arrivalId, w.id AS workerId, '' AS key, w.name, p.name AS "where", v.name AS area, v.name_en AS areaEn
         FROM workers w LEFT JOIN employments e ON e.worker_id = w.id AND e.left_on IS NULL
         LEFT JOIN places p ON p.id = e.place_id LEFT JOIN areas v ON v.id = p.area_id
         WHERE w.phone_index = ? GROUP BY w.id ORDER BY w.id LIMIT 10`,
      )
      .bind(workerIndex),
  ])
  return [arrivals, workers].flatMap((each) => (each?.results ?? []) as KnownPerson[])
}

const MOST_PLACES = 8
const MOST_LOOKED = 30

/** Places of a name typed in part, of the first that have it; whoever misses one types more of its name. */
export async function knownPlaces(
  db: Db,
  typed: string,
): Promise<{ id: number; code: string; name: string; address: string }[]> {
  const { ids } = await placesNamed(db, { q: typed, from: null, most: MOST_LOOKED })
  const { results } = await db.$client
    .prepare(
      `SELECT p.id, p.code, p.name, p.address FROM json_each(?) g CROSS JOIN places p ON p.id = g.value
       WHERE p.status <> 'closed' AND instr(p.name_folded, ?) > 0 LIMIT ${MOST_PLACES}`,
    )
    .bind(JSON.stringify(ids), foldName(typed))
    .all<{ id: number; code: string; name: string; address: string }>()
  return results
}
