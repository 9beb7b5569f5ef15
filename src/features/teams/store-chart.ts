// The chart of teams, a branch at a time.
import type { Db } from '../../db/client'
import { readTeams, TEAM, type TeamRow } from './store'

export const BRANCH_TEAMS = 10

export interface BranchRow extends TeamRow {
  /** Whether teams stand under it. */
  over: 0 | 1
}

/** The teams directly under one, or at the top; the oldest first, one more than shown. */
export const branchStatement = (
  db: Db,
  parentId: number | null,
  after: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${TEAM}, EXISTS (SELECT 1 FROM teams c WHERE c.parent_id = t.id AND c.dissolved_at IS NULL) AS over
       FROM teams t INDEXED BY teams_parent
       WHERE t.parent_id IS ?1 AND t.id > ?2 AND t.dissolved_at IS NULL ORDER BY t.id LIMIT ${BRANCH_TEAMS + 1}`,
    )
    .bind(parentId, after)

export async function branchOf(
  db: Db,
  parentId: number | null,
  after: number,
): Promise<{ teams: BranchRow[]; next: number | null }> {
  const found = await readTeams<Pick<BranchRow, 'over'>>(branchStatement(db, parentId, after))
  const teams = found.slice(0, BRANCH_TEAMS)
  return { teams, next: found.length > BRANCH_TEAMS ? (teams.at(-1)?.id ?? null) : null }
}
