// Who may use which route of patrols and orders; a part of the table of all.
import { EVERYONE, type Line, type Role, STAFF } from './access-roles'

/** Who goes on patrol, and who may read what was found. */
const PATROLS: readonly Role[] = ['admin', 'patrol', 'clerk']
const ROUND_READERS: readonly Role[] = ['admin', 'reviewer', 'patrol', 'clerk', 'viewer']
const NONE = { id: '0' }

export const PATROL_ACCESS: Record<string, Line> = {
  'GET /office/patrols/day': { allowed: PATROLS },
  'GET /office/patrols/offline': { allowed: EVERYONE },
  'GET /office/patrols': { allowed: PATROLS },
  'GET /office/patrols/round': { allowed: PATROLS },
  'GET /office/patrols/round/:code': { allowed: PATROLS },
  'POST /office/patrols/rounds/files': { allowed: PATROLS },
  'GET /office/patrols/rounds/:id': { allowed: ROUND_READERS, params: NONE },
  'GET /office/patrols/rounds/:id/form': { allowed: ROUND_READERS, params: NONE },
  'POST /office/patrols/rounds/:key/photos/files': { allowed: PATROLS, params: { key: 'none' } },
  'GET /office/patrols/review': { allowed: ['admin'] },
  'POST /office/patrols/rounds/:id/review': { allowed: ['admin'], params: NONE },
  'GET /office/patrols/resident/:code': { allowed: PATROLS },
  'POST /office/patrols/resident/:code': { allowed: PATROLS },
  'GET /keep/:code/rounds': { allowed: STAFF },
  'GET /keep/:code/inspector': { allowed: ['keeper'] },
  'POST /keep/:code/inspector': { allowed: ['keeper'] },
  'POST /keep/:code/inspector/:pass/revoke': { allowed: ['keeper'], params: { pass: 'none' } },
  'GET /registers/:token': { allowed: EVERYONE, params: { token: 'none' } },
  'GET /office/orders': { allowed: ROUND_READERS },
  'GET /office/orders/form': { allowed: PATROLS },
  'GET /office/orders/:id': { allowed: ROUND_READERS, params: NONE },
  'GET /office/orders/:id/form': { allowed: ROUND_READERS, params: NONE },
  'POST /office/orders/:id/recheck/files': { allowed: PATROLS, params: NONE },
  'GET /keep/:code/orders': { allowed: ['keeper'] },
  'POST /keep/:code/orders/:id/files': { allowed: ['keeper'], params: NONE },
  'GET /keep/:code/orders/:id/form': { allowed: ['keeper'], params: NONE },
  'GET /office/patrols/grid': { allowed: ROUND_READERS },
  'GET /office/patrols/grid.csv': { allowed: ROUND_READERS },
  'GET /office/patrols/urge': { allowed: ['admin', 'patrol', 'clerk', 'viewer'] },
  'GET /office/patrols/behind': { allowed: ['admin', 'patrol', 'clerk', 'viewer'] },
  'GET /office/leader': { allowed: ['admin', 'viewer'] },
  'GET /office/leader/bulletin': { allowed: ['admin', 'viewer'] },
}
