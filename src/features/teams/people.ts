// Members of teams with their names opened, and the teams that look after a place.
import type { Db } from '../../db/client'
import { decryptField } from '../../shared/fields'
import { openName, openPhone } from '../accounts'
import type { Rulebook } from '../rulebook'
import { byRank } from './rules'
import { liveTeam, liveTeams, membersOf, type SealedMember, type TeamRow, teamsOver } from './store'
import { firstMembersStatement } from './store-chart'

export interface OpenMember extends Omit<SealedMember, 'name' | 'phone'> {
  name: string
  phone: string | null
}

export interface OpenTeam extends TeamRow {
  /** Leaders first. */
  members: OpenMember[]
}

/** Where a name without an account is sealed to. */
export const memberName = (row: number) => ({ table: 'team_members', column: 'name', row }) as const

async function openMember(fieldKey: string, sealed: SealedMember): Promise<OpenMember> {
  const { id, accountId, name, phone } = sealed
  if (accountId === null)
    return {
      ...sealed,
      name: (name && (await decryptField(fieldKey, memberName(id), name))) || '—',
      phone: null,
    }
  return {
    ...sealed,
    name: name ? await openName(fieldKey, accountId, name) : '—',
    phone: await openPhone(fieldKey, accountId, phone),
  }
}

async function withMembers<T extends TeamRow>(
  fieldKey: string,
  teams: T[],
  sealed: SealedMember[],
): Promise<(T & OpenTeam)[]> {
  const members = await Promise.all(sealed.map((each) => openMember(fieldKey, each)))
  const byTeam = Map.groupBy(members.sort(byRank), ({ teamId }) => teamId)
  return teams.map((team) => ({ ...team, members: byTeam.get(team.id) ?? [] }))
}

const opened = async (db: Db, fieldKey: string, teams: TeamRow[]): Promise<OpenTeam[]> =>
  withMembers(
    fieldKey,
    teams,
    await membersOf(
      db,
      teams.map(({ id }) => id),
    ),
  )

/** Teams with the first of each only. */
export async function withFirst<T extends TeamRow>(
  db: Db,
  fieldKey: string,
  teams: T[],
): Promise<(T & OpenTeam)[]> {
  if (teams.length === 0) return []
  const first = await db.$client.batch<SealedMember>(
    teams.map(({ id }) => firstMembersStatement(db, id)),
  )
  return withMembers(
    fieldKey,
    teams,
    first.flatMap(({ results }) => results),
  )
}

export const allTeams = async (db: Db, fieldKey: string): Promise<OpenTeam[]> =>
  opened(db, fieldKey, await liveTeams(db))

/** One team that is not dissolved, or null. */
export async function oneTeam(db: Db, fieldKey: string, id: number): Promise<OpenTeam | null> {
  const team = await liveTeam(db, id)
  return team && ((await opened(db, fieldKey, [team]))[0] ?? null)
}

/** The teams that look after a place: of the rulebook's kinds for its kind, over its area. */
export async function teamsAt(
  db: Db,
  fieldKey: string,
  book: Rulebook,
  place: { kind: 'shop' | 'enterprise' | 'site'; areaPath: string },
): Promise<OpenTeam[]> {
  const kinds = book.teams.kinds.filter((kind) => kind.places.includes(place.kind))
  const ids = place.areaPath.split('/').filter(Boolean)
  const paths = ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`)
  return opened(
    db,
    fieldKey,
    await teamsOver(
      db,
      kinds.map(({ id }) => id),
      paths,
    ),
  )
}

/** The first of each team: its leader, or whoever stands for one; none where a team has nobody. */
export async function leadersOf(
  db: Db,
  fieldKey: string,
  teamIds: number[],
): Promise<Map<number, OpenMember>> {
  if (teamIds.length === 0) return new Map()
  const members = (await membersOf(db, teamIds)).sort(byRank)
  const first = [...Map.groupBy(members, ({ teamId }) => teamId).values()].flatMap(
    ([member]) => member ?? [],
  )
  const open = await Promise.all(first.map((each) => openMember(fieldKey, each)))
  return new Map(open.map((each) => [each.teamId, each]))
}
