// Duty rosters: one row a place and day, saved under the version that was shown.
import { batchAll, type Db, wrote } from '../../db/client'
import { auditIfChanged } from '../audit'
import type { By } from './store'
import type { DutyRoster } from './tables'

export type ReadRoster = Pick<DutyRoster, 'day' | 'names' | 'gaps' | 'version' | 'at' | 'key'>

/** The rosters of a range of days, both ends included. */
export async function rostersOf(
  db: Db,
  placeId: number,
  from: number,
  to: number,
): Promise<ReadRoster[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT day, names, gaps, version, at, key FROM duty_rosters
       WHERE place_id = ? AND day BETWEEN ? AND ? ORDER BY day`,
    )
    .bind(placeId, from, to)
    .all<ReadRoster>()
  return results
}

export interface SavedRoster {
  key: string
  placeId: number
  day: number
  /** Sealed. */
  names: string
  gaps: number
  /** The version that was shown; 0: there was none. */
  version: number
  rulebookVersion: number
}

/** Saves the rosters of some days; how many were written. One somebody else saved meanwhile is not. */
export async function saveRosters(
  db: Db,
  rosters: readonly SavedRoster[],
  { actor, now }: By,
): Promise<number> {
  if (rosters.length === 0) return 0
  const results = await batchAll(
    db,
    rosters.flatMap((each) => [
      db.$client
        .prepare(
          `INSERT INTO duty_rosters (place_id, day, key, names, gaps, version, by, at, rulebook_version)
           VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8)
           ON CONFLICT (key) DO NOTHING
           ON CONFLICT (place_id, day) DO UPDATE SET key = excluded.key, names = excluded.names, gaps = excluded.gaps,
             version = version + 1, by = excluded.by, at = excluded.at, rulebook_version = excluded.rulebook_version
           WHERE version = ?9`,
        )
        .bind(
          each.placeId,
          each.day,
          each.key,
          each.names,
          each.gaps,
          actor.id,
          now,
          each.rulebookVersion,
          each.version,
        ),
      auditIfChanged(db, {
        at: now,
        actor,
        act: 'reports.roster',
        subject: `places:${each.placeId}`,
        detail: { day: each.day, gaps: each.gaps },
      }),
    ]),
  )
  return results.filter((result, i) => i % 2 === 0 && wrote(result)).length
}
