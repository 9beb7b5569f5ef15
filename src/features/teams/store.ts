// Teams and their members: who belongs where, and every change of it with its audit row.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import type { TeamRole } from './tables'

export interface TeamRow {
  id: number
  kind: string
  name: string
  parentId: number | null
  areaId: number
  areaPath: string
  version: number
  people: number
  members: SealedMember[]
}

export interface SealedMember {
  id: number
  teamId: number
  accountId: number | null
  /** Sealed: of the account where there is one, else of the member's row. */
  name: string | null
  phone: string | null
  department: string
  role: TeamRole
  since: number
}

const MOST_TEAMS = 300

export const TEAM = `SELECT t.id, t.kind, t.name, t.parent_id AS parentId, t.area_id AS areaId, t.area_path AS areaPath,
  t.version, t.people, t.roster`

/** Reads teams with their members, a row a team. */
export async function readTeams<T extends object = object>(
  statement: D1PreparedStatement,
): Promise<(T & TeamRow)[]> {
  const { results } = await statement.all<T & TeamRow & { roster: string }>()
  return results.map((team) => ({ ...team, members: JSON.parse(team.roster) }))
}

/** Every team that is not dissolved, the oldest first; a town has a few dozen. */
export async function liveTeams(db: Db): Promise<TeamRow[]> {
  // The index holds no dissolved team, but not in the order of ids: a sort in SQL would read each twice.
  const live = await readTeams(
    db.$client.prepare(
      `${TEAM} FROM teams t INDEXED BY teams_parent WHERE t.dissolved_at IS NULL LIMIT ${MOST_TEAMS}`,
    ),
  )
  return live.toSorted((a, b) => a.id - b.id)
}

export async function liveTeam(db: Db, id: number): Promise<TeamRow | null> {
  const [team] = await readTeams(
    db.$client.prepare(`${TEAM} FROM teams t WHERE t.id = ? AND t.dissolved_at IS NULL`).bind(id),
  )
  return team ?? null
}

/** Teams by id; one that is dissolved has no members. */
export const teamsById = (db: Db, ids: number[]): Promise<TeamRow[]> =>
  readTeams(
    db.$client
      .prepare(
        `${TEAM} FROM json_each(?) j CROSS JOIN teams t ON t.id = j.value LIMIT ${MOST_TEAMS}`,
      )
      .bind(JSON.stringify(ids)),
  )

/** Teams of some kinds whose area a place lies in; `paths` are the areas over it. */
export const teamsOver = (db: Db, kinds: string[], paths: string[]): Promise<TeamRow[]> =>
  readTeams(
    db.$client
      .prepare(
        `${TEAM} FROM json_each(?) k CROSS JOIN json_each(?) p CROSS JOIN teams t ON t.kind = k.value AND t.area_path = p.value
         WHERE t.dissolved_at IS NULL ORDER BY t.id LIMIT 20`,
      )
      .bind(JSON.stringify(kinds), JSON.stringify(paths)),
  )

interface Acting {
  actor: AccountActor
  now: number
}

export interface NewTeam {
  key: string
  kind: string
  /** The kind its parent must be of; null: it stands at the top. */
  under: string | null
  name: string
  parentId: number | null
  area: { id: number; path: string }
}

/** The id of the new team, also when this key was sent before; null when its parent is gone. */
export async function addTeam(
  db: Db,
  team: NewTeam,
  { actor, now }: Acting,
): Promise<number | null> {
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO teams (key, kind, name, parent_id, area_id, area_path, created_by, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
         WHERE iif(?9 IS NULL, ?4 IS NULL,
           EXISTS (SELECT 1 FROM teams t WHERE t.id = ?4 AND t.kind = ?9 AND t.dissolved_at IS NULL))
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        team.key,
        team.kind,
        team.name,
        team.parentId,
        team.area.id,
        team.area.path,
        actor.id,
        now,
        team.under,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'teams.add',
      subject: `teams:${team.key}`,
      detail: { kind: team.kind, area: team.area.path },
    }),
  ])
  const row = await db.$client
    .prepare('SELECT id FROM teams WHERE key = ?')
    .bind(team.key)
    .first<{ id: number }>()
  return row?.id ?? null
}

