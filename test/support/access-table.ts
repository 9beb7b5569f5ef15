// Who may use which route: every mounted route, one line. A route that is missing here fails
// test/worker/access.test.ts; add its line with the route.

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

const EVERYONE: readonly Role[] = [...ROLES]
const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'visitor')
const STAFF: readonly Role[] = ['keeper', 'helper']
const KEEPER: readonly Role[] = ['keeper']
const OFFICERS: readonly Role[] = ['admin', 'reviewer', 'patrol', 'clerk', 'health', 'viewer']

/** Officers who go to places. */
const STREET: readonly Role[] = ['admin', 'reviewer', 'patrol', 'clerk']
const INSPECTION_READERS: readonly Role[] = [...STREET, 'viewer']
const NONE = { id: '0', item: 'none' }

/** `:code` is the place of the keeper and the helper. */
interface Line {
  allowed: readonly Role[]
  /** What `:ref`, `:token` and their like become; unknown ones are fine, access comes first. */
  params?: Record<string, string>
  form?: Record<string, string>
}

export const ACCESS: Record<string, Line> = {
  'GET /': { allowed: EVERYONE },
  'GET /places': { allowed: EVERYONE },
  'GET /:p{[pP]}/:code': { allowed: EVERYONE, params: { p: 'p' } },
  'POST /:p{[pP]}/:code/visits': { allowed: EVERYONE, params: { p: 'p' } },
  'GET /p/:code/qr.svg': { allowed: EVERYONE },
  'GET /p/:code/pledge': { allowed: EVERYONE },
  'POST /p/:code/pledge/carry': { allowed: EVERYONE },
  'GET /p/:code/pledge/:step': { allowed: EVERYONE, params: { step: 'who' } },
  'POST /p/:code/pledge/:step': { allowed: EVERYONE, params: { step: 'who' } },
  'GET /pledges': { allowed: EVERYONE },
  'POST /pledges/leave': { allowed: EVERYONE },
  'GET /pledges/recover': { allowed: EVERYONE },
  'POST /pledges/recover': { allowed: EVERYONE },
  'GET /pledges/:ref': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /pledges/:ref/text': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /pledges/:ref/withdraw': { allowed: EVERYONE, params: { ref: 'none' } },
  'POST /pledges/:ref/withdraw': { allowed: EVERYONE, params: { ref: 'none' } },
  'POST /pledges/:ref/correct': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /:verify{verify|VERIFY}/:number': {
    allowed: EVERYONE,
    params: { verify: 'verify', number: 'none' },
  },
  'GET /p/:code/report': { allowed: EVERYONE },
  'GET /p/:code/keep': { allowed: EVERYONE },
  'GET /p/:code/patrol': { allowed: ['admin', 'patrol', 'clerk'] },
  'GET /visits': { allowed: EVERYONE },
  'POST /visits/forget': { allowed: EVERYONE },
  'GET /visits/:ref': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /visits/:ref/live': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /visits/:ref/kept': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /visits/:ref/erase': { allowed: EVERYONE, params: { ref: 'none' } },
  'POST /visits/:ref/leave': { allowed: EVERYONE, params: { ref: 'none' } },
  'POST /visits/:ref/erase': { allowed: EVERYONE, params: { ref: 'none' } },
  'GET /deletions': { allowed: EVERYONE },
  'GET /progress': { allowed: EVERYONE },
  'GET /progress/workers': { allowed: EVERYONE },
  'GET /rules': { allowed: EVERYONE },
  'GET /rules/:section': { allowed: EVERYONE, params: { section: 'none' } },
  'GET /sign-in': { allowed: EVERYONE },
  'POST /sign-in': { allowed: EVERYONE },
  'POST /sign-out': { allowed: EVERYONE },
  'GET /join': { allowed: EVERYONE },
  'POST /join': { allowed: EVERYONE },
  'GET /join/:token': { allowed: EVERYONE, params: { token: 'none' } },
  'POST /join/:token': { allowed: EVERYONE, params: { token: 'none' } },
  'GET /keep': { allowed: SIGNED_IN },
  'GET /keep/:code': { allowed: STAFF },
  'GET /keep/:code/list': { allowed: STAFF },
  'GET /keep/:code/poster': { allowed: STAFF },
  'GET /keep/:code/cards': { allowed: STAFF },
  'GET /keep/:code/week': { allowed: STAFF },
  'GET /keep/:code/register-sheet': { allowed: STAFF },
  'GET /keep/:code/ledgers': { allowed: KEEPER },
  'GET /keep/:code/paper': { allowed: STAFF },
  'POST /keep/:code/paper': { allowed: STAFF },
  'GET /keep/:code/proxy': { allowed: STAFF },
  'POST /keep/:code/proxy': { allowed: STAFF },
  'GET /keep/:code/entries/:entry': { allowed: STAFF, params: { entry: 'none' } },
  'POST /keep/:code/entries/:entry/measure': { allowed: STAFF, params: { entry: 'none' } },
  'POST /keep/:code/entries/:entry/correct': { allowed: STAFF, params: { entry: 'none' } },
  'POST /keep/:code/entries/:entry/void': { allowed: STAFF, params: { entry: 'none' } },
  'POST /keep/:code/entries/:entry/:tap{admit|leave|report}': {
    allowed: STAFF,
    params: { entry: 'none', tap: 'admit' },
  },
  'GET /keep/:code/staff': { allowed: STAFF },
  'POST /keep/:code/staff/sign': { allowed: STAFF },
  'POST /keep/:code/staff/invite': { allowed: KEEPER },
  'POST /keep/:code/staff/phones': { allowed: STAFF },
  'POST /keep/:code/staff/:worker/:act{confirm|refuse|leave}': {
    allowed: STAFF,
    params: { worker: '0', act: 'confirm' },
  },
  'GET /keep/:code/staff/:worker': { allowed: KEEPER, params: { worker: '0' } },
  'GET /keep/:code/pledge': { allowed: KEEPER },
  'GET /keep/:code/pledge/:step': { allowed: KEEPER, params: { step: 'check' } },
  'POST /keep/:code/pledge/:step': { allowed: KEEPER, params: { step: 'check' } },
  'GET /p/:code/board': { allowed: EVERYONE },
  'GET /p/:code/screen': { allowed: EVERYONE },
  'GET /keep/:code/today': { allowed: STAFF },
  'POST /keep/:code/duties': { allowed: STAFF },
  'GET /keep/:code/stock': { allowed: STAFF },
  'POST /keep/:code/stock': { allowed: STAFF },
  'GET /keep/:code/staff-check': { allowed: STAFF },
  'POST /keep/:code/staff-check': { allowed: STAFF },
  'GET /keep/:code/records/:id': { allowed: STAFF, params: { id: '0' } },
  'POST /keep/:code/records/:id': { allowed: STAFF, params: { id: '0' } },
  'POST /keep/:code/undo/:kind{duty|stock|staff}/:key': {
    allowed: STAFF,
    params: { kind: 'duty', key: 'none' },
  },
  'POST /keep/:code/fevers/:id/report': { allowed: STAFF, params: { id: '0' } },
  'POST /keep/:code/rest': { allowed: KEEPER },
  'POST /keep/:code/work': { allowed: KEEPER },
  'GET /keep/:code/team': { allowed: KEEPER },
  'POST /keep/:code/team/invite': { allowed: KEEPER },
  'POST /keep/:code/team/:account/revoke': { allowed: KEEPER, params: { account: '0' } },
  'GET /files/:id': { allowed: SIGNED_IN, params: { id: '0' } },
  'GET /office/inspections': { allowed: INSPECTION_READERS },
  'POST /office/inspections/plan': { allowed: ['admin', 'reviewer'] },
  'GET /office/inspections/:id': { allowed: INSPECTION_READERS, params: NONE },
  'POST /office/inspections/:id/attend': { allowed: STREET, params: NONE },
  'GET /office/inspections/:id/items/:item': { allowed: STREET, params: NONE },
  'POST /office/inspections/:id/items/:item': { allowed: STREET, params: NONE },
  'POST /office/inspections/:id/items/:item/files': { allowed: STREET, params: NONE },
  'POST /office/inspections/:id/opinions': { allowed: STREET, params: NONE },
  'POST /office/inspections/:id/cancel': { allowed: ['admin', 'reviewer'], params: NONE },
  'GET /office/inspections/:id/form': { allowed: INSPECTION_READERS, params: NONE },
  'GET /office/inspections/:id/finish': { allowed: STREET, params: NONE },
  'POST /office/inspections/:id/finish': { allowed: STREET, params: NONE },
  'GET /keep/:code/findings': { allowed: KEEPER },
  'POST /keep/:code/findings/:id/files': { allowed: KEEPER, params: NONE },
  'GET /keep/:code/acceptance/:id': { allowed: KEEPER, params: NONE },
  'GET /office/cases': { allowed: INSPECTION_READERS },
  'GET /office/cases/new': { allowed: STREET },
  'POST /office/cases/new/files': { allowed: STREET },
  'GET /office/cases/:id': { allowed: INSPECTION_READERS, params: NONE },
  'POST /office/cases/:id/entries/files': { allowed: STREET, params: NONE },
  'POST /office/cases/:id/outcome': { allowed: STREET, params: NONE },
  'GET /office': { allowed: OFFICERS },
  'GET /office/places/print': { allowed: ['admin', 'clerk'] },
  'POST /office/places/print': { allowed: ['admin', 'clerk'] },
  'GET /office/workers': { allowed: ['admin', 'clerk', 'health'] },
  'GET /office/audit': { allowed: ['admin'] },
}
