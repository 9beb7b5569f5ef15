import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  applicant,
  applicationOf,
  freshKey,
  OWNER_PIN,
  SHOP_FILING,
  soon,
  statusOf,
} from '../support/apply'
import { OPENING } from '../support/opening-rules'
import { clock, foundTown } from '../support/town'

beforeAll(async () => {
  await foundTown(OPENING)
})

const NASTY = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '-1',
    '1e9',
    '99999999999999999999',
    '\u0000',
    '\u202e',
    "'; DROP TABLE applications; --",
    '{"$ne":1}',
    '<script>',
    '2020-02-31',
    'a'.repeat(5_000),
    'application_events:1',
    'place_changes:999999999999999',
  ),
)

test('whatever is typed into the forms of an application, no answer is 5xx and nothing goes ahead', async () => {
  const { phone, code } = await applicant()
  const forms: Record<string, Record<string, string>> = {
    '/apply': { name: '马长顺', phone: '13700009999', pin: OWNER_PIN, pin2: '1' },
    '/apply/place': phone.registering({ area: '' }),
    [`/apply/claim/${code}`]: { key: freshKey() },
    [`/apply/${code}/start`]: { key: freshKey() },
    [`/apply/${code}/place`]: phone.registering({ version: '1' }),
    [`/apply/${code}/filing`]: { ...SHOP_FILING, q_open_on: soon(), seen: 'x', later: '' },
    [`/apply/${code}/self-check`]: { c_gate: 'pass', c_tables: 'na', seen: 'x' },
    [`/apply/${code}/check`]: { key: freshKey(), version: '1' },
    [`/apply/${code}/papers/remove`]: { file: '1' },
    [`/apply/${code}/papers/staff_list/files`]: { key: 'k', staff_list: 'no file' },
    [`/keep/${code}/application/withdraw`]: { key: freshKey(), version: '999' },
    [`/keep/${code}/application/appeal`]: { key: freshKey(), against: 'x', text: '不服' },
  }
  const sent = fc.constantFrom(...Object.keys(forms)).chain((path) =>
    fc.record({
      path: fc.constant(path),
      field: fc.constantFrom(...Object.keys(forms[path] ?? {}), 'extra'),
      value: NASTY,
    }),
  )
  await fc.assert(
    fc.asyncProperty(sent, async ({ path, field, value }) => {
      clock.now += 1
      const answer = await phone.post(path, { ...forms[path], [field]: value })
      const body = await answer.text()
      expect(answer.status, `${path} ${field}`).toBeLessThan(500)
      expect(body).not.toMatch(/at \w+ \(.*:\d+:\d+\)|SQLITE|D1_ERROR/)
    }),
    { numRuns: 120, seed: 20_200_310 },
  )
  expect(await statusOf(code)).toBe('known')
  expect((await applicationOf(code))?.state).toBe('draft')
}, 60_000)

test('addresses that lead nowhere are not found, and a step too far leads back', async () => {
  const { phone, code } = await applicant()
  for (const path of [`/apply/${code}/nothing`, `/apply/${code}/papers/x/y`])
    expect((await phone.get(path)).status).toBe(404)
  expect((await phone.post(`/apply/${code}/pledge`, {})).status).toBe(404)
  expect((await phone.get('/apply/AAAAAAA')).status).toBe(403)
  expect((await phone.get(`/apply/claim?q=${'长'.repeat(500)}`)).status).toBe(200)
})
