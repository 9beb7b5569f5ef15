// 五个必须 on the board of a site: what its own people see to, and what waits for a patrol.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { patrolsStatement } from '../../src/features/board/store-patrols'
import { contactColumns } from '../../src/features/places'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { DUTIES, tap, workerAt } from '../support/board'
import { helperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, MORNING, openPlace, Phone, publish } from '../support/town'

type Duty = Rulebook['duties']['site'][number]
const round = (id: string, zh: string, when?: 'watch'): Duty => ({
  id,
  block: 'site',
  name: { zh, en: id },
  times: ['08:00', '20:00'],
  staleAfterHours: 13,
  source: 'test',
  ...(when ? { when } : {}),
})
/** Four rounds a day, one each three hours. */
const QUOTA: Rulebook['patrols'][number] = {
  target: 'site',
  level: 'town',
  roundsPerDay: 4,
  windows: [
    { from: '06:00', to: '09:00' },
    { from: '09:00', to: '12:00' },
    { from: '12:00', to: '15:00' },
    { from: '15:00', to: '18:00' },
  ],
  resident: false,
  teams: 1,
  role: 'patrol',
  source: 'test',
}
const ROUNDS = [round('closed', '现场封闭检查'), round('watch', '隔离人员巡视', 'watch')]

beforeAll(async () => {
  await foundTown({ duties: { ...DUTIES, site: [...DUTIES.site, ...ROUNDS] } })
})

let morning = MORNING
let site: Place
let guard: OwnPhone
beforeEach(async () => {
  morning += 2 * DAY
  clock.now = morning
  site = await openPlace({ kind: 'site', stage: 'working', name: '金屏苑三期' })
  guard = await helperOf(site)
})

const board = async (of = site): Promise<string> =>
  (await new Phone().get(`/p/${of.code}/board`)).text()
const today = async (): Promise<string> => (await guard.get(`/keep/${site.code}/today`)).text()

/** A line of the five musts: its small text and its mark. */
async function must(title: string): Promise<[text: string, mark: string]> {
  const line = new RegExp(`<div>${title}<small>(.*?)</small></div><b[^>]*>(.*?)</b>`).exec(
    await board(),
  )
  return [line?.[1] ?? '', line?.[2] ?? '']
}

/** Somebody at the site who may not begin for ten days. */
async function watched() {
  const worker = await workerAt(site)
  await db.$client
    .prepare('UPDATE pledges SET works_from = ? WHERE worker_id = ?')
    .bind(dayOf(clock.now) + 10, worker)
    .run()
}

describe('who builds here', () => {
  const NAMED = { name: '欧阳小燕', phone: '13800009999' }
  /** A place with a contractor, and with somebody to call. */
  async function built(change: Partial<Place>, contact = NAMED): Promise<Place> {
    const place = await openPlace({ kind: 'site', stage: 'working', ...change })
    await db.$client
      .prepare(
        'UPDATE places SET contact_name = ?, contact_phone = ?, contact_phone_index = ? WHERE id = ?',
      )
      .bind(...(await contactColumns(env, place.id, contact)), place.id)
      .run()
    return place
  }
  const shown = async (of: Place, page: string, lang = 'zh'): Promise<string> =>
    (await new Phone().get(`/p/${of.code}/${page}`, { cookie: `lang=${lang}` })).text()

  test.each(['board', 'screen'])('stands on the %s, who is in charge by surname', async (page) => {
    const place = await built({ contractor: '豫丰建设公司' })
    expect(await shown(place, page)).toContain(
      '<p>施工单位：豫丰建设公司 · <span class="nowrap">项目负责人 欧阳*</span></p>',
    )
    expect(await shown(place, page, 'en')).toContain(
      '<p>Contractor: 豫丰建设公司 · <span class="nowrap">In charge: 欧阳*</span></p>',
    )
    for (const whole of ['小燕', '13800009999', '9999'])
      expect(await shown(place, page)).not.toContain(whole)
  })

  test('with one of the two unknown is the other, and with both no line', async () => {
    const alone = await openPlace({ kind: 'site', stage: 'working', contractor: '豫丰建设公司' })
    expect(await shown(alone, 'board')).toContain('<p>施工单位：豫丰建设公司</p>')
    expect(await shown(await built({}), 'board')).toContain(
      '<p><span class="nowrap">项目负责人 欧阳*</span></p>',
    )
    for (const page of ['board', 'screen'])
      expect(await shown(site, page)).not.toMatch(/施工单位|项目负责人|<p><\/p>/)
  })

  test('is told of sites only', async () => {
    for (const kind of ['shop', 'enterprise'] as const) {
      const place = await built({ kind, stage: null, contractor: '豫丰建设公司' })
      for (const page of ['board', 'screen'])
        expect(await shown(place, page)).not.toMatch(/施工单位|项目负责人|欧阳/)
    }
  })
})

