// Accidents: told at once, read by an officer of the area.
import { batchAll, type Db, wrote } from '../../db/client'
import { auditIfChanged } from '../audit'
import type { By } from './store'
import { COVERED } from './store-office'
import type { Accident } from './tables'

export type NewAccident = Omit<Accident, 'id' | 'at' | 'by' | 'seenBy' | 'seenAt'>

/** False only when the key is known already. */
export async function tellAccident(
  db: Db,
  accident: NewAccident,
  { actor, now }: By,
): Promise<boolean> {
  const [told] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO accidents (key, place_id, area_path, kind, happened_at, place_text, what, done, hurt, day, at, by,
           rulebook_version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
      )
      .bind(
        accident.key,
        accident.placeId,
        accident.areaPath,
        accident.kind,
        accident.happenedAt,
        accident.where,
        accident.what,
        accident.done,
        accident.hurt,
        accident.day,
        now,
        actor.id,
        accident.rulebookVersion,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'reports.accident',
      subject: `accidents:${accident.key}`,
      detail: { hurt: accident.hurt },
      rulebookVersion: accident.rulebookVersion,
    }),
  ])
  return wrote(told)
}

/** An accident with its place; texts sealed. */
export interface ReadAccident extends Accident {
  code: string
  name: string
  trade: string
  seenName: string | null
}

const READ = `SELECT c.id, c.key, c.place_id AS placeId, c.area_path AS areaPath, c.kind, c.happened_at AS happenedAt,
  c.place_text AS "where", c.what, c.done, c.hurt, c.day, c.at, c.by, c.rulebook_version AS rulebookVersion,
  c.seen_by AS seenBy, c.seen_at AS seenAt, p.code, p.name, p.trade,
  (SELECT display_name FROM accounts WHERE id = c.seen_by) AS seenName
  FROM accidents c CROSS JOIN places p ON p.id = c.place_id`

export const ACCIDENT_ROWS = 20

/** Those of one enterprise, the newest first. */
export async function accidentsAt(db: Db, placeId: number): Promise<ReadAccident[]> {
  const { results } = await db.$client
    .prepare(`${READ} WHERE c.place_id = ? ORDER BY c.day DESC, c.id DESC LIMIT ${ACCIDENT_ROWS}`)
    .bind(placeId)
    .all<ReadAccident>()
  return results
}

/** A page of those an officer covers, the newest first, one row more than shown. */
export async function listAccidents(
  db: Db,
  { cover, onlyNew, before }: { cover: string; onlyNew: boolean; before: number | null },
): Promise<ReadAccident[]> {
  const { results } = await db.$client
    .prepare(
      `${READ} WHERE c.id < ?1 ${onlyNew ? 'AND c.seen_at IS NULL' : ''} AND ${COVERED('?2')}
       ORDER BY c.id DESC LIMIT ${ACCIDENT_ROWS + 1}`,
    )
    .bind(before ?? Number.MAX_SAFE_INTEGER, cover)
    .all<ReadAccident>()
  return results
}

export const accidentById = (db: Db, id: number): Promise<ReadAccident | null> =>
  db.$client.prepare(`${READ} WHERE c.id = ?`).bind(id).first<ReadAccident>()

/** How many nobody has read yet. */
export async function countNewAccidents(db: Db, cover: string): Promise<number> {
  const row = await db.$client
    .prepare(
      `SELECT count(*) AS n FROM accidents c CROSS JOIN places p ON p.id = c.place_id
       WHERE c.seen_at IS NULL AND ${COVERED('?1')}`,
    )
    .bind(cover)
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** 已阅; false when somebody has already. */
export async function seeAccident(db: Db, id: number, { actor, now }: By): Promise<boolean> {
  const [seen] = await batchAll(db, [
    db.$client
      .prepare('UPDATE accidents SET seen_by = ?, seen_at = ? WHERE id = ? AND seen_at IS NULL')
      .bind(actor.id, now, id),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'reports.accident_seen',
      subject: `accidents:${id}`,
    }),
  ])
  return wrote(seen)
}
