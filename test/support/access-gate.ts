// Who may use which route of the gate; a part of the table of all.
import { EVERYONE, type Line, STAFF } from './access-roles'

export const GATE_ACCESS: Record<string, Line> = {
  'GET /keep/:code/gate': { allowed: STAFF },
  'POST /keep/:code/gate': { allowed: STAFF },
  'GET /keep/:code/gate/day': { allowed: STAFF },
  'POST /keep/:code/gate/again': { allowed: STAFF },
  'POST /keep/:code/gate/vehicle': { allowed: STAFF },
  'POST /keep/:code/gate/shift': { allowed: STAFF },
  'GET /keep/:code/gate/sign': { allowed: STAFF },
  'GET /keep/:code/gate/paste': { allowed: STAFF },
  'POST /keep/:code/gate/paste': { allowed: STAFF },
  'GET /gate/offline': { allowed: EVERYONE },
}