/** New name or area, of the version that was shown. */
export async function changeTeam(
  db: Db,
  team: { id: number; version: number; name: string; area: { id: number; path: string } },
  { actor, now }: Acting,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE teams SET name = ?, area_id = ?, area_path = ?, version = version + 1
         WHERE id = ? AND version = ? AND dissolved_at IS NULL`,
      )
      .bind(team.name, team.area.id, team.area.path, team.id, team.version),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'teams.change',
      subject: `teams:${team.id}`,
      detail: { area: team.area.path },
    }),
  ])
  return wrote(changed)
}

/** Ends a team and its memberships; refused while others stand under it. */
export async function dissolveTeam(
  db: Db,
  team: { id: number; version: number },
  { actor, now }: Acting,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE teams SET dissolved_at = ?1, version = version + 1 WHERE id = ?2 AND version = ?3 AND dissolved_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM teams c WHERE c.parent_id = ?2 AND c.dissolved_at IS NULL)`,
      )
      .bind(now, team.id, team.version),
    auditIfChanged(db, { at: now, actor, act: 'teams.dissolve', subject: `teams:${team.id}` }),
    db.$client
      .prepare(
        `UPDATE team_members SET until = ?1, ended_by = ?2 WHERE team_id = ?3 AND until IS NULL
           AND EXISTS (SELECT 1 FROM teams WHERE id = ?3 AND dissolved_at IS NOT NULL)`,
      )
      .bind(now, actor.id, team.id),
  ])
  return wrote(changed)
}

export interface NewMember {
  /** Drawn before: a name is sealed to its row. */
  id: number
  key: string
  teamId: number
  accountId: number | null
  /** Sealed. */
  name: string | null
  department: string
  role: TeamRole
}

/** False when the team is gone, the account is no officer or already in it. A repeated sending is true. */
export async function addMember(
  db: Db,
  member: NewMember,
  { actor, now }: Acting,
): Promise<boolean> {
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO team_members (id, key, team_id, account_id, name, department, role, since, by)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
         WHERE EXISTS (SELECT 1 FROM teams WHERE id = ?3 AND dissolved_at IS NULL)
           AND (?4 IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = ?4 AND kind = 'officer' AND disabled_at IS NULL))
           AND NOT EXISTS (SELECT 1 FROM team_members WHERE team_id = ?3 AND account_id = ?4 AND until IS NULL)
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        member.id,
        member.key,
        member.teamId,
        member.accountId,
        member.name,
        member.department,
        member.role,
        now,
        actor.id,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'teams.join',
      subject: `teams:${member.teamId}`,
      detail: { account: member.accountId, role: member.role, department: member.department },
    }),
  ])
  const row = await db.$client
    .prepare('SELECT 1 FROM team_members WHERE key = ?')
    .bind(member.key)
    .first()
  return row !== null
}

/** Somebody leaves; the row stays with its end. */
export async function endMember(
  db: Db,
  member: { id: number; teamId: number },
  { actor, now }: Acting,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE team_members SET until = ?, ended_by = ? WHERE id = ? AND team_id = ? AND until IS NULL',
      )
      .bind(now, actor.id, member.id, member.teamId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'teams.leave',
      subject: `teams:${member.teamId}`,
      detail: { member: member.id },
    }),
  ])
  return wrote(changed)
}

/** Written before the number is shown. */
export async function recordMemberCall(
  db: Db,
  member: { id: number; teamId: number },
  { actor, now }: Acting,
): Promise<void> {
  const detail = { member: member.id }
  const subject = `teams:${member.teamId}`
  await auditAlways(db, { at: now, actor, act: 'teams.call', subject, detail }).run()
}
