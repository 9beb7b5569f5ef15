import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import {
  applicationByNumber,
  barredOn,
  eventsOf,
  lastApplication,
  liveApplication,
  moveStatement,
  sealAppeal,
} from '../../src/features/applications'
import { hasEvent } from '../../src/features/applications/store-draft'
import {
  appealsOf,
  comingTo,
  hasAppeal,
  isExempt,
  listedReason,
  ownPlaces,
} from '../../src/features/applications/store-keeper'
import { applicationByKey } from '../../src/features/applications/store-start'
import { changeLife, similarPlaces, unkeptPlaces } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY } from '../../src/shared/clock'
import { systemRandom } from '../../src/shared/ids'
import { newPlaceCode } from '../../src/shared/place-code'
import {
  applicant,
  applicationOf,
  applied,
  fill,
  fillAll,
  freshKey,
  handIn,
  hidden,
  textOf,
} from '../support/apply'
import { decide, statusPage } from '../support/decide'
import { OPENING } from '../support/opening-rules'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, type Phone } from '../support/town'

let book: Rulebook
let reviewer: OwnPhone
beforeAll(async () => {
  book = await foundTown(OPENING)
  reviewer = await officer({ role: 'reviewer', department: 'market' })
})
beforeEach(() => {
  clock.now = Math.max(clock.now, MORNING) + 20_000
})

