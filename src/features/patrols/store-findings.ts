// What the rounds of a day found wrong, and how much of it is right by now.
import type { Db } from '../../db/client'

export interface FoundSums {
  found: number
  /** Put right on the spot, or by an order that is closed. */
  right: number
}

/** Of the rounds of a day in these ranges, both levels; refused rounds found nothing. */
export const foundStatement = (db: Db, ranges: string, day: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT count(*) AS found, ifnull(sum(f.fixed = 1 OR EXISTS (
         SELECT 1 FROM orders o INDEXED BY orders_place CROSS JOIN order_items i ON i.order_id = o.id AND i.item = f.item
         WHERE o.place_id = r.place_id AND o.state = 'closed' AND o.ended_at >= r.at)), 0) AS "right"
       FROM patrol_rounds r INDEXED BY patrol_rounds_day CROSS JOIN patrol_findings f ON f.round_id = r.id
       WHERE r.day = ?2 AND r.problems > 0 AND r.review IS NOT 'refused'
         AND EXISTS (SELECT 1 FROM json_each(?1) s WHERE r.area_path >= s.value ->> 0 AND r.area_path < s.value ->> 1)`,
    )
    .bind(ranges, day)

/** `foundStatement`, read. */
export const foundOn = async (db: Db, ranges: string, day: number): Promise<FoundSums> =>
  (await foundStatement(db, ranges, day).first<FoundSums>()) ?? { found: 0, right: 0 }
