// Who may use the routes of requests for help and suppliers.
import { EVERYONE, type Line, type Role } from './access-roles'

const WRITERS: readonly Role[] = ['admin', 'reviewer', 'clerk']
const READERS: readonly Role[] = [...WRITERS, 'patrol', 'viewer']

export const REQUESTS: Record<string, Line> = {
  'GET /keep/:code/help': { allowed: ['keeper'] },
  'POST /keep/:code/help': { allowed: ['keeper'] },
  'GET /keep/:code/help/:number/form': { allowed: ['keeper'], params: { number: '2020-9' } },
  'POST /keep/:code/help/:number/:act{solved|reopen|withdraw}': {
    allowed: ['keeper'],
    params: { number: '2020-9', act: 'solved' },
  },
  'GET /office/requests': { allowed: READERS },
  'GET /office/requests/numbers': { allowed: READERS },
  'GET /office/requests/:number': {
    allowed: READERS,
    params: { number: '2020-9' },
  },
  'GET /office/requests/:number/form': { allowed: WRITERS, params: { number: '2020-9' } },
  'POST /office/requests/:number/take': { allowed: WRITERS, params: { number: '2020-9' } },
  'POST /office/requests/:number/hand': { allowed: WRITERS, params: { number: '2020-9' } },
  'POST /office/requests/:number/answer/files': {
    allowed: WRITERS,
    params: { number: '2020-9' },
  },
  'POST /office/requests/:number/close': {
    allowed: WRITERS,
    params: { number: '2020-9' },
  },
  'GET /suppliers': { allowed: EVERYONE },
  'GET /office/suppliers': { allowed: ['admin'] },
  'GET /office/suppliers/new': { allowed: ['admin'] },
  'POST /office/suppliers/new': { allowed: ['admin'] },
  'POST /office/suppliers/:id/end': { allowed: ['admin'], params: { id: '0' } },
}
