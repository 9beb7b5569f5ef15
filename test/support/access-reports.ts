// Who may use the routes of the reports room; see access-table.ts.

import { KEEPER, type Line, type Role, STAFF } from './access-roles'

const READERS: readonly Role[] = ['admin', 'reviewer', 'clerk', 'viewer']

export const REPORTS_ACCESS: Record<string, Line> = {
  'GET /keep/:code/report': { allowed: STAFF },
  'POST /keep/:code/report': { allowed: STAFF },
  'GET /keep/:code/roster': { allowed: STAFF },
  'GET /keep/:code/roster/sheet': { allowed: STAFF },
  'POST /keep/:code/roster/copy': { allowed: STAFF },
  'GET /keep/:code/roster/:day': { allowed: STAFF, params: { day: '2020-03-12' } },
  'POST /keep/:code/roster/:day': { allowed: STAFF, params: { day: '2020-03-12' } },
  'POST /keep/:code/roster/:day/copy': { allowed: STAFF, params: { day: '2020-03-12' } },
  'GET /keep/:code/stop': { allowed: KEEPER },
  'POST /keep/:code/stop': { allowed: KEEPER },
  'POST /keep/:code/stop/end': { allowed: KEEPER },
  'GET /keep/:code/accidents': { allowed: STAFF },
  'POST /keep/:code/accidents': { allowed: STAFF },
  'GET /office/reports': { allowed: READERS },
  'POST /office/reports/export': { allowed: READERS },
  'GET /office/reports/group': { allowed: READERS },
  'GET /office/reports/accidents': { allowed: READERS },
  'POST /office/reports/accidents/:id/seen': {
    allowed: ['admin', 'reviewer', 'clerk'],
    params: { id: '0' },
  },
  'GET /office/reports/:code': { allowed: READERS },
  'GET /office/reports/:code/form': { allowed: READERS },
}
