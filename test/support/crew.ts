// A place with more people than a page holds.
import type { Place } from '../../src/features/places/tables'
import { db } from './town'

let from = 1_000_000

/** So many confirmed workers, without names or pledges, since the same day. */
export async function crewAt(place: Pick<Place, 'id'>, count: number, since = 18_000) {
  from += 100_000
  const walk = 'WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)'
  const last = from + count - 1
  await db.$client.batch([
    db.$client
      .prepare(
        `${walk} INSERT INTO workers (id, name, phone, phone_index, created_at) SELECT i, '', '', 'c' || i, 0 FROM n`,
      )
      .bind(from, last),
    db.$client
      .prepare(
        `${walk} INSERT INTO employments (place_id, worker_id, job, confirmed_at, since) SELECT ?3, i, '瓦工', 1, ?4 FROM n`,
      )
      .bind(from, last, place.id, since),
  ])
  return { first: from, last }
}
