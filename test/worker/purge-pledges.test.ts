// What is deleted of pledges, phones and invitations, when, and what can still be checked after it.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { purgePeople } from '../../src/features/people'
import { purgePledges } from '../../src/features/pledges'
import { openPledge, verifyPledge } from '../../src/features/pledges/seal'
import { pledgeByNumber } from '../../src/features/pledges/store'
import type { Pledge } from '../../src/features/pledges/tables'
import { type Rulebook, rulebookByVersion } from '../../src/features/rulebook'
import { createScheduled } from '../../src/scheduled'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { keeperOf } from '../support/people'
import { numberIn, signAt, signedForm, somebody, stay, stored } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown(pledgeQuestions())
})
beforeEach(async () => {
  clock.now = MORNING + HOUR
  await db.$client.batch(
    ['pledges', 'worker_devices', 'worker_invitations', 'deletions'].map((table) =>
      db.$client.prepare(`DELETE FROM ${table}`),
    ),
  )
})

/** The work of the minute, so many days after the first morning. */
async function daysLater(days: number): Promise<void> {
  clock.now = MORNING + HOUR + days * DAY
  await purgePledges(db, book, env, clock.now)
  await purgePeople(db, book, clock.now)
}
const WATCHED = { area: { answer: 'yes', where1: '孝感市', ...stay(1, '420000', 9, 4) } }

async function sign(answers = {}) {
  const phone = new Phone()
  const place = await openPlace()
  const number = numberIn(await signAt(phone, place, { who: somebody(), answers }))
  return { phone, place, number }
}
const declared = async (number: string) => {
  const pledge = await stored(number)
  const opened = await openPledge(pledge, await rulebookByVersion(db, pledge.rulebookVersion), env)
  return opened?.declared
}
const sound = async (pledge: Pledge) =>
  verifyPledge(pledge, await rulebookByVersion(db, pledge.rulebookVersion), env)
const published = async (what: string) =>
  one<{ count: number; done: number }>(
    'SELECT sum(count) AS count, min(done_at IS NOT NULL) AS done FROM deletions WHERE what = ?',
    what,
  )
const text = async (phone: Phone, path: string) => (await phone.get(path)).text()

describe('health answers', () => {
  test('stay while the watch lasts and go on the day the person may work', async () => {
    const { number } = await sign(WATCHED)
    expect((await stored(number)).worksFrom).toBe(dayOf(MORNING) + 11)
    await daysLater(10)
    expect(JSON.stringify(await declared(number))).toContain('孝感市')
    await daysLater(11)
    expect(JSON.stringify(await declared(number))).not.toContain('孝感市')
    expect(await stored(number)).toMatchObject({ risk: false, worksFrom: null })
    expect(await published('pledge_answers')).toEqual({ count: 1, done: 1 })
  })

  test('without a watch go after as many days as the rulebook says', async () => {
    const { number } = await sign()
    await daysLater(13)
    expect((await declared(number))?.answers).not.toEqual({})
    await daysLater(14)
    expect((await declared(number))?.answers).toEqual({})
  })

  test('once gone, the pledge is still valid to whoever checks it, who reads that they are gone', async () => {
    const { phone, number } = await sign(WATCHED)
    await daysLater(11)
    const check = await text(new Phone(), `/verify/${number}`)
    expect(check).toContain('已签，有效')
    expect(check).toContain('健康回答已于 2020 年 3 月 23 日按规定删除')
    const own = await text(phone, `/pledges/${number}/text`)
    expect(own).toContain('留下的内容与签署时一字不差')
    expect(own).toContain('健康回答已于')
    expect(own).not.toContain('孝感市')
    expect(own).not.toContain('问题 area')
    expect((await phone.get(`/pledges/${number}`)).status).toBe(200)
    const english = await new Phone().get(`/verify/${number}`, { cookie: 'lang=en' })
    expect(await english.text()).toContain('as promised')
  })

  test('once gone, any change to what is still held is detected', async () => {
    const { number } = await sign(WATCHED)
    await daysLater(11)
    const pledge = await stored(number)
    expect(await sound(pledge)).toBe(true)
    const flip = (value: string): string[] =>
      [...value].map(
        (symbol, at) => value.slice(0, at) + (symbol === 'A' ? 'B' : 'A') + value.slice(at + 1),
      )
    const changes: Partial<Pledge>[] = [
      { signedAt: pledge.signedAt + 1 },
      { answersPurgedAt: (pledge.answersPurgedAt ?? 0) + 1 },
      { answersPurgedAt: null },
      { keptHash: null },
      { risk: true },
      { worksFrom: 18_400 },
      { textVersion: 9 },
      ...(['number', 'answers', 'signature', 'textHash', 'keptHash'] as const).flatMap((column) =>
        flip(pledge[column] ?? '')
          .filter((_, at) => at % 17 === 0)
          .map((value) => ({ [column]: value })),
      ),
    ]
    expect(changes.length).toBeGreaterThan(30)
    for (const change of changes)
      expect(await sound({ ...pledge, ...change }), JSON.stringify(change).slice(0, 60)).toBe(false)
  })

  test('of a pledge that had been changed before go too, and it never counts as unchanged', async () => {
    const { number } = await sign(WATCHED)
    await db.$client
      .prepare('UPDATE pledges SET signed_at = signed_at + 1 WHERE number = ?')
      .bind(number)
      .run()
    await daysLater(11)
    expect((await declared(number))?.answers).toEqual({})
    expect(await sound(await stored(number))).toBe(false)
  })

  test('that are gone are asked again when the pledge is corrected', async () => {
    const { phone, place, number } = await sign()
    await daysLater(14)
    const answer = await phone.post(`/pledges/${number}/correct`, {})
    const check = await phone.get(answer.headers.get('location') ?? '')
    expect(check.headers.get('location')).toBe(`/p/${place.code}/pledge/area`)
  })

  test('that are gone are said to be gone to the keeper too', async () => {
    const { place, number } = await sign(WATCHED)
    await daysLater(11)
    const keeper = await keeperOf(place)
    const worker = (await stored(number)).workerId
    const page = await text(keeper, `/keep/${place.code}/staff/${worker}`)
    expect(page).toContain('健康回答已于')
    expect(page).not.toContain('问题 area')
  })

  test('of a place’s own pledge stay: they are about the place', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const base = `/keep/${place.code}/pledge`
    await keeper.post(`${base}/staff_count`, { answer: '5 人' })
    const form = { ...(await signedForm(keeper, base)), signed_name: '马长顺' }
    const number = numberIn(await keeper.post(`${base}/check`, form))
    await daysLater(60)
    expect((await declared(number))?.answers).toMatchObject({ staff_count: { value: '5 人' } })
  })
})

