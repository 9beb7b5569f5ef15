import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, dayOf } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { paperSheet } from '../support/paper'
import { staffPhone } from '../support/staff'
import { clock, foundTown, MORNING, one, openPlace } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

let morning = MORNING
beforeEach(() => {
  morning += DAY
  clock.now = morning
})

const LI = ['9:05', '李秀英', '13800005678', '36.5', '2']
const WANG = ['0930', '王建国', '左照沟村 3 组', '36.7', '1']

async function scene(change: Partial<Place> = {}) {
  const place = await openPlace(change)
  const keeper = await staffPhone(place)
  const key = newKey(clock.now, systemRandom)
  const send = (lines: (readonly string[])[], daysAgo = 0, again: Record<string, string> = {}) =>
    keeper.post(`/keep/${place.code}/paper`, {
      ...paperSheet(key, dayOf(clock.now) - daysAgo, lines),
      ...again,
    })
  const counts = (daysAgo = 0) =>
    one(
      'SELECT visits, people, over, waiting, doubtful FROM place_days WHERE place_id = ? AND day = ?',
      place.id,
      dayOf(clock.now) - daysAgo,
    )
  const rows = () =>
    one<{ n: number }>('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id).then(
      (row) => row?.n,
    )
  return { place, keeper, send, counts, rows }
}

describe('a paper register typed in later', () => {
  test('counts for the day it was written, not for today', async () => {
    const { send, counts } = await scene()
    expect((await send([LI, WANG], 2)).status).toBe(303)
    expect(await counts(2)).toEqual({ visits: 2, people: 3, over: 0, waiting: 0, doubtful: 0 })
    expect(await counts(0)).toBeNull()
  })

  test('keeps the time on the paper, who typed it, and that it came from paper', async () => {
    const { place, send } = await scene()
    await send([LI])
    const row = await one<{ at: number; source: string; entered_by: number; slot: number }>(
      'SELECT at, source, entered_by, slot FROM visits WHERE place_id = ?',
      place.id,
    )
    expect(row?.source).toBe('paper')
    expect(row?.entered_by).toBeGreaterThan(0)
    expect(new Date(row?.at ?? 0).toISOString()).toBe(
      new Date(morning - 79 * 60_000 - 36_000).toISOString(),
    )
  })

  test('stands in today’s list with its own mark, and the contact only sealed', async () => {
    const { place, keeper, send } = await scene()
    await send([LI])
    const list = await (await keeper.get(`/keep/${place.code}`)).text()
    expect(list).toContain('李* 尾号 78')
    expect(list).toContain('纸质补录')
    expect(list).not.toContain('13800005678')
  })

  test('says how many lines were entered, and for which day', async () => {
    const { keeper, send } = await scene()
    const sent = await send([LI, WANG], 1)
    const page = await (await keeper.get(sent.headers.get('location') ?? '')).text()
    expect(page).toContain(`已补录 2 条`)
  })

  test('is entered once, however often it is sent', async () => {
    const { send, rows, counts } = await scene()
    await send([LI, WANG])
    const again = await send([LI, WANG])
    expect(again.headers.get('location')).toContain('written=0&known=2')
    expect(await rows()).toBe(2)
    expect(await counts()).toMatchObject({ visits: 2, people: 3 })
  })

  test('sent again under another day enters nobody a second time', async () => {
    const { send, rows } = await scene()
    await send([LI])
    await send([LI], 1)
    expect(await rows()).toBe(1)
  })

  test('a line added to a sheet sent before is the only one entered', async () => {
    const { send, rows } = await scene()
    await send([LI])
    const more = await send([LI, WANG])
    expect(more.headers.get('location')).toContain('written=1&known=1')
    expect(await rows()).toBe(2)
  })

  test('asks nobody to be measured again: a fever on paper stands as stopped', async () => {
    const { place, send, counts } = await scene()
    await send([['10:00', '赵小燕', '13800009999', '37.6', '1']])
    expect(await one('SELECT verdict FROM visits WHERE place_id = ?', place.id)).toEqual({
      verdict: 'stop',
    })
    expect(await counts()).toEqual({ visits: 0, people: 0, over: 1, waiting: 0, doubtful: 0 })
  })

  test('a fever that was a slip of the pen can be corrected, and comes in', async () => {
    const { place, keeper, send, counts } = await scene()
    await send([['10:00', '赵小燕', '13800009999', '37.6', '1']])
    const visit = await one<{ day: number; key: string; version: number }>(
      'SELECT day, key, version FROM visits WHERE place_id = ?',
      place.id,
    )
    await keeper.post(`/keep/${place.code}/entries/${visit?.day}-${visit?.key}/correct`, {
      version: String(visit?.version),
      temperature: '36.6',
      party: '1',
      reason: '看错一位',
    })
    expect(await counts()).toMatchObject({ visits: 1, over: 0 })
  })

  test('a line from before the shop opened is doubtful, as at the door', async () => {
    const { send, counts } = await scene()
    await send([['7:10', '李秀英', '13800005678', '36.5', '1']])
    expect(await counts()).toMatchObject({ visits: 0, doubtful: 1 })
  })
})

describe('a register that cannot be entered', () => {
  test('keeps every line typed and says which one is wrong', async () => {
    const { send, rows } = await scene()
    const sent = await send([LI, ['9:40', '王建国', '左照沟村 3 组', '47', '1'], WANG])
    const page = await sent.text()
    expect(sent.status).toBe(422)
    expect(page).toContain('第 2 行：体温应在 34.0–43.0 之间')
    expect(page).toContain('第 2 行（请改正）')
    for (const typed of ['李秀英', '13800005678', '左照沟村 3 组', '47', '0930'])
      expect(page).toContain(`value="${typed}"`)
    expect(await rows()).toBe(0)
  })

  const wrong: [string, string[], string][] = [
    ['a time that is none', ['25:70', '李秀英', '13800005678', '36.5'], '时间请这样写'],
    ['a time that has not come', ['23:59', '李秀英', '13800005678', '36.5'], '这个时间还没到'],
    [
      'a phone with a digit missing',
      ['9:05', '李秀英', '1380000567', '36.5'],
      '手机号应是 11 位数字',
    ],
    ['neither phone nor village', ['9:05', '李秀英', '', '36.5'], '请填手机号，或者村、组'],
    ['no name', ['9:05', '', '13800005678', '36.5'], '请填写'],
    ['a party of 200', ['9:05', '李秀英', '13800005678', '36.5', '200'], '第 1 行：'],
  ]
  test.each(wrong)('%s is refused at its field', async (_what, line, says) => {
    const { send, rows } = await scene()
    const sent = await send([line])
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain(says)
    expect(await rows()).toBe(0)
  })

  test('goes back three days and no further', async () => {
    const { send, rows } = await scene()
    expect((await send([LI], 3)).status).toBe(303)
    const late = await send([LI], 4)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('只能补录今天和最近 3 天的登记')
    expect(await rows()).toBe(1)
  })

  test('an empty sheet asks for at least one line', async () => {
    const { send } = await scene()
    const sent = await send([])
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain('请至少填一行')
  })

  test('of a day in the future, or no day, is refused', async () => {
    const { send } = await scene()
    expect((await send([LI], -1)).status).toBe(422)
    expect((await send([LI], 0, { day: '2020-02-30' })).status).toBe(422)
  })
})
