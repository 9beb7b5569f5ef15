// What an approved proposal does to the places, in bounded batches. The watermark moves in the batch of
// the steps it stands for: killed anywhere, the next run goes on where this one stopped, nothing twice.
import { batchAll, type Db, wrote } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { publishedRulebook, type Rulebook } from '../rulebook'
import { effectiveDay, effectOf, standings } from './rules'
import { liveProposal } from './store'
import { FACTS, type FactRow, factsOf, LISTED_FOR } from './store-facts'
import { officerOf, type Stepping, stepStatements } from './store-step'
import type { Proposal } from './tables'

/** Places looked at in one batch. */
export const STEP_PLACES = 200

/** The keys of a proposal's steps; with the place's id behind it, one step a place. */
export const stepKeys = (proposalId: number): string => `switch:${proposalId}:`

export type StepDone = 'none' | 'more' | 'applied'

interface Due {
  proposal: Proposal
  before: Rulebook
  after: Rulebook
}

/** The approved proposal whose day has come. */
async function dueProposal(db: Db, now: number): Promise<Due | null> {
  const proposal = await liveProposal(db)
  if (proposal?.state !== 'approved' || proposal.newVersion === null) return null
  const before = await publishedRulebook(db, proposal.baseVersion)
  const after = await publishedRulebook(db, proposal.newVersion)
  const today = dayOf(now)
  return before && after && effectiveDay(after, today) <= today ? { proposal, before, after } : null
}

type Looked = FactRow & { id: number; listedFor: string | null }

/** The next places of a walk by number; an index by status would read and sort the town for each batch. */
export const nextStatement = (
  db: Db,
  proposal: Pick<Proposal, 'id' | 'cursor'>,
  day: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT p.id, ${FACTS}, ${LISTED_FOR} AS listedFor FROM places p NOT INDEXED
       WHERE p.id > ?2 AND p.status IN ('applied', 'accepted', 'open', 'suspended')
         AND NOT EXISTS (SELECT 1 FROM place_changes c WHERE c.key = ?3 || p.id)
       ORDER BY p.id LIMIT ${STEP_PLACES}`,
    )
    .bind(day, proposal.cursor, stepKeys(proposal.id))

const SAME_CURSOR =
  "EXISTS (SELECT 1 FROM proposals WHERE id = ? AND state = 'approved' AND cursor = ?)"

/**
 * One batch: the next places, and the watermark past them. `more`: call again. A step that found a place
 * changed under its hands leaves the watermark where it was.
 */
export async function stepSwitch(db: Db, now: number): Promise<StepDone> {
  const due = await dueProposal(db, now)
  if (!due) return 'none'
  const { proposal, before, after } = due
  const standing = standings(before, after, dayOf(now))
  const { results: looked } = await nextStatement(db, proposal, standing.after.day).all<Looked>()
  const moving: Stepping[] = looked.flatMap(({ id, listedFor, ...row }) => {
    const effect = effectOf(standing.before, standing.after, factsOf(row))
    return effect
      ? [{ id, status: row.status, statusCause: row.statusCause, listedFor, effect }]
      : []
  })
  const last = looked.length < STEP_PLACES
  const cursor = looked.at(-1)?.id ?? proposal.cursor
  const keys = stepKeys(proposal.id)
  const results = await batchAll(db, [
    ...stepStatements(db, {
      ...{ keys, places: moving, after: standing.after, at: now },
      actor: officerOf(proposal.approvedBy ?? 0),
      rulebookVersion: after.version,
      guard: { sql: SAME_CURSOR, values: [proposal.id, proposal.cursor] },
    }),
    db.$client
      .prepare(
        `UPDATE proposals SET cursor = ?1, done = done + ?2, state = ?3, applied_at = ?4,
           changed = (SELECT count(*) FROM place_changes WHERE key >= ?5 AND key < ?6)
         WHERE id = ?7 AND state = 'approved' AND cursor = ?8 AND ?9 =
           (SELECT count(*) FROM json_each(?10) j WHERE EXISTS (SELECT 1 FROM place_changes c WHERE c.key = ?5 || j.value))`,
      )
      .bind(
        cursor,
        looked.length,
        last ? 'applied' : 'approved',
        last ? now : null,
        keys,
        `${keys.slice(0, -1)};`,
        proposal.id,
        proposal.cursor,
        moving.length,
        JSON.stringify(moving.map(({ id }) => id)),
      ),
    auditIfChanged(db, {
      at: now,
      actor: officerOf(proposal.approvedBy ?? 0),
      act: 'switches.step',
      subject: `proposals:${proposal.key}`,
      detail: { places: looked.length, changed: moving.length },
      rulebookVersion: after.version,
    }),
  ])
  return last && wrote(results.at(-2)) ? 'applied' : 'more'
}

/** At most so many batches in one go; the next minute goes on. */
const MOST_STEPS = 25

/** Goes on with an approved proposal as far as one run may; true when nothing of it is left to do. */
export async function applySwitch(db: Db, now: number, steps = MOST_STEPS): Promise<boolean> {
  for (let n = 0; n < steps; n++) if ((await stepSwitch(db, now)) !== 'more') return true
  return false
}
