// An officer's own decision about one place.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { refuseByRule } from '../applications'
import { endOrders } from '../orders'
import { type LifeChange, lifeStatements, type PlaceChange } from '../places'

/** The step of a place; a close also ends its application and its orders. False when the place did not allow it. */
export async function stopPlace(
  db: Db,
  change: LifeChange & { keys: string; actor: AccountActor },
): Promise<boolean> {
  const { keys, placeId, rulebookVersion, at, actor } = change
  const ending =
    change.act === 'close'
      ? refuseByRule(db, { keys, placeIds: [placeId], rulebookVersion, at, by: actor }, [])
      : []
  const orders = endOrders(db, { placeId, actor, now: at, rulebookVersion })
  const [step] = await batchAll(db, [...lifeStatements(db, change), ...ending, ...orders])
  return wrote(step)
}

/** The step of a key, or the newest one of a place. */
export const stepOf = (
  db: Db,
  placeId: number,
  key: string | null,
): Promise<Pick<PlaceChange, 'at' | 'actorId' | 'toStatus'> | null> =>
  db.$client
    .prepare(
      `SELECT at, actor_id AS actorId, to_status AS toStatus FROM place_changes
       WHERE ${key === null ? 'place_id = ?1 ORDER BY id DESC LIMIT 1' : 'key = ?2 AND place_id = ?1'}`,
    )
    .bind(...(key === null ? [placeId] : [placeId, key]))
    .first<Pick<PlaceChange, 'at' | 'actorId' | 'toStatus'>>()
