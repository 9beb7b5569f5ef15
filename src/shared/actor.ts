// Who is acting. Written into every audit row, asked by every access check.

export const OFFICER_ROLES = [
  'admin',
  'reviewer',
  'patrol',
  'clerk',
  'health',
  'viewer',
  'inspector',
] as const
export type OfficerRole = (typeof OFFICER_ROLES)[number]

export const PLACE_ROLES = ['keeper', 'helper'] as const
export type PlaceRole = (typeof PLACE_ROLES)[number]

/** One role over one subtree of areas; `areaPath` ends in a slash, e.g. `/1/3/`. */
export interface OfficerScope {
  role: OfficerRole
  department: string | null
  areaPath: string
}

export interface AccountActor {
  kind: 'officer' | 'keeper' | 'helper'
  id: number
  name: string
  scopes: OfficerScope[]
  places: { placeId: number; role: PlaceRole }[]
}

export type Actor = AccountActor | { kind: 'visitor' }

export const VISITOR: Actor = { kind: 'visitor' }
