// What a site's keeper declares of it: its isolation area, its contractor. Each is one conditional statement.
import { batchAll, type Db, wrote } from '../../db/client'
import { auditIfChanged } from '../audit'
import type { Doing } from './store-site'

/** Declares an isolation area, changes it, or takes it back with null. False when it stands so already. */
export async function setIsolation(
  db: Db,
  set: Doing & { placeId: number; rooms: number | null; beds: number | null },
): Promise<boolean> {
  const { placeId, rooms, beds, actor, now, rulebookVersion } = set
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE places SET isolation_rooms = ?2, isolation_beds = ?3, version = version + 1
         WHERE id = ?1 AND kind = 'site' AND status <> 'closed'
           AND (isolation_rooms IS NOT ?2 OR isolation_beds IS NOT ?3)`,
      )
      .bind(placeId, rooms, beds),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.isolation',
      subject: `places:${placeId}`,
      detail: { rooms, beds },
      rulebookVersion,
    }),
  ])
  return wrote(changed)
}

/** Names the company that builds at a site, or none with null. False when it stands so already. */
export async function setContractor(
  db: Db,
  set: Doing & { placeId: number; contractor: string | null },
): Promise<boolean> {
  const { placeId, contractor, actor, now, rulebookVersion } = set
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE places SET contractor = ?2, version = version + 1
         WHERE id = ?1 AND kind = 'site' AND status <> 'closed' AND contractor IS NOT ?2`,
      )
      .bind(placeId, contractor),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.contractor',
      subject: `places:${placeId}`,
      detail: { contractor: contractor === null ? 'none' : 'named' },
      rulebookVersion,
    }),
  ])
  return wrote(changed)
}
