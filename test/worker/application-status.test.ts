import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import {
  applicationByNumber,
  barredOn,
  eventStatement,
  eventsOf,
  lastApplication,
  liveApplication,
  moveStatement,
  sealAppeal,
  sealEventText,
} from '../../src/features/applications'
import type { ApplicationMove } from '../../src/features/applications/rules'
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
import {
  changeLife,
  type LifeAct,
  lifeStatements,
  similarPlaces,
  unkeptPlaces,
} from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf } from '../../src/shared/clock'
import {
  applicant,
  applicationOf,
  applied,
  fill,
  freshKey,
  handIn,
  hidden,
  statusOf,
  textOf,
} from '../support/apply'
import { OPENING } from '../support/opening-rules'
import { addMember, keeperOf, type OwnPhone, officer } from '../support/people'
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

interface Decision {
  act: ApplicationMove & ('accept' | 'send_back' | 'refuse' | 'fail')
  life?: LifeAct
  reasons?: string[]
  text?: string
  version?: number
}

/** What an officer decides, in the batch the office uses. */
async function decide(code: string, { act, life, reasons, text, version }: Decision) {
  const application = await applicationOf(code)
  if (!application) throw new Error('no application')
  const key = freshKey()
  const actor = {
    kind: 'officer',
    id: reviewer.accountId,
    name: '',
    scopes: [],
    places: [],
  } as const
  const said = {
    at: clock.now,
    actor: { ...actor, scopes: [], places: [] },
    rulebookVersion: book.version,
  }
  const results = await db.$client.batch([
    moveStatement(db, {
      application: { id: application.id, version: version ?? application.version },
      act,
      at: clock.now,
      decidedBy: actor.id,
      placeAct: life,
      notListedOn: act === 'accept' ? dayOf(clock.now) : undefined,
    }),
    ...(life
      ? lifeStatements(
          db,
          { ...said, key, placeId: application.place_id, act: life, cause: 'application' },
          true,
        )
      : []),
    eventStatement(db, {
      ...said,
      key,
      applicationId: application.id,
      act,
      reasons: reasons ?? [],
      text: await sealEventText(env.FIELD_KEY, key, text ?? null),
    }),
  ])
  return results[0]?.meta.changes === 1
}

const statusPage = (phone: Phone, code: string): Promise<string> =>
  textOf(phone.get(`/keep/${code}/application`))

describe('an application that came back', () => {
  test('says why, leads to the step that puts it right, and is handed in again with new days', async () => {
    const { phone, code } = await applied()
    const before = await applicationOf(code)
    await decide(code, {
      act: 'send_back',
      life: 'send_back',
      reasons: ['paper_unclear'],
      text: '名册请重拍',
    })
    expect(await statusOf(code)).toBe('known')
    const page = await statusPage(phone, code)
    expect(page).toContain('退回补正')
    expect(page).toContain(`<a href="/apply/${code}/papers">照片看不清</a>`)
    expect(page).toContain('名册请重拍')
    expect(page).toContain('市场监管')
    expect(page).not.toContain('李卫东')
    clock.now += DAY
    await fill(phone, code, 'self-check', { c_gate: 'pass', c_tables: 'pass' })
    expect((await handIn(phone, code)).status).toBe(303)
    const after = await applicationOf(code)
    expect(after).toMatchObject({ state: 'submitted', number: before?.number })
    expect(after?.answer_by).toBeGreaterThan(before?.answer_by ?? Number.POSITIVE_INFINITY)
    expect(await statusOf(code)).toBe('applied')
  })

  test('was sent back once: an officer who saw it as it was before decides nothing', async () => {
    const { code } = await applied()
    const seen = (await applicationOf(code))?.version ?? 0
    expect(await decide(code, { act: 'accept', life: 'accept', version: seen })).toBe(true)
    expect(await decide(code, { act: 'send_back', life: 'send_back', version: seen })).toBe(false)
    expect(await statusOf(code)).toBe('accepted')
  })
})

