// Places named one by one on the negative list: asked before a place may apply, be accepted or open.
import type { Db } from '../../db/client'

export interface Listing {
  id: number
  /** Public words. */
  reason: string
  fromDay: number
  toDay: number | null
}

/** SQL: the listing that holds place `p` on the day bound as `?1`; one index seek. */
export const LISTING_OF = `SELECT l.id FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL
  AND l.from_day <= ?1 AND (l.to_day IS NULL OR l.to_day >= ?1)`

/** The listing that keeps a place closed on a day, or null. */
export const listingOf = (db: Db, placeId: number, day: number): Promise<Listing | null> =>
  db.$client
    .prepare(
      `SELECT id, reason, from_day AS fromDay, to_day AS toDay FROM listed_places
       WHERE place_id = ?1 AND ended_at IS NULL AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2)`,
    )
    .bind(placeId, day)
    .first<Listing>()
