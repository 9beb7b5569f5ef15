// Members of teams with their names opened, and the teams that look after a place.
import type { Db } from '../../db/client'
import { decryptField } from '../../shared/fields'
import { openName, openPhone } from '../accounts'
import type { Rulebook } from '../rulebook'
import { byRank } from './rules'
import { liveTeam, liveTeams, type SealedMember, type TeamRow, teamsById, teamsOver } from './store'

export interface OpenMember extends Omit<SealedMember, 'name' | 'phone'> {
  name: string
  phone: string | null
}

export interface OpenTeam extends Omit<TeamRow, 'members'> {
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

/** Teams with the names of their members opened, leaders first; at `most` so many of each. */
export const opened = <T extends TeamRow>(
  fieldKey: string,
  teams: T[],
  most = Number.POSITIVE_INFINITY,
): Promise<(Omit<T, 'members'> & OpenTeam)[]> =>
  Promise.all(
    teams.map(async (team) => ({
      ...team,
      members: await Promise.all(
        team.members
          .toSorted(byRank)
          .slice(0, most)
          .map((each) => openMember(fieldKey, each)),
      ),
    })),
  )

export const allTeams = async (db: Db, fieldKey: string): Promise<OpenTeam[]> =>
  opened(fieldKey, await liveTeams(db))

/** One team that is not dissolved, or null. */
export async function oneTeam(db: Db, fieldKey: string, id: number): Promise<OpenTeam | null> {
  const team = await liveTeam(db, id)
  return team && ((await opened(fieldKey, [team]))[0] ?? null)
}

/** Leader or whoever stands for one: enough to name a team by. */
const FIRST = 1

/** The teams that look after a place, each with its first member: of the rulebook's kinds for its kind, over its area. */
export async function teamsAt(
  db: Db,
  fieldKey: string,
  book: Rulebook,
  place: { kind: 'shop' | 'enterprise' | 'site'; areaPath: string },
): Promise<OpenTeam[]> {
  const kinds = book.teams.kinds.filter((kind) => kind.places.includes(place.kind))
  const ids = place.areaPath.split('/').filter(Boolean)
  const paths = ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`)
  const teams = await teamsOver(
    db,
    kinds.map(({ id }) => id),
    paths,
  )
  return opened(fieldKey, teams, FIRST)
}

/** The first of each team: its leader, or whoever stands for one; none where a team has nobody. */
export async function leadersOf(
  db: Db,
  fieldKey: string,
  teamIds: number[],
): Promise<Map<number, OpenMember>> {
  if (teamIds.length === 0) return new Map()
  const teams = await opened(fieldKey, await teamsById(db, teamIds), FIRST)
  return new Map(teams.flatMap(({ id, members }) => members.map((first) => [id, first] as const)))
}
