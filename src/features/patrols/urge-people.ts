// Whom to call about what a village or a team has missed, with their names and numbers opened.
import type { Db } from '../../db/client'
import { openName, openPhone } from '../accounts'
import { leadersOf } from '../teams'
import type { UrgedVillage } from './rules-grid'
import { type SealedOfficer, streetOfficers } from './store-urge'

export interface Callable {
  id: number
  name: string
  phone: string | null
  as: 'clerk' | 'village' | 'team'
  /** Of the team they lead. */
  team: string
}

/** The clerks of a village, or its other officers where it has none, or the clerks of the areas above it. */
function officersOfVillage(officers: readonly SealedOfficer[], path: string): SealedOfficer[] {
  const own = officers.filter(({ areaPath }) => areaPath === path)
  const clerks = own.filter(({ role }) => role === 'clerk')
  if (clerks.length > 0) return clerks
  if (own.length > 0) return own
  const above = officers.filter(
    ({ role, areaPath }) => role === 'clerk' && path.startsWith(areaPath),
  )
  const depth = Math.max(0, ...above.map(({ areaPath }) => areaPath.length))
  return above.filter(({ areaPath }) => areaPath.length === depth)
}

const MOST_A_VILLAGE = 3

/** By village; the same person may be named in several. */
export async function peopleToUrge(
  db: Db,
  fieldKey: string,
  villages: readonly UrgedVillage[],
  now: number,
): Promise<Map<number, readonly Callable[]>> {
  if (villages.length === 0) return new Map()
  const teams = new Map(
    villages.flatMap(({ missed, alone }) =>
      [...missed, ...alone].flatMap(({ team }) => (team ? [[team.id, team.name] as const] : [])),
    ),
  )
  const [officers, leaders] = await Promise.all([
    streetOfficers(
      db,
      villages.map(({ areaPath }) => areaPath),
      now,
    ),
    leadersOf(db, fieldKey, [...teams.keys()]),
  ])
  const open = async (officer: SealedOfficer): Promise<Callable> => ({
    id: officer.id,
    name: await openName(fieldKey, officer.id, officer.name),
    phone: await openPhone(fieldKey, officer.id, officer.phone),
    as: officer.role === 'clerk' ? 'clerk' : 'village',
    team: '',
  })
  const people = villages.map(async ({ areaId, areaPath, missed, alone }) => {
    const own = officersOfVillage(officers, areaPath).slice(0, MOST_A_VILLAGE)
    const over = new Set([...missed, ...alone].flatMap(({ team }) => team?.id ?? []))
    const led = [...over].flatMap((id): Callable[] => {
      const leader = leaders.get(id)
      if (!leader) return []
      const { name, phone } = leader
      return [{ id: leader.id, name, phone, as: 'team', team: teams.get(id) ?? '' }]
    })
    return [areaId, [...(await Promise.all(own.map(open))), ...led]] as const
  })
  return new Map(await Promise.all(people))
}
