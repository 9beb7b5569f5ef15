// The routes of observation, for the table of who may use which.
import { type Line, type Role, STAFF } from './access-roles'

const WATCHERS: readonly Role[] = ['admin', 'clerk', 'health', 'patrol']
const WATCH_DECIDERS: readonly Role[] = ['admin', 'clerk', 'health']
const OTHERS: readonly Role[] = [...WATCHERS, 'visitor', 'other keeper', 'reviewer', 'viewer']

export const WATCH_ACCESS: Record<string, Line> = {
  'GET /keep/:code/watches': { allowed: ['keeper', 'helper'] },
  'GET /keep/:code/watches/:watch': { allowed: ['keeper', 'helper'], params: { watch: '9' } },
  'GET /keep/:code/watches/:watch/certificate': { allowed: ['keeper'], params: { watch: '9' } },
  'POST /keep/:code/watches/:watch/readings': {
    allowed: ['keeper', 'helper'],
    params: { watch: '9' },
  },
  'POST /keep/:code/watches/:watch/told': { allowed: ['keeper', 'helper'], params: { watch: '9' } },
  'POST /keep/:code/watches/:watch/care': { allowed: ['keeper'], params: { watch: '9' } },
  'POST /keep/:code/staff/:worker{[0-9]+}/watch': { allowed: ['keeper'], params: { worker: '9' } },
  'GET /keep/:code/staff/:worker{[0-9]+}/papers': { allowed: ['keeper'], params: { worker: '9' } },
  'POST /keep/:code/staff/:worker{[0-9]+}/papers': { allowed: ['keeper'], params: { worker: '9' } },
  'GET /keep/:code/staff/:worker{[0-9]+}/papers/copy/:kind': {
    allowed: ['keeper'],
    params: { worker: '9', kind: 'health' },
  },
  'POST /keep/:code/staff/:worker{[0-9]+}/papers/copy/:kind/files': {
    allowed: ['keeper'],
    params: { worker: '9', kind: 'health' },
  },
  'GET /office/watches/worker/:worker/copy/:kind': {
    allowed: WATCH_DECIDERS,
    params: { worker: '9', kind: 'health' },
  },
  'POST /office/watches/worker/:worker/copy/:kind/files': {
    allowed: WATCH_DECIDERS,
    params: { worker: '9', kind: 'health' },
  },
  'GET /copies/:copy': { allowed: [...STAFF, ...OTHERS], params: { copy: '9' } },
  'GET /copies/:copy/photo': { allowed: [...STAFF, ...OTHERS], params: { copy: '9' } },
  'POST /copies/:copy/remove': { allowed: [...STAFF, ...OTHERS], params: { copy: '9' } },
  'GET /pledges/released/:watch': { allowed: [...STAFF, ...OTHERS], params: { watch: '9' } },
  'GET /office/watches': { allowed: WATCHERS },
  'GET /office/watches/new': { allowed: WATCH_DECIDERS },
  'GET /office/watches/worker/:worker': { allowed: WATCHERS, params: { worker: '9' } },
  'POST /office/watches/worker/:worker': { allowed: WATCH_DECIDERS, params: { worker: '9' } },
  'POST /office/watches/worker/:worker/begin': {
    allowed: WATCH_DECIDERS,
    params: { worker: '9' },
  },
  'POST /office/watches/worker/:worker/papers': { allowed: WATCHERS, params: { worker: '9' } },
  'GET /office/watches/:watch{[0-9]+}': { allowed: WATCHERS, params: { watch: '9' } },
  'GET /office/watches/:watch{[0-9]+}/certificate': { allowed: WATCHERS, params: { watch: '9' } },
  'POST /office/watches/:watch{[0-9]+}/readings': {
    allowed: ['clerk', 'health'],
    params: { watch: '9' },
  },
  'POST /office/watches/:watch{[0-9]+}/told': { allowed: WATCHERS, params: { watch: '9' } },
  'POST /office/watches/:watch{[0-9]+}/checks/files': {
    allowed: WATCHERS,
    params: { watch: '9' },
  },
  'POST /office/watches/:watch{[0-9]+}/:act{care|extend|propose|approve|refuse|close}': {
    allowed: WATCH_DECIDERS,
    params: { watch: '9', act: 'care' },
  },
}
