// The chart of teams, a branch at a time.
import type { Db } from '../../db/client'
import { MEMBER, TEAM, type TeamRow } from './store'

export const BRANCH_TEAMS = 10
/** As many of a team as its box in the chart names; the team's own page names all. */
export const BRANCH_NAMES = 3

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
      `${TEAM.replace(' FROM teams t', ', EXISTS (SELECT 1 FROM teams c WHERE c.parent_id = t.id AND c.dissolved_at IS NULL) AS over FROM teams t INDEXED BY teams_parent')}
       WHERE t.parent_id IS ?1 AND t.id > ?2 AND t.dissolved_at IS NULL ORDER BY t.id LIMIT ${BRANCH_TEAMS + 1}`,
    )
    .bind(parentId, after)

export async function branchOf(
  db: Db,
  parentId: number | null,
  after: number,
): Promise<{ teams: BranchRow[]; next: number | null }> {
  const { results } = await branchStatement(db, parentId, after).all<BranchRow>()
  const teams = results.slice(0, BRANCH_TEAMS)
  return { teams, next: results.length > BRANCH_TEAMS ? (teams.at(-1)?.id ?? null) : null }
}

/** The first of a team, leaders before the others. */
export const firstMembersStatement = (db: Db, teamId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `${MEMBER} FROM (SELECT * FROM team_members INDEXED BY team_members_rank WHERE team_id = ? AND until IS NULL
         ORDER BY (role <> 'leader'), (role <> 'deputy'), since, id LIMIT ${BRANCH_NAMES}) m
       LEFT JOIN accounts a ON a.id = m.account_id`,
    )
    .bind(teamId)
