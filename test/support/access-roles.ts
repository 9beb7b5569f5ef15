// The roles the table of access crosses with every route, and what one line of it says.

export const ROLES = [
  'visitor',
  'keeper',
  'other keeper',
  'helper',
  'admin',
  'reviewer',
  'patrol',
  'clerk',
  'health',
  'viewer',
] as const
export type Role = (typeof ROLES)[number]

export const EVERYONE: readonly Role[] = [...ROLES]
export const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'visitor')
export const STAFF: readonly Role[] = ['keeper', 'helper']
export const KEEPER: readonly Role[] = ['keeper']
export const OFFICERS: readonly Role[] = [
  'admin',
  'reviewer',
  'patrol',
  'clerk',
  'health',
  'viewer',
]

/** `:code` is the place of the keeper and the helper. */
export interface Line {
  allowed: readonly Role[]
  /** What `:ref`, `:token` and their like become; unknown ones are fine, access comes first. */
  params?: Record<string, string>
  form?: Record<string, string>
}
