// Who may send a place's roster; see access-table.ts.
import { KEEPER, type Line } from './access-roles'

const ONE = { allowed: KEEPER, params: { id: '1' } }

export const ROSTER_ACCESS: Record<string, Line> = {
  'GET /keep/:code/staff/import': { allowed: KEEPER },
  'POST /keep/:code/staff/import/files': { allowed: KEEPER },
  'GET /keep/:code/staff/import/template/:file': {
    allowed: KEEPER,
    params: { file: 'workers.csv' },
  },
  'GET /keep/:code/staff/import/:id': ONE,
  'POST /keep/:code/staff/import/:id/start': ONE,
  'POST /keep/:code/staff/import/:id/cancel': ONE,
  'GET /keep/:code/staff/import/:id/bad': ONE,
}
