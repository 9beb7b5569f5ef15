import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import {
  appealSearchStatement,
  appealsStatement,
  countAppealsStatement,
} from '../../src/features/applications/appeal-store'
import {
  inHandStatement,
  ownSumsStatement,
  type ReviewFilter,
  reviewStatements,
  searchStatement,
} from '../../src/features/applications/store-office'
import { codedStatement } from '../../src/features/places/store-named'
import { DAY, HOUR } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { type OwnPhone, officer } from '../support/people'
import { applicationAt, deskRules, newFormKey, words } from '../support/review'
import { clock, db, foundTown } from '../support/town'

let reviewer: OwnPhone

beforeAll(async () => {
  await foundTown(deskRules())
  reviewer = await officer({ role: 'reviewer', department: 'market' })
})

const LIST = '/office/applications'
const namesIn = (page: string): string[] =>
  [...page.matchAll(/class="hop" href="[^"]*">([^<]*)</g)].map(([, name = '']) => name)
/** The names on a list, in its order. */
const names = async (phone: OwnPhone, query = ''): Promise<string[]> =>
  namesIn(await (await phone.get(`${LIST}${query}`)).text())

/** Many places, each with an application in a state; every five share an answer's instant. */
const many = (count: number, state: string, from: number) =>
  db.$client.batch(
    [
      `INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
       SELECT i, 'X' || cast(i AS INTEGER), 'shop', '店' || cast(i AS INTEGER), '店', 'catering', '路', 3, '/1/2/3/', '[]', 'known', 0 FROM n`,
      `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at, submitted_at, answer_by)
       SELECT i, 'k' || i, 'N' || i, i, 'catering', '/1/2/3/', 'market', ?3, 1, '', '{}', '{}', 1, 0, 0, 0, i / 5 FROM n`,
    ].map((sql) =>
      db.$client
        .prepare(
          `WITH RECURSIVE n(i) AS (SELECT cast(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?1 + ?2 - 1) ${sql}`,
        )
        .bind(...(sql.includes('?3') ? [from, count, state] : [from, count])),
    ),
  )

describe('the list', () => {
  test('shows the own department, the oldest clock first, late ones marked', async () => {
    await applicationAt('submitted', {
      place: { name: '剩两小时店' },
      answerBy: clock.now + 2 * HOUR + 60_000,
    })
    await applicationAt('submitted', { place: { name: '超时店' }, answerBy: clock.now - 3 * HOUR })
    await applicationAt('accepted', {
      place: { name: '待验收店' },
      answerBy: clock.now + DAY,
    })
    await applicationAt('submitted', { place: { name: '公安的店' }, department: 'police' })
    await applicationAt('draft', { place: { name: '草稿店' }, answerBy: null })
    expect(await names(reviewer)).toEqual(['超时店', '剩两小时店'])
    expect(await names(reviewer, '?state=live')).toEqual(['超时店', '剩两小时店', '待验收店'])
    const text = await words(await reviewer.get(LIST))
    expect(text).toContain('超时 3 小时')
    expect(text).toContain('剩 2 小时')
    expect(text).toMatch(/2 待审核 1 超过 2 个工作日 1 待现场验收/)
    expect(text).toContain('马* · 138****')
    expect(await names(reviewer, '?state=late')).toEqual(['超时店'])
    expect(await names(reviewer, '?tab=town')).toContain('公安的店')
  })

  test('somebody who only looks sees the whole town; a village clerk sees the village', async () => {
    const viewer = await officer({ role: 'viewer' })
    const near = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const far = await officer({ role: 'clerk', areaId: 9, areaPath: '/1/9/' })
    expect(await names(viewer)).toContain('公安的店')
    expect(await names(near)).toContain('公安的店')
    expect(await names(far)).toEqual([])
    expect(await words(await far.get(LIST))).toContain('没有要办的申请')
    expect(await words(await far.get(LIST))).toMatch(/0 待审核 0 超过/)
  })

  test('is searched by name, door code and number, whatever the state', async () => {
    const at = await applicationAt('refused', { place: { name: '红灯笼火锅' } })
    expect(await names(reviewer)).not.toContain('红灯笼火锅')
    expect(await names(reviewer, '?q=灯笼')).toEqual(['红灯笼火锅'])
    expect(await names(reviewer, `?q=${at.place.code.toLowerCase()}`)).toEqual(['红灯笼火锅'])
    expect(await names(reviewer, '?q=灯笼&state=late')).toEqual([])
    const found = await reviewer.get(`${LIST}?q=${at.number}`)
    expect(found.headers.get('location')).toBe(at.path)
    expect(await words(await reviewer.get(`${LIST}?q=zzzz`))).toContain('没有找到')
  })

  test('is narrowed to an area and a trade', async () => {
    await applicationAt('submitted', {
      place: { name: '零售店', trade: 'retail' },
      trade: 'retail',
    })
    expect(await names(reviewer, '?trade=retail')).toEqual(['零售店'])
    expect(await names(reviewer, '?area=3')).toContain('零售店')
    expect(await names(reviewer, '?trade=nonsense&area=999&state=odd&after=x')).toContain('零售店')
  })

  test('runs on page by page without a gap or a repeat, forwards and backwards in time', async () => {
    await many(45, 'sent_back', 500_000)
    await many(23, 'withdrawn', 600_000)
    for (const [state, count] of [
      ['sent_back', 45],
      ['withdrawn', 23],
    ] as const) {
      const all: string[] = []
      let next: string | undefined = `?state=${state}`
      while (next) {
        const page: string = await (await reviewer.get(`${LIST}${next}`)).text()
        all.push(...namesIn(page))
        next = /class="tap" href="\/office\/applications(\?[^"]*)"/
          .exec(page)?.[1]
          ?.replaceAll('&amp;', '&')
      }
      expect(all).toHaveLength(count)
      expect(new Set(all).size).toBe(count)
    }
  })

  test('what an officer took on stands under its own tab', async () => {
    const at = await applicationAt('submitted', { place: { name: '我接的店' } })
    expect(await names(reviewer, '?tab=mine')).toEqual([])
    await reviewer.post(`${at.path}/take`, { key: newFormKey(), seen: '0' })
    expect(await names(reviewer, '?tab=mine')).toEqual(['我接的店'])
    const home = await words(await reviewer.get('/office'))
    expect(home).toMatch(/1 我在办的复工申请/)
    expect(home).toMatch(/\d+ 待审核的复工申请 · 1 件超时/)
  })
})