describe('the five musts', () => {
  test('are for sites only', async () => {
    expect(await board()).toContain('五个必须')
    expect(await board(await openPlace())).not.toContain('五个必须')
  })

  test('disinfected: not when one of today’s is overdue, however fresh the last one is', async () => {
    expect(await must('公共区域消毒')).toEqual(['今日 0 次，应 2 次', '待更新'])
    await tap(guard, site, { duty: 'disinfect', where: 'gate', with: 'chlorine' })
    expect(await must('公共区域消毒')).toEqual(['今日 1 次，应 2 次', '✓ 已做到'])
    clock.now += 6 * HOUR
    expect(await must('公共区域消毒')).toEqual(['今日 1 次，应 2 次', '待更新'])
  })

  test('closed off: confirmed by the guard at the gate, with when and by whom', async () => {
    expect(await must('现场封闭管理')).toEqual(['1 个出入口，今天还没确认', '待更新'])
    expect((await tap(guard, site, { duty: 'closed' })).status).toBe(303)
    expect(await must('现场封闭管理')).toEqual(['1 个出入口，10:24 马*确认', '✓ 已做到'])
  })

  test('a confirmation grows old by itself', async () => {
    await tap(guard, site, { duty: 'closed' })
    clock.now += 14 * HOUR
    expect(await must('现场封闭管理')).toEqual(['1 个出入口，昨天 10:24 马*确认', '待更新'])
  })

  test('a round of the gate is no news of the temperatures', async () => {
    await tap(guard, site, { duty: 'closed' })
    const temperatures = (await board()).split('体温监测')[1] ?? ''
    expect(temperatures).toContain('还没有记录')
  })

  test('nobody under observation: nothing to see to, and nothing owed', async () => {
    await workerAt(site)
    expect(await must('隔离人员严管')).toEqual(['现在没有隔离观察人员', '✓ 已做到'])
    expect(await today()).not.toContain('隔离人员巡视')
  })

  test('somebody under observation: rounds are owed and shown', async () => {
    await watched()
    expect(await must('隔离人员严管')).toEqual(['观察中 1 人，今天还没确认', '待更新'])
    expect(await today()).toContain('隔离人员巡视')
    await tap(guard, site, { duty: 'watch' })
    expect(await must('隔离人员严管')).toEqual(['观察中 1 人，10:24 马*确认', '✓ 已做到'])
  })
})

describe('under a rulebook that asks a site for no rounds', () => {
  test('what only a patrol can see waits for one', async () => {
    await publish({ duties: DUTIES })
    await watched()
    expect(await must('现场封闭管理')).toEqual(['1 个出入口，由巡查确认', '待巡查'])
    expect(await must('隔离人员严管')).toEqual(['观察中 1 人，由巡查确认', '待巡查'])
  })
})

test('the board of a site says how often the town was there today, of how often it is owed', async () => {
  await publish({ duties: DUTIES, patrols: [QUOTA] })
  const patrolled = (page: string) =>
    /今日巡查<small>[^<]*<\/small><\/h2><p class="amount">(.*?)<\/p>/
      .exec(page)?.[1]
      ?.replaceAll(/<[^>]+>/g, '')
  expect(patrolled(await board())).toBe('0 / 4 次 · 查出问题 0 个')
  const made = (key: string, at: number, problems: number, review: string | null, level = 'town') =>
    db.$client
      .prepare(
        `INSERT INTO patrol_rounds (key, place_id, area_path, day, level, target, at, received_at, by, proof, review, problems, rulebook_version)
         VALUES (?1, ?2, ?3, ?4, ?5, 'site', ?6, ?6, 1, 'code', ?7, ?8, 1)`,
      )
      .bind(key, site.id, site.areaPath, dayOf(at), level, at, review, problems)
  const at = clock.now
  await db.$client.batch([
    made('a', at - HOUR, 2, null),
    made('refused', at - HOUR / 2, 9, 'refused'),
    made('village', at - HOUR / 2, 5, null, 'village'),
    made('yesterday', at - DAY, 7, null),
  ])
  expect(patrolled(await board())).toBe('1 / 4 次 · 查出问题 2 个')
  expect(await board(await openPlace())).not.toContain('今日巡查')
  const { results } = await db.$client
    .prepare(`EXPLAIN QUERY PLAN ${String(Reflect.get(patrolsStatement(db, 1, 1), 'statement'))}`)
    .bind(1, 1)
    .all<{ detail: string }>()
  expect(results.map(({ detail }) => detail).join()).toContain(
    'patrol_rounds_place (place_id=? AND day=?)',
  )
})