describe('an appeal', () => {
  const refused = async () => {
    const one = await applied()
    await decide({ book, reviewer }, one.code, {
      act: 'refuse',
      life: 'refuse',
      reasons: ['no_licence'],
      text: '未提供',
    })
    const page = await statusPage(one.phone, one.code)
    return { ...one, against: hidden(page, 'against'), page }
  }
  const appeal = (phone: Phone, code: string, form: Record<string, string>) =>
    phone.post(`/keep/${code}/application/appeal`, { key: freshKey(), text: '执照在办', ...form })
  const count = async (code: string): Promise<number> =>
    (
      await one<{ n: number }>(
        'SELECT count(*) AS n FROM appeals a JOIN places p ON p.id = a.place_id WHERE p.code = ?',
        code,
      )
    )?.n ?? -1

  test('is made once against the decision that stands, kept encrypted, and shown beside the answer', async () => {
    const { phone, code, against, page } = await refused()
    expect(page).toContain('没有营业执照')
    const key = freshKey()
    const sent = await appeal(phone, code, { key, against })
    expect(sent.headers.get('location')).toContain('notice=appealed')
    expect((await appeal(phone, code, { key, against })).headers.get('location')).toContain(
      'appealed',
    )
    expect((await appeal(phone, code, { against })).headers.get('location')).toContain('not_now')
    expect(await count(code)).toBe(1)
    const row = await one<{ id: number; text: string; decided_by: number }>(
      'SELECT a.* FROM appeals a WHERE a.key = ?',
      key,
    )
    expect(row?.text).toMatch(/^1\./)
    expect(row?.decided_by).toBe(reviewer.accountId)
    await db.$client
      .prepare("UPDATE appeals SET state = 'kept', answer = ?, answered_at = ? WHERE id = ?")
      .bind(
        await sealAppeal(env.FIELD_KEY, 'answer', row?.id ?? 0, '请先办执照'),
        clock.now,
        row?.id,
      )
      .run()
    const after = await statusPage(phone, code)
    for (const text of ['执照在办', '请先办执照', '维持原决定']) expect(after).toContain(text)
    expect(after).not.toContain('name="against"')
  })

  test('sent at once by two phones is one', async () => {
    const { phone, code, against } = await refused()
    await Promise.all([1, 2, 3, 4].map(() => appeal(phone, code, { against })))
    expect(await count(code)).toBe(1)
  })

  test('needs a reason, and keeps what was typed', async () => {
    const { phone, code, against } = await refused()
    const empty = await appeal(phone, code, { against, text: '  ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('f-text-error')
    const long = await appeal(phone, code, { against, text: '久'.repeat(501) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('久久久')
    expect(await count(code)).toBe(0)
  })

  test('is not taken after the days of the rulebook, nor against something else', async () => {
    const { phone, code, against } = await refused()
    const other = await appeal(phone, code, { against: 'application_events:999999' })
    expect(other.headers.get('location')).toContain('not_now')
    clock.now += 7 * DAY + 1
    expect((await appeal(phone, code, { against })).headers.get('location')).toContain('not_now')
    clock.now -= 7 * DAY + 1
    expect(await count(code)).toBe(0)
  })

  test('may be made against a suspension, which the rules alone decided', async () => {
    const place = await openPlace({ name: '麻将馆' })
    const keeper = await keeperOf(place)
    await changeLife(db, {
      key: freshKey(),
      placeId: place.id,
      act: 'suspend',
      cause: 'negative_list',
      ref: 'ktv',
      reason: '列入负面清单',
      actor: { kind: 'visitor' },
      rulebookVersion: book.version,
      at: clock.now,
    })
    const page = await statusPage(keeper, place.code)
    expect(page).toContain('列入负面清单')
    expect(await textOf(keeper.get(`/keep/${place.code}`))).toContain('暂停营业：看原因、申诉')
    const against = hidden(page, 'against')
    expect(against).toMatch(/^place_changes:\d+$/)
    await appeal(keeper, place.code, { against })
    expect(await count(place.code)).toBe(1)
  })

  test('that was upheld lifts the rule that barred the application', async () => {
    const { phone, code } = await applicant({ trade: 'ktv', name: '金嗓子歌城' })
    const against = hidden(await statusPage(phone, code), 'against')
    await appeal(phone, code, { against })
    const application = await applicationOf(code)
    await db.$client.batch([
      db.$client
        .prepare("UPDATE appeals SET state = 'overturned' WHERE application_id = ?")
        .bind(application?.id),
      moveStatement(db, {
        application: { id: application?.id ?? 0, version: application?.version ?? 0 },
        act: 'overturn',
        at: clock.now,
      }),
    ])
    expect(await textOf(phone.get(`/apply/${code}`))).toContain('可以申请')
    await fillAll(phone, code)
    await fill(phone, code, 'self-check', { c_gate: 'pass' })
    await handIn(phone, code)
    expect(await applicationOf(code)).toMatchObject({ state: 'submitted' })
  })
})

/** A database that remembers what it was asked. */
function recordedDb() {
  const asked: { sql: string; bound: (string | number | null)[] }[] = []
  const client = new Proxy(env.DB, {
    get: (target, property) =>
      property === 'prepare'
        ? (sql: string) => ({
            bind: (...bound: (string | number | null)[]) => {
              asked.push({ sql, bound })
              return target.prepare(sql).bind(...bound)
            },
          })
        : Reflect.get(target, property),
  })
  return { recorded: openDb(client), asked }
}

test('no query a page of this room runs reads a table from end to end', async () => {
  const { recorded, asked } = recordedDb()
  const application = { id: 1, placeId: 1 }
  await liveApplication(recorded, 1)
  await lastApplication(recorded, 1)
  await applicationByNumber(recorded, 'A')
  await eventsOf(recorded, 1)
  await barredOn(recorded, book, { id: 1, trade: 'catering' }, 1)
  await ownPlaces(recorded, 1)
  await comingTo(recorded, 1)
  await appealsOf(recorded, 1)
  await isExempt(recorded, application)
  await listedReason(recorded, 1)
  await hasAppeal(recorded, 'k')
  await hasEvent(recorded, 'k')
  await applicationByKey(recorded, 'k')
  await similarPlaces(recorded, { name: '面馆', areaId: 3, phoneIndex: 'x' })
  await unkeptPlaces(recorded, { q: '面馆', phoneIndex: 'x', from: null })
  await unkeptPlaces(recorded, { q: newPlaceCode(systemRandom), phoneIndex: null, from: null })
  expect(asked.length).toBeGreaterThan(15)
  for (const { sql, bound } of asked) {
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...bound)
      .all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan.replaceAll('SCAN CONSTANT ROW', ''), sql).not.toMatch(/SCAN \w+$/m)
  }
})
