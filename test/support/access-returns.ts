// Who may use which route of returns, sites and visits to enterprises; a part of the table of all.
import type { Line, Role } from './access-table'

const WRITERS: readonly Role[] = ['admin', 'patrol', 'clerk']
const READERS: readonly Role[] = ['admin', 'reviewer', 'patrol', 'clerk', 'viewer']

export const RETURN_ACCESS: Record<string, Line> = {
  'GET /keep/:code/norm': { allowed: ['keeper'] },
  'POST /keep/:code/norm': { allowed: ['keeper'] },
  'POST /keep/:code/isolation': { allowed: ['keeper'] },
  'POST /keep/:code/stage': { allowed: ['keeper'] },
  'GET /office/sites/:code': { allowed: READERS },
  'POST /office/sites/:code/decide': { allowed: WRITERS },
  'POST /office/sites/:code/stage': { allowed: WRITERS },
}
