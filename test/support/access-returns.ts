// Who may use which route of returns, sites and visits to enterprises; a part of the table of all.
import { EVERYONE, type Line, type Role } from './access-roles'

const WRITERS: readonly Role[] = ['admin', 'patrol', 'clerk']
const READERS: readonly Role[] = ['admin', 'reviewer', 'patrol', 'clerk', 'viewer']
const NONE = { id: '0' }

export const RETURN_ACCESS: Record<string, Line> = {
  'GET /keep/:code/norm': { allowed: ['keeper'] },
  'POST /keep/:code/norm': { allowed: ['keeper'] },
  'POST /keep/:code/isolation': { allowed: ['keeper'] },
  'POST /keep/:code/contractor': { allowed: ['keeper'] },
  'POST /keep/:code/stage': { allowed: ['keeper'] },
  'GET /office/sites/:code': { allowed: READERS },
  'POST /office/sites/:code/decide': { allowed: WRITERS },
  'POST /office/sites/:code/stage': { allowed: WRITERS },
  'GET /keep/:code/returns': { allowed: ['keeper'] },
  'POST /keep/:code/returns': { allowed: ['keeper'] },
  'GET /keep/:code/returns/:id': { allowed: ['keeper'], params: NONE },
  'POST /keep/:code/returns/:id/people': { allowed: ['keeper'], params: NONE },
  'POST /keep/:code/returns/:id/came': { allowed: ['keeper'], params: NONE },
  'POST /keep/:code/returns/:id/remove/:person': {
    allowed: ['keeper'],
    params: { id: '0', person: '0' },
  },
  'GET /office/returns': { allowed: READERS },
  'GET /office/returns/:id': { allowed: READERS, params: NONE },
  'POST /office/returns/:id': { allowed: WRITERS, params: NONE },
  'GET /office/surveys': { allowed: READERS },
  'GET /office/surveys/:code': { allowed: READERS },
  'POST /office/surveys/:code': { allowed: WRITERS },
  'GET /policies': { allowed: EVERYONE },
  'GET /policies/:kind': { allowed: EVERYONE, params: { kind: 'enterprise' } },
}
