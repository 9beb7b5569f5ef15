// 开门前 5 件事: each is ticked by what was really done, and the list goes when all five are.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY } from '../../src/shared/clock'
import { DISINFECTED, DUTIES, pageKey, tap, workerAt } from '../support/board'
import { keeperOf, type OwnPhone } from '../support/people'
import { signedForm } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown({ ...pledgeQuestions(1), duties: DUTIES })
})

let morning = MORNING
let place: Place
let keeper: OwnPhone
beforeEach(async () => {
  morning += DAY
  clock.now = morning
  place = await openPlace()
  keeper = await keeperOf(place)
})

const today = async (): Promise<string> => (await keeper.get(`/keep/${place.code}/today`)).text()

/** The steps that are ticked, from 1; null when the list is gone. */
async function ticked(): Promise<number[] | null> {
  const page = await today()
  const [, list] = /<ol class="firsts">(.*?)<\/ol>/s.exec(page) ?? []
  if (list === undefined) return null
  return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].flatMap(([, item = ''], i) =>
    item.includes('✓') ? [i + 1] : [],
  )
}

const signPledge = async () => {
  const base = `/keep/${place.code}/pledge`
  await keeper.post(`${base}/staff_count`, { answer: '6' })
  await keeper.post(`${base}/check`, {
    ...(await signedForm(keeper, base)),
    signed_name: '马长顺',
  })
}
const count = () => keeper.post(`/keep/${place.code}/stock`, { key: pageKey(), q_mask: '60' })
const measure = (worker: number) =>
  keeper.post(`/keep/${place.code}/staff-check`, {
    key: pageKey(),
    shift: 'am',
    [`t${worker}`]: '36.5',
  })

describe('the five things before opening', () => {
  test('are ticked one by one, and go when all are done', async () => {
    expect(await ticked()).toEqual([])
    await signPledge()
    expect(await ticked()).toEqual([1])
    const worker = await workerAt(place)
    expect(await ticked()).toEqual([1, 2])
    await count()
    expect(await ticked()).toEqual([1, 2, 3])
    expect((await tap(keeper, place, { duty: 'poster' })).status).toBe(303)
    expect(await ticked()).toEqual([1, 2, 3, 4])
    await tap(keeper, place, DISINFECTED)
    expect(await ticked()).toEqual([1, 2, 3, 4])
    expect(await today()).toContain(`href="/keep/${place.code}/staff-check"`)
    await measure(worker)
    expect(await ticked()).toBeNull()
  })

  test('can be done in any order, and stay while one is left', async () => {
    await tap(keeper, place, DISINFECTED)
    await count()
    expect(await ticked()).toEqual([3])
  })

  test('lose their tick with what is taken back', async () => {
    await count()
    const row = await db.$client
      .prepare('SELECT key FROM stock_counts WHERE place_id = ?')
      .bind(place.id)
      .first<{ key: string }>()
    await keeper.post(`/keep/${place.code}/undo/stock/${row?.key}`, {})
    expect(await ticked()).toEqual([])
  })

  test('count the poster as hung when somebody came in by it, or the keeper says so', async () => {
    await new Phone().checkIn(place)
    expect(await ticked()).toEqual([4])
    place = await openPlace()
    keeper = await keeperOf(place)
    await tap(keeper, place, { duty: 'poster' })
    expect(await ticked()).toEqual([4])
    expect(await today()).toContain('海报已贴好')
    const board = await (await new Phone().get(`/p/${place.code}/board`)).text()
    expect(board).not.toContain('海报')
    expect(board).toContain('还没有记录')
  })

  test('are not met by a van, nor by a worker without a pledge', async () => {
    const worker = await workerAt(place, { pledged: false })
    await measure(worker)
    await tap(keeper, place, { duty: 'vehicle', plate: '豫A12128' })
    expect(await ticked()).toEqual([])
  })

  test('can all be done before the town lets the place open', async () => {
    place = await openPlace({ status: 'known' })
    keeper = await keeperOf(place)
    expect(await today()).toContain('开门前做的也可以记')
    await signPledge()
    const worker = await workerAt(place)
    await count()
    await tap(keeper, place, { duty: 'poster' })
    await tap(keeper, place, DISINFECTED)
    await measure(worker)
    expect(await ticked()).toBeNull()
    expect(await today()).toContain('今日已做')
  })
})