describe('how it stands', () => {
  test('an accepted one shows the day and the team of the inspection', async () => {
    const { phone, code } = await applied()
    await decide(code, { act: 'accept', life: 'accept' })
    const application = await applicationOf(code)
    const day = dayOf(clock.now) + 1
    await db.$client.batch([
      db.$client
        .prepare(
          `INSERT INTO teams (id, key, kind, name, area_id, area_path, created_by, created_at)
           VALUES (1, 't', 'joint', '第一验收组', 1, '/1/', 1, 0)`,
        )
        .bind(),
      db.$client
        .prepare(
          `INSERT INTO inspections (key, place_id, application_id, purpose, state, on_day, team_id, area_path, place_kind,
             trade, rulebook_version, planned_by, planned_at) VALUES (?, ?, ?, 'acceptance', 'planned', ?, 1, '/1/2/3/', 'shop', 'catering', ?, 1, 0)`,
        )
        .bind(freshKey(), application?.place_id, application?.id, day, book.version),
    ])
    const page = await statusPage(phone, code)
    expect(page).toContain('待验收')
    expect(page).toContain('上门验收：第一验收组')
  })

  test('a late answer says so and whom to call', async () => {
    const { phone, code } = await applied()
    clock.now += 6 * DAY
    const page = await statusPage(phone, code)
    clock.now -= 6 * DAY
    expect(page).toContain('已经超过')
    expect(page).toContain('以镇里公布为准')
  })

  test('a place that was open all along shows its poster, and cannot apply', async () => {
    const place = await openPlace({ acceptanceNumber: 148 })
    const keeper = await keeperOf(place)
    const page = await statusPage(keeper, place.code)
    expect(page).toContain('第 148 号')
    expect((await keeper.get(`/apply/${place.code}`)).headers.get('location')).toBe(
      `/keep/${place.code}/application`,
    )
    await keeper.post(`/apply/${place.code}/start`, { key: freshKey() })
    expect(await applicationOf(place.code)).toBeNull()
  })

  test('a place joined by letter has no application yet and begins one, once', async () => {
    const place = await openPlace({ status: 'known' })
    const keeper = await keeperOf(place)
    expect(await statusPage(keeper, place.code)).toContain('还没有申请开业')
    const key = hidden(await textOf(keeper.get(`/apply/${place.code}`)), 'key')
    for (let i = 0; i < 2; i++) await keeper.post(`/apply/${place.code}/start`, { key })
    await keeper.post(`/apply/${place.code}/start`, { key: freshKey() })
    const row = await one<{ n: number }>(
      'SELECT count(*) AS n FROM applications WHERE place_id = ?',
      place.id,
    )
    expect(row?.n).toBe(1)
  })

  test('is found by its number however it is typed, and as the live one of its place', async () => {
    const { code } = await applied()
    const stored = await applicationOf(code)
    expect((await applicationByNumber(db, stored?.number ?? ''))?.id).toBe(stored?.id)
    expect((await liveApplication(db, stored?.place_id ?? 0))?.id).toBe(stored?.id)
  })

  test('is shown to its keepers only', async () => {
    const { code } = await applied()
    const stranger = await keeperOf(await openPlace())
    expect((await stranger.get(`/keep/${code}/application`)).status).toBe(403)
    const office = await reviewer.signIn()
    expect((await office.get(`/keep/${code}/application`)).status).toBe(403)
  })
})

describe('withdrawing', () => {
  const withdraw = async (phone: Phone, code: string, version?: number) =>
    phone.post(`/keep/${code}/application/withdraw`, {
      key: freshKey(),
      version: String(version ?? (await applicationOf(code))?.version),
    })

  test('ends it, makes the place known again, and a new one may follow', async () => {
    const { phone, code } = await applied()
    await decide(code, { act: 'accept', life: 'accept' })
    expect((await withdraw(phone, code)).headers.get('location')).toContain('notice=withdrawn')
    expect(await applicationOf(code)).toMatchObject({ state: 'withdrawn' })
    expect(await statusOf(code)).toBe('known')
    clock.now += 1000
    await phone.post(`/apply/${code}/start`, { key: freshKey() })
    expect(await applicationOf(code)).toMatchObject({ state: 'draft' })
  })

  test('of a draft leaves the place as it is', async () => {
    const { phone, code } = await applicant()
    await withdraw(phone, code)
    expect(await applicationOf(code)).toMatchObject({ state: 'withdrawn' })
    expect(await statusOf(code)).toBe('known')
  })

  test('as it was seen only; what is over cannot be withdrawn', async () => {
    const { phone, code } = await applied()
    const seen = (await applicationOf(code))?.version ?? 0
    await decide(code, { act: 'accept', life: 'accept' })
    expect((await withdraw(phone, code, seen)).headers.get('location')).toContain('notice=changed')
    expect(await statusOf(code)).toBe('accepted')
    await withdraw(phone, code)
    expect((await withdraw(phone, code)).headers.get('location')).toContain('notice=changed')
  })
})

describe('an appeal', () => {
  const refused = async () => {
    const one = await applied()
    await decide(one.code, {
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
  })
})

test('a second keeper of the place sees the same application', async () => {
  const { code } = await applied()
  const place = await one<{ id: number }>('SELECT id FROM places WHERE code = ?', code)
  const second = await keeperOf(await openPlace())
  await addMember({ id: place?.id ?? 0 }, second, 'keeper')
  expect(await statusPage(second, code)).toContain('待审核')
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
  await unkeptPlaces(recorded, { code: null, name: '面馆', phoneIndex: 'x' })
  await unkeptPlaces(recorded, { code: 'ABCDEFG', name: '', phoneIndex: null })
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