describe('a pledge that no longer holds', () => {
  test('goes as a whole after the rulebook’s days; the one in its place stays', async () => {
    const { phone, place, number } = await sign()
    clock.now += HOUR
    await phone.post(`/pledges/${number}/correct`, {})
    const base = `/p/${place.code}/pledge`
    const who = await text(phone, `${base}/check`)
    const [, name = ''] = /<dd><span>(王小梅)<\/span>/.exec(who) ?? []
    const form = { ...(await signedForm(phone, base)), signed_name: name }
    const next = numberIn(await phone.post(`${base}/check`, form))
    await daysLater(13)
    expect(await pledgeByNumber(db, number)).not.toBeNull()
    await daysLater(14)
    expect(await pledgeByNumber(db, number)).toBeNull()
    expect(await pledgeByNumber(db, next)).not.toBeNull()
    expect((await new Phone().get(`/verify/${number}`)).status).toBe(404)
    expect(await published('pledges')).toEqual({ count: 1, done: 1 })
  })

  test('withdrawn late it is kept its days from then', async () => {
    const { phone, number } = await sign()
    clock.now += 10 * DAY
    await phone.post(`/pledges/${number}/withdraw`, {})
    await daysLater(20)
    expect(await pledgeByNumber(db, number)).not.toBeNull()
    await daysLater(24)
    expect(await pledgeByNumber(db, number)).toBeNull()
  })

  test('stays as long as what was declared in it would still keep the person away', async () => {
    const answers = { contact: { answer: 'yes' } }
    const { phone, number } = await sign(answers)
    await phone.post(`/pledges/${number}/withdraw`, {})
    await daysLater(14)
    expect(await pledgeByNumber(db, number)).not.toBeNull()
    await daysLater(15)
    expect(await pledgeByNumber(db, number)).toBeNull()
  })
})

describe('what opened things', () => {
  const phones = async () =>
    (await one<{ n: number }>('SELECT count(*) AS n FROM worker_devices'))?.n

  test('a phone is forgotten so many days after its last use, not after its first', async () => {
    const { phone } = await sign()
    clock.now += 100 * DAY
    await phone.get('/pledges')
    await daysLater(200)
    expect(await phones()).toBe(1)
    await daysLater(280)
    expect(await phones()).toBe(0)
    expect(await text(phone, '/pledges')).not.toContain('P-')
    expect(await published('worker_devices')).toEqual({ count: 1, done: 1 })
  })

  test('an invitation goes after its end', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    await keeper.post(`/keep/${place.code}/staff/invite`, {})
    const open = async () =>
      (await one<{ n: number }>('SELECT count(*) AS n FROM worker_invitations'))?.n
    await daysLater(14)
    expect(await open()).toBe(1)
    await daysLater(15)
    expect(await open()).toBe(0)
  })
})

describe('the purge', () => {
  test('is the work of the minute, and everybody can read it in both languages', async () => {
    const { phone, number } = await sign(WATCHED)
    await phone.post(`/pledges/${number}/withdraw`, {})
    await sign()
    clock.now = MORNING + HOUR + 14 * DAY
    await createScheduled(() => clock.now)({} as ScheduledController, env)
    const page = await text(new Phone(), '/deletions')
    expect(page).toContain('3 月 12 日及以前被替换、撤销的承诺书 1 份')
    expect(page).toContain('健康回答 1 份')
    const english = await (await new Phone().get('/deletions', { cookie: 'lang=en' })).text()
    expect(english).toContain('1 pledges replaced or withdrawn')
  })

  test('takes more than a batch, a bounded number a minute, and goes on where it stopped', async () => {
    const walk = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5600)'
    await db.$client
      .prepare(
        `${walk} INSERT INTO worker_invitations (token_hash, place_id, created_by, created_at, expires_at)
         SELECT 't' || i, 1, 1, 0, 1 FROM n`,
      )
      .run()
    expect(await purgePeople(db, book, clock.now)).toBe(5000)
    expect(await published('worker_invitations')).toEqual({ count: 5000, done: 0 })
    expect(await purgePeople(db, book, clock.now)).toBe(600)
    expect(await published('worker_invitations')).toEqual({ count: 5600, done: 1 })
    expect(await purgePeople(db, book, clock.now)).toBe(0)
  })

  test('by two at once counts nothing twice', async () => {
    for (let i = 0; i < 4; i++) await sign()
    clock.now += 14 * DAY
    await Promise.all([1, 2].map(() => purgePledges(db, book, env, clock.now)))
    expect(await published('pledge_answers')).toMatchObject({ count: 4 })
  })
})
