// A round as its pages show it, and the rounds of one place.
import type { Db } from '../../db/client'
import type { PatrolFinding, PatrolRound, SpotCheck } from './tables'

export interface RoundRow extends PatrolRound {
  code: string
  name: string
  address: string
  trade: string
  kind: 'shop' | 'enterprise' | 'site'
  area: string
  areaEn: string
  /** The order it led to. */
  orderId: number | null
}

const ROUND = `r.id, r.key, r.place_id AS placeId, r.area_path AS areaPath, r.day, r.level, r.target, r.at, r.phone_at AS phoneAt,
  r.received_at AS receivedAt, r.by, r.proof, r.review, r.reviewed_by AS reviewedBy, r.reviewed_at AS reviewedAt,
  r.problems, r.note, r.file_id AS fileId, r.rulebook_version AS rulebookVersion`

const ROW = `SELECT ${ROUND}, p.code, p.name, p.address, p.trade, p.kind, a.name AS area, a.name_en AS areaEn,
    (SELECT o.id FROM orders o WHERE o.round_id = r.id LIMIT 1) AS orderId
  FROM patrol_rounds r JOIN places p ON p.id = r.place_id JOIN areas a ON a.id = p.area_id`

interface SealedSpot extends Omit<SpotCheck, 'differs'> {
  differs: number
  /** Sealed; null once it is forgotten who was measured. */
  name: string | null
}

export interface RoundFile {
  id: number
  /** `round`, or the item it shows. */
  purpose: string
}

interface SealedName {
  id: number
  name: string
}

export interface RoundParts {
  row: RoundRow
  findings: (Omit<PatrolFinding, 'fixed'> & { fixed: number })[]
  spots: SealedSpot[]
  files: RoundFile[]
  /** Of whoever made and reviewed it. */
  names: SealedName[]
}

/** The statements behind one round, in the order `readRound` takes them; tests read their plans. */
export const roundStatements = (db: Db, id: number): D1PreparedStatement[] => [
  db.$client.prepare(`${ROW} WHERE r.id = ?`).bind(id),
  db.$client
    .prepare(
      'SELECT round_id AS roundId, item, fixed, note, file_id AS fileId FROM patrol_findings WHERE round_id = ?',
    )
    .bind(id),
  db.$client
    .prepare(
      `SELECT s.round_id AS roundId, s.worker_id AS workerId, s.temperature, s.logged, s.differs, w.name
       FROM spot_checks s LEFT JOIN workers w ON w.id = s.worker_id WHERE s.round_id = ?`,
    )
    .bind(id),
  db.$client
    .prepare(
      `SELECT f.id, f.purpose FROM patrol_rounds r CROSS JOIN files f ON f.place_id = r.place_id
         AND f.subject = 'patrol_rounds:' || r.id AND f.stored_at IS NOT NULL AND f.deleted_at IS NULL
       WHERE r.id = ? ORDER BY f.at, f.id LIMIT 60`,
    )
    .bind(id),
  db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name FROM patrol_rounds r JOIN accounts a ON a.id IN (r.by, r.reviewed_by)
       WHERE r.id = ?`,
    )
    .bind(id),
]

export async function readRound(db: Db, id: number): Promise<RoundParts | null> {
  const [row, findings, spots, files, names] = await db.$client.batch<never>(
    roundStatements(db, id),
  )
  const found = row?.results[0] as RoundRow | undefined
  return found
    ? {
        row: found,
        findings: findings?.results ?? [],
        spots: spots?.results ?? [],
        files: files?.results ?? [],
        names: names?.results ?? [],
      }
    : null
}

export interface PlaceRound
  extends Pick<
    RoundRow,
    'id' | 'at' | 'level' | 'review' | 'problems' | 'orderId' | 'rulebookVersion'
  > {
  by: number
  /** Sealed. */
  byName: string | null
  /** Ids of items found wrong, with whether they were put right at once: `[["mask", 1], …]`. */
  items: string
}

/** Rounds of a place on some days, the newest first. */
export const placeRoundsStatement = (
  db: Db,
  placeId: number,
  fromDay: number,
  throughDay: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id, r.at, r.level, r.review, r.problems, r.by, r.rulebook_version AS rulebookVersion, a.display_name AS byName,
         (SELECT o.id FROM orders o WHERE o.round_id = r.id LIMIT 1) AS orderId,
         (SELECT json_group_array(json_array(f.item, f.fixed)) FROM patrol_findings f WHERE f.round_id = r.id) AS items
       FROM patrol_rounds r LEFT JOIN accounts a ON a.id = r.by
       WHERE r.place_id = ?1 AND r.day BETWEEN ?2 AND ?3 ORDER BY r.day DESC, r.at DESC LIMIT 200`,
    )
    .bind(placeId, fromDay, throughDay)

export async function roundsOfPlace(
  db: Db,
  placeId: number,
  fromDay: number,
  throughDay: number,
): Promise<PlaceRound[]> {
  const { results } = await placeRoundsStatement(db, placeId, fromDay, throughDay).all<PlaceRound>()
  return results
}

export interface LiveOrder {
  id: number
  state: 'open' | 'answered'
  dueAt: number
}

/** Orders of a place that wait for an answer or a recheck, the nearest first. */
export const liveOrdersStatement = (db: Db, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT id, state, due_at AS dueAt FROM orders INDEXED BY orders_place
       WHERE place_id = ? AND state IN ('open', 'answered') ORDER BY due_at LIMIT 20`,
    )
    .bind(placeId)

/** What hangs over a place just now: its rounds of a day and its open orders, in one round trip. */
export async function readStanding(db: Db, placeId: number, day: number) {
  const [rounds, orders] = await db.$client.batch<never>([
    placeRoundsStatement(db, placeId, day, day),
    liveOrdersStatement(db, placeId),
  ])
  const made: PlaceRound[] = rounds?.results ?? []
  const live: LiveOrder[] = orders?.results ?? []
  return { made, orders: live }
}