describe('growth', () => {
  const ranges = JSON.stringify([['/1/', '/10', '']])
  const scope = { me: 1, departments: ['market', 'police'], ranges }
  const filter: ReviewFilter = {
    ...scope,
    tab: 'department',
    states: ['submitted', 'accepted', 'failed'],
    newest: false,
    lateAt: null,
    area: null,
    trade: '',
    q: '',
    after: null,
  }
  const appeals = { decided: false, ranges, area: null, q: '', after: null }
  const first = ([statement]: D1PreparedStatement[]): D1PreparedStatement => {
    if (!statement) throw new Error('no statement')
    return statement
  }
  const queries: [string, () => D1PreparedStatement][] = [
    ['the department’s list', () => first(reviewStatements(db, filter))],
    ['the town’s list', () => first(reviewStatements(db, { ...filter, tab: 'town' }))],
    ['one’s own list', () => first(reviewStatements(db, { ...filter, tab: 'mine' }))],
    [
      'the late ones of an area and a trade, further on',
      () =>
        first(
          reviewStatements(db, {
            ...filter,
            tab: 'town',
            states: ['submitted'],
            lateAt: 5,
            area: { from: '/1/2/', to: '/1/20' },
            trade: 'retail',
            after: [1, 2],
          }),
        ),
    ],
    [
      'what has passed, the newest first',
      () =>
        first(reviewStatements(db, { ...filter, tab: 'town', states: ['passed'], newest: true })),
    ],
    [
      'a search by name',
      () => searchStatement(db, { ...filter, q: '烩面' }, { ids: '[1,2]', folded: '烩面' }),
    ],
    ['a search by code', () => codedStatement(db, '0000000')],
    [
      'a search among mine',
      () => searchStatement(db, { ...filter, tab: 'mine' }, { ids: '[1]', folded: '' }),
    ],
    ['the sums of what I took', () => ownSumsStatement(db, 1, 5)],
    ['what is in hand', () => inHandStatement(db, 1)],
    ['open appeals', () => appealsStatement(db, appeals)],
    ['answered appeals', () => appealsStatement(db, { ...appeals, decided: true })],
    [
      'appeals of a name',
      () => appealSearchStatement(db, appeals, { ids: '[1,2]', folded: '烩面' }),
    ],
    ['appeals of a code', () => appealSearchStatement(db, appeals, { ids: '[1]', folded: '' })],
    ['appeals to answer', () => countAppealsStatement(db, ranges, 1)],
  ]

  test.each(queries)('%s is read over an index, without a scan or a sort', async (_name, make) => {
    const sql = String(Reflect.get(make(), 'statement'))
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(
        ...Array(
          Math.max(
            ...(sql.match(/(?<=\?)\d+/g) ?? []).map(Number),
            sql.split('?').length > 1 ? 1 : 0,
          ),
        ).fill(null),
      )
      .all<{ detail: string }>()
    const detail = results.map((row) => row.detail).join('\n')
    expect(detail).toMatch(/SEARCH/)
    expect(
      detail.replaceAll(/SCAN (r|s|g|j|json_each|due|found|CONSTANT ROW|\(subquery)\b.*/g, ''),
    ).not.toMatch(/SCAN|USE TEMP B-TREE FOR ORDER/)
  })

  test('the list reads no more rows when a hundred times as many are over', async () => {
    const read = async () => {
      const tally = { trips: 0, read: 0, written: 0 }
      await first(reviewStatements(openDb(countedD1(tally)), { ...filter, tab: 'town' })).all()
      return tally.read
    }
    const before = await read()
    await many(5000, 'passed', 1_000_000)
    expect(await read()).toBe(before)
  })
})
