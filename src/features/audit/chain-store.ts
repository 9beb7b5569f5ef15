// Sealing what is new, checking what was sealed, and reading the log.
import { type Db, wrote } from '../../db/client'
import { type AuditRow, GENESIS, sealHash } from './seal'

const ROWS_A_SEAL = 1_000
const SEALS_A_RUN = 5

export interface Seal {
  id: number
  from_seq: number
  to_seq: number
  previous: string
  hash: string
  at: number
}

const lastSeal = (db: Db): Promise<Seal | null> =>
  db.$client.prepare('SELECT * FROM audit_seals ORDER BY id DESC LIMIT 1').first<Seal>()

/**
 * Chains the rows after the last seal, at most 5,000 a run; answers how many it sealed. Two sealers
 * at once: the second finds `from_seq` taken, writes nothing and stops.
 */
export async function sealAudit(db: Db, now: number): Promise<number> {
  let sealed = 0
  let last = await lastSeal(db)
  for (let run = 0; run < SEALS_A_RUN; run++) {
    const from = (last?.to_seq ?? 0) + 1
    const previous: string = last?.hash ?? GENESIS
    const { results } = await db.$client
      .prepare('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?')
      .bind(from, ROWS_A_SEAL)
      .all<AuditRow>()
    const to = results.at(-1)?.seq
    if (to === undefined) break
    const hash = await sealHash(previous, results)
    const [written] = await db.$client.batch([
      db.$client
        .prepare(
          'INSERT INTO audit_seals (from_seq, to_seq, previous, hash, at) VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING',
        )
        .bind(from, to, previous, hash, now),
    ])
    if (!wrote(written)) break
    sealed += results.length
    last = { id: 0, from_seq: from, to_seq: to, previous, hash, at: now }
  }
  return sealed
}

export interface ChainReport {
  seals: number
  rows: number
  /** The first seal that no longer fits its rows or its predecessor. */
  firstBroken: { id: number; from: number; to: number } | null
}

/** Recomputes the whole chain, seal by seal, and stops at the first that does not fit. */
export async function verifyAudit(db: Db): Promise<ChainReport> {
  let [seals, rows] = [0, 0]
  let before = { id: 0, to_seq: 0, hash: GENESIS }
  for (;;) {
    const seal: Seal | null = await db.$client
      .prepare('SELECT * FROM audit_seals WHERE id > ? ORDER BY id LIMIT 1')
      .bind(before.id)
      .first<Seal>()
    if (!seal) return { seals, rows, firstBroken: null }
    const { results } = await db.$client
      .prepare('SELECT * FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq')
      .bind(seal.from_seq, seal.to_seq)
      .all<AuditRow>()
    const fits =
      seal.from_seq === before.to_seq + 1 &&
      seal.previous === before.hash &&
      seal.hash === (await sealHash(seal.previous, results))
    if (!fits)
      return { seals, rows, firstBroken: { id: seal.id, from: seal.from_seq, to: seal.to_seq } }
    seals += 1
    rows += results.length
    before = seal
  }
}

export interface ChainHead {
  hash: string | null
  at: number | null
  to: number
  /** Rows written after it, not protected yet. */
  since: number
}

/** The newest seal and how many rows wait for the next; rows are numbered without gaps. */
export const chainHead = async (db: Db): Promise<ChainHead> =>
  (await db.$client
    .prepare(
      `SELECT s.hash, s.at, ifnull(s.to_seq, 0) AS "to",
         ifnull((SELECT max(seq) FROM audit), 0) - ifnull(s.to_seq, 0) AS since
       FROM (SELECT 1) LEFT JOIN (SELECT * FROM audit_seals ORDER BY id DESC LIMIT 1) s`,
    )
    .first<ChainHead>()) ?? { hash: null, at: null, to: 0, since: 0 }

export interface ListedRow extends AuditRow {
  /** What the actor types at sign-in. */
  actor_name: string | null
}

export const AUDIT_PAGE = 20

/** The statement behind a page of the log, newest first, one row more than shown; tests read its plan. */
export const auditListStatement = (
  db: Db,
  act: string | null,
  before: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT l.*, a.name AS actor_name FROM audit l LEFT JOIN accounts a ON a.id = l.actor_id
       WHERE l.seq < ?1 ${act ? 'AND l.act = ?2' : ''} ORDER BY l.seq DESC LIMIT ${AUDIT_PAGE + 1}`,
    )
    .bind(before, ...(act ? [act] : []))

/** A page of the log, and whether older rows follow. */
export async function listAudit(
  db: Db,
  act: string | null,
  before: number,
): Promise<{ rows: ListedRow[]; more: boolean }> {
  const { results } = await auditListStatement(db, act, before).all<ListedRow>()
  return { rows: results.slice(0, AUDIT_PAGE), more: results.length > AUDIT_PAGE }
}
