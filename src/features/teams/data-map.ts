// What is held about teams: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { teamMembers, teams } from './tables'

const teamsRow = keptFor('while the town exists')
const rosterColumn = keptFor('as long as the membership')
const teamMembersRow = keptFor('while the town exists')

export const teamsData = {
  teams: {
    id: teamsRow('internal', 'names the row', 'service'),
    key: teamsRow('internal', 'a repeated sending is one row', 'service'),
    kind: teamsRow('internal', 'kind', 'officers of the area'),
    name: teamsRow('internal', 'name', 'officers of the area'),
    parentId: teamsRow('internal', 'parent id', 'officers of the area'),
    areaId: teamsRow('internal', 'which area', 'officers of the area'),
    areaPath: teamsRow('internal', 'lists by area', 'officers of the area'),
    people: teamsRow('internal', 'how many belong to it', 'officers of the area'),
    roster: rosterColumn(
      'encrypted',
      'who belongs to it: sealed names and phones, departments, roles',
      'officers of the area',
    ),
    version: teamsRow('internal', 'no change is lost unseen', 'service'),
    createdBy: teamsRow('internal', 'accountability', 'officers of the area'),
    createdAt: teamsRow('internal', 'accountability', 'officers of the area'),
    dissolvedAt: teamsRow('internal', 'accountability', 'officers of the area'),
  } satisfies DataMap<typeof teams>,
  teamMembers: {
    id: teamMembersRow('internal', 'names the row', 'service'),
    key: teamMembersRow('internal', 'a repeated sending is one row', 'service'),
    teamId: teamMembersRow('internal', 'team id', 'officers of the area'),
    accountId: teamMembersRow('internal', 'account id', 'officers of the area'),
    name: teamMembersRow('encrypted', 'who, without an account', 'officers of the area'),
    department: teamMembersRow('internal', 'department', 'officers of the area'),
    role: teamMembersRow('internal', 'role', 'officers of the area'),
    since: teamMembersRow('internal', 'accountability', 'officers of the area'),
    by: teamMembersRow('internal', 'accountability', 'officers of the area'),
    until: teamMembersRow('internal', 'accountability', 'officers of the area'),
    endedBy: teamMembersRow('internal', 'accountability', 'officers of the area'),
  } satisfies DataMap<typeof teamMembers>,
}
