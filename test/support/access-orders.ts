// Who may use which route of orders, and of a keeper's code for inspectors; a part of the table of all.
import type { Line, Role } from './access-table'

const KEEPER: readonly Role[] = ['keeper']
/** Who looks again, and who may read what was ordered. */
const RECHECKERS: readonly Role[] = ['admin', 'patrol', 'clerk']
const READERS: readonly Role[] = [...RECHECKERS, 'reviewer', 'viewer']
const NONE = { id: '0' }

export const ORDER_ACCESS: Record<string, Line> = {
  'GET /office/orders': { allowed: READERS },
  'GET /office/orders/form': { allowed: RECHECKERS },
  'GET /office/orders/:id': { allowed: READERS, params: NONE },
  'GET /office/orders/:id/form': { allowed: READERS, params: NONE },
  'POST /office/orders/:id/recheck/files': { allowed: RECHECKERS, params: NONE },
  'GET /keep/:code/orders': { allowed: KEEPER },
  'POST /keep/:code/orders/:id/files': { allowed: KEEPER, params: NONE },
  'GET /keep/:code/orders/:id/form': { allowed: KEEPER, params: NONE },
  'GET /keep/:code/inspector': { allowed: KEEPER },
  'POST /keep/:code/inspector': { allowed: KEEPER },
  'POST /keep/:code/inspector/:pass/revoke': { allowed: KEEPER, params: { pass: 'none' } },
}
