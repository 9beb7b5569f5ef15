import { beforeAll, expect, test } from 'vitest'
import { staffPhone } from '../support/staff'
import { clock, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '36.5',
  '365',
  '9'.repeat(400),
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '"',
  "'",
  '\\',
  '%00',
  '\u0000',
  '\u202e',
  '\ufffd',
  "'; DROP TABLE visits; --",
  '#{7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '＝1+1',
  '👨‍👩‍👧‍👦',
  '𠮷'.repeat(60),
  '\r\nSet-Cookie: a=b',
  'a'.repeat(5_000),
]

/** The same sequence every time, so that what is found once is found again. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const pick = <T>(roll: () => number, from: readonly T[]): T =>
  from[Math.floor(roll() * from.length)] as T

const FIELDS = [
  'key',
  'name',
  'phone',
  'temperature',
  'party',
  'plate',
  'where',
  'reason',
  'version',
  'password',
  'next',
  'code',
  'pin',
  'extra',
]
const READING = [
  'q',
  'area',
  'kind',
  'after',
  'before',
  'show',
  'v',
  'version',
  'notice',
  'done',
  'act',
  'next',
  'new',
]

test('whatever is typed into any form or address, nothing answers 5xx and nothing shows a stack', async () => {
  const place = await openPlace()
  const keeper = await staffPhone(place)
  const visitor = new Phone()
  const receipt = (await visitor.checkIn(place)).headers.get('location') ?? ''
  const [, day, key] = receipt.replace('/visits/', '').split('-')
  const entry = `/keep/${place.code}/entries/${day}-${key}`
  const posts = [
    `/p/${place.code}/visits`,
    `${receipt}/leave`,
    `${receipt}/erase`,
    '/visits/forget',
    '/sign-in',
    '/sign-out',
    '/join',
    '/join/abc',
    `/keep/${place.code}/proxy`,
    `${entry}/measure`,
    `${entry}/correct`,
    `${entry}/void`,
    `${entry}/admit`,
    `${entry}/leave`,
    `${entry}/report`,
    `/keep/${place.code}/team/invite`,
    `/keep/${place.code}/team/1/revoke`,
  ]
  const gets = [
    '/',
    '/places',
    `/p/${place.code}`,
    '/visits',
    receipt,
    `${receipt}/live`,
    '/rules',
    '/rules/visits',
    '/sign-in',
    '/join',
    '/deletions',
    `/keep/${place.code}`,
    `/keep/${place.code}/list`,
    entry,
  ]
  const roll = dice(20_200_310)
  for (let i = 0; i < 600; i++) {
    const phone = roll() < 0.5 ? keeper : visitor
    const asked = roll() < 0.5
    const form = Object.fromEntries(
      Array.from({ length: Math.floor(roll() * 8) }, () => [pick(roll, FIELDS), pick(roll, NASTY)]),
    )
    const query = new URLSearchParams(
      Object.fromEntries(
        Array.from({ length: Math.floor(roll() * 4) }, () => [
          pick(roll, READING),
          pick(roll, NASTY),
        ]),
      ),
    )
    const path = asked ? `${pick(roll, gets)}?${query}` : pick(roll, posts)
    if (path.startsWith('/sign-out')) continue
    const answer = asked ? await phone.get(path) : await phone.post(path, form)
    const body = await answer.text()
    expect(answer.status, `${asked ? 'GET' : 'POST'} ${path} ${JSON.stringify(form)}`).toBeLessThan(
      500,
    )
    expect(body).not.toMatch(/at \w+ \(.*:\d+:\d+\)|SQLITE|D1_ERROR/)
    clock.now += 1
  }
  expect(
    (await one<{ n: number }>("SELECT count(*) AS n FROM sqlite_master WHERE name = 'visits'"))?.n,
  ).toBe(1)
}, 60_000)
