// Proposals to change the rulebook: one officer proposes, another approves, both as one statement.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import { publishIfChanged, type Rulebook } from '../rulebook'
import type { Proposal, ProposalState } from './tables'

type By = Actor & { id: number }

const COLUMNS = `r.id, r.key, r.base_version AS baseVersion, r.json, r.state, r.reason, r.proposed_by AS proposedBy,
  r.proposed_at AS proposedAt, r.approved_by AS approvedBy, r.approved_at AS approvedAt, r.new_version AS newVersion,
  r.total, r.done, r.changed, r.cursor, r.applied_at AS appliedAt`

export interface NewProposal {
  key: string
  book: Rulebook
  baseVersion: number
  /** Encrypted; bound to the key, because the row has no number yet. */
  reason: string
}

/** The row, or null when another proposal is open, the base is out of date, or the key was used. */
export async function propose(
  db: Db,
  { key, book, baseVersion, reason }: NewProposal,
  by: By,
  now: number,
): Promise<boolean> {
  const [written] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO proposals (key, base_version, json, state, reason, proposed_by, proposed_at)
         SELECT ?1, ?2, ?3, 'proposed', ?4, ?5, ?6 WHERE ?2 = (SELECT max(version) FROM rulebooks)
         ON CONFLICT DO NOTHING`,
      )
      .bind(key, baseVersion, JSON.stringify(book), reason, by.id, now),
    auditIfChanged(db, {
      at: now,
      actor: by,
      act: 'switches.propose',
      subject: `proposals:${key}`,
      rulebookVersion: baseVersion,
    }),
  ])
  return wrote(written)
}

export const proposalByKey = (db: Db, key: string): Promise<{ id: number } | null> =>
  db.$client.prepare('SELECT id FROM proposals WHERE key = ?').bind(key).first<{ id: number }>()

export const proposalById = (db: Db, id: number): Promise<Proposal | null> =>
  db.$client.prepare(`SELECT ${COLUMNS} FROM proposals r WHERE r.id = ?`).bind(id).first<Proposal>()

/** The one that is proposed or being applied; there is one at most. */
export const liveProposal = (db: Db): Promise<Proposal | null> =>
  db.$client
    .prepare(`SELECT ${COLUMNS} FROM proposals r WHERE r.state IN ('proposed', 'approved')`)
    .first<Proposal>()

export interface ListedProposal {
  id: number
  state: ProposalState
  baseVersion: number
  newVersion: number | null
  proposedAt: number
  changed: number
}

export const PROPOSAL_ROWS = 20

/** The statement behind a page of the history, newest first, one row more than shown. */
export const historyStatement = (db: Db, before: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT id, state, base_version AS baseVersion, new_version AS newVersion, proposed_at AS proposedAt, changed
       FROM proposals WHERE id < ? ORDER BY id DESC LIMIT ${PROPOSAL_ROWS + 1}`,
    )
    .bind(before)

export const proposalHistory = async (db: Db, before: number): Promise<ListedProposal[]> =>
  (await historyStatement(db, before).all<ListedProposal>()).results

/**
 * Approves and publishes in one batch. False when the proposal is not open any more, is the approver's
 * own, or another version was published since it was made.
 */
export async function approve(
  db: Db,
  proposal: Pick<Proposal, 'id' | 'key' | 'baseVersion' | 'proposedBy'>,
  book: Rulebook,
  by: By,
  now: number,
): Promise<boolean> {
  const [approved] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE proposals SET state = 'approved', approved_by = ?1, approved_at = ?2, new_version = ?3, json = ?4,
           total = (SELECT ifnull(sum(count), 0) FROM place_counts WHERE status IN ('applied', 'accepted', 'open', 'suspended'))
         WHERE id = ?5 AND state = 'proposed' AND proposed_by <> ?1
           AND base_version = (SELECT max(version) FROM rulebooks)`,
      )
      .bind(by.id, now, book.version, JSON.stringify(book), proposal.id),
    publishIfChanged(db, book, now, { by: proposal.proposedBy, approvedBy: by.id }),
    auditIfChanged(db, {
      at: now,
      actor: by,
      act: 'switches.approve',
      subject: `proposals:${proposal.key}`,
      detail: { version: book.version, from: book.effectiveFrom },
      rulebookVersion: book.version,
    }),
  ])
  return wrote(approved)
}

/** False when it is not open any more. */
export async function withdraw(
  db: Db,
  proposal: Pick<Proposal, 'id' | 'key' | 'baseVersion'>,
  by: By,
  now: number,
): Promise<boolean> {
  const [withdrawn] = await batchAll(db, [
    db.$client
      .prepare("UPDATE proposals SET state = 'withdrawn' WHERE id = ? AND state = 'proposed'")
      .bind(proposal.id),
    auditIfChanged(db, {
      at: now,
      actor: by,
      act: 'switches.withdraw',
      subject: `proposals:${proposal.key}`,
      rulebookVersion: proposal.baseVersion,
    }),
  ])
  return wrote(withdrawn)
}

/** The stored display names of accounts. */
export async function sealedNames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { results } = await db.$client
    .prepare(
      'SELECT id, display_name AS name FROM accounts WHERE id IN (SELECT value FROM json_each(?))',
    )
    .bind(JSON.stringify(ids))
    .all<{ id: number; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}

/** Whoever withdrew a proposal, from the log. */
export async function withdrawnBy(db: Db, key: string): Promise<number | null> {
  const row = await db.$client
    .prepare("SELECT actor_id AS id FROM audit WHERE act = 'switches.withdraw' AND subject = ?")
    .bind(`proposals:${key}`)
    .first<{ id: number }>()
  return row?.id ?? null
}
