import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, MINUTE } from '../../src/shared/clock'
import { staffPhone } from '../support/staff'
import { clock, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

let morning = MORNING
beforeEach(() => {
  morning += DAY
  clock.now = morning
})

const locationOf = (response: Response): string => response.headers.get('location') ?? ''
const countsOf = (placeId: number) =>
  one('SELECT visits, people, over, waiting, doubtful FROM place_days WHERE place_id = ?', placeId)
const insideOf = (placeId: number) =>
  one<{ n: number }>(
    'SELECT ifnull(sum(people), 0) AS n FROM place_slots WHERE place_id = ?',
    placeId,
  ).then((row) => row?.n)
const visitAt = (placeId: number) =>
  one<{ verdict: string; version: number; readings: string; party: number }>(
    'SELECT verdict, version, readings, party FROM visits WHERE place_id = ?',
    placeId,
  )

/** A place with one visitor who has just sent the form, and the keeper's phone. */
async function scene(form: Record<string, string> = {}, change: Partial<Place> = {}) {
  const place = await openPlace(change)
  const keeper = await staffPhone(place)
  const visitor = new Phone()
  const receipt = locationOf(await visitor.checkIn(place, form))
  const [, day, key] = receipt.replace('/visits/', '').split('-')
  const entry = `/keep/${place.code}/entries/${day}-${key}`
  const act = async (name: string, fields: Record<string, string> = {}) =>
    keeper.post(`${entry}/${name}`, {
      version: String((await visitAt(place.id))?.version),
      ...fields,
    })
  const list = async () => (await keeper.get(`/keep/${place.code}`)).text()
  const result = async () => (await visitor.get(receipt)).text()
  return { place, keeper, visitor, entry, act, list, result }
}

describe('the staff see', () => {
  test('an entry at once, by surname and last two digits only', async () => {
    const { list } = await scene({ party: '2' })
    const page = await list()
    expect(page).toContain('张* 尾号 34')
    expect(page).toContain('共 2 人')
    expect(page).not.toContain('张小燕')
    expect(page).not.toContain('13800001234')
  })

  test('the list renew itself when something changed, and only then', async () => {
    const { keeper, place, visitor } = await scene()
    const first = await keeper.get(`/keep/${place.code}/list?v=0`)
    const version = first.headers.get('x-list-version') ?? ''
    expect((await keeper.get(`/keep/${place.code}/list?v=${version}`)).status).toBe(204)
    await visitor.checkIn(place, { name: '李建国', phone: '13600007720' })
    const renewed = await keeper.get(`/keep/${place.code}/list?v=${version}`)
    expect(renewed.status).toBe(200)
    expect(await renewed.text()).toContain('李* 尾号 20')
  })

  test('the same entry word as the visitor', async () => {
    const { list, result } = await scene()
    const word = /data-word[^>]*>([^<]+)</.exec(await result())?.[1] ?? 'none'
    expect(await list()).toContain(word)
  })

  test('only their own place', async () => {
    const { keeper } = await scene()
    const other = await openPlace()
    expect((await keeper.get(`/keep/${other.code}`)).status).toBe(403)
    expect((await keeper.get(`/keep/${other.code}/list`)).status).toBe(403)
    expect((await new Phone().get(`/keep/${other.code}`)).status).toBe(303)
  })

  test('how many are inside, against the capacity', async () => {
    const { list } = await scene({ party: '2' }, { capacity: 40 })
    expect(await list()).toMatch(/店内 2 人.*最多 40/)
  })
})

describe('a fever', () => {
  test('is measured again after five minutes, twice normal, and let in', async () => {
    const { place, act, result } = await scene({ temperature: '37.6' })
    const early = await act('measure', { temperature: '36.8' })
    expect(early.status).toBe(409)
    expect(await early.text()).toContain('后才能复测')
    clock.now += 5 * MINUTE
    await act('measure', { temperature: '37.1' })
    expect(await result()).toContain('请稍等')
    clock.now += 5 * MINUTE
    await act('measure', { temperature: '36.9' })
    expect(await result()).toContain('请进')
    expect(await countsOf(place.id)).toEqual({
      visits: 1,
      people: 1,
      over: 1,
      waiting: 0,
      doubtful: 0,
    })
  })

  test('twice over is stopped, the steps are shown, and who must be told is named until they are', async () => {
    const { place, act, result, keeper, entry, list } = await scene({ temperature: '37.6' })
    clock.now += 5 * MINUTE
    const sent = await act('measure', { temperature: '37.5' })
    expect(locationOf(sent)).toContain(entry)
    const page = await result()
    expect(page).toContain('请勿进入')
    expect(page).toContain('3 次测量有 2 次不低于 37.3℃')
    expect(await (await keeper.get(entry)).text()).toContain('请现在报告：村（社区）')
    await act('report')
    expect(await list()).toContain('已报告')
    expect(await countsOf(place.id)).toEqual({
      visits: 0,
      people: 0,
      over: 1,
      waiting: 0,
      doubtful: 0,
    })
  })

  test('mistyped temperature of the staff answers the page with what was typed', async () => {
    const { act } = await scene({ temperature: '37.6' })
    clock.now += 5 * MINUTE
    const refused = await act('measure', { temperature: '3.65' })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('value="3.65"')
    expect(page).toContain('体温应在 34.0–43.0 之间')
  })
})

describe('the staff may', () => {
  test('let in somebody when the place was full', async () => {
    const { place, act, result } = await scene({ party: '2' }, { capacity: 1 })
    expect(await result()).toContain('店内已满')
    await act('admit')
    expect(await result()).toContain('请进')
    expect(await countsOf(place.id)).toMatchObject({ visits: 1, people: 2, waiting: 0 })
    expect(await insideOf(place.id)).toBe(2)
  })

  test('correct a slip, with a reason; the old figure stays in the record', async () => {
    const { place, act, keeper, entry } = await scene({ temperature: '36.5', party: '1' })
    expect((await act('correct', { temperature: '36.8', party: '3', reason: '' })).status).toBe(422)
    await act('correct', { temperature: '36.8', party: '3', reason: '看错' })
    expect(await countsOf(place.id)).toMatchObject({ visits: 1, people: 3 })
    expect(await insideOf(place.id)).toBe(3)
    expect(await (await keeper.get(entry)).text()).toContain('36.5 → 36.8')
    expect(
      await one(
        "SELECT reason, actor_kind FROM audit WHERE act = 'visits.correct' ORDER BY seq DESC",
      ),
    ).toEqual({ reason: '看错', actor_kind: 'keeper' })
  })

  test('void an entry: out of every number, struck through, still in the record', async () => {
    const { place, act, list, result } = await scene({ party: '2' })
    await act('void', { reason: '重复登记' })
    expect(await countsOf(place.id)).toEqual({
      visits: 0,
      people: 0,
      over: 0,
      waiting: 0,
      doubtful: 0,
    })
    expect(await insideOf(place.id)).toBe(0)
    expect(await list()).toContain('已作废')
    expect(await result()).toContain('已作废')
    expect(await one('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id)).toEqual({
      n: 1,
    })
  })

  test('mark somebody gone, once', async () => {
    const { place, act } = await scene({ party: '2' })
    await act('leave')
    const second = await act('leave')
    expect(locationOf(second)).toContain('notice=not_now')
    expect(await insideOf(place.id)).toBe(0)
  })

  test('do one thing once: a second press changes nothing and says so', async () => {
    const { place, act } = await scene({ party: '2' })
    const version = String((await visitAt(place.id))?.version)
    const presses = await Promise.all([
      act('void', { version, reason: '重复' }),
      act('void', { version, reason: '重复' }),
    ])
    expect(presses.filter((press) => locationOf(press).includes('notice=done'))).toHaveLength(1)
    expect(await countsOf(place.id)).toMatchObject({ visits: 0, people: 0 })
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'visits.void' AND subject LIKE ?",
        `visits:${place.id}/%`,
      ),
    ).toEqual({ n: 1 })
  })

  test('enter a grandmother without a phone, by village and group', async () => {
    const place = await openPlace()
    const waiter = await staffPhone(place, 'helper')
    const page = await (await waiter.get(`/keep/${place.code}/proxy`)).text()
    const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const form = { key, name: '王秀英', phone: '', where: '', temperature: '36.2', party: '1' }
    const refused = await waiter.post(`/keep/${place.code}/proxy`, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('请填家人手机号')
    expect(
      (await waiter.post(`/keep/${place.code}/proxy`, { ...form, where: '左照沟村 3 组' })).status,
    ).toBe(303)
    expect(
      (await waiter.post(`/keep/${place.code}/proxy`, { ...form, where: '左照沟村 3 组' })).status,
    ).toBe(303)
    const list = await (await waiter.get(`/keep/${place.code}`)).text()
    expect(list).toContain('王* 没带手机')
    expect(list).toContain('代登记')
    expect(await countsOf(place.id)).toMatchObject({ visits: 1, people: 1 })
    expect(
      await one('SELECT source, surname, tail FROM visits WHERE place_id = ?', place.id),
    ).toEqual({ source: 'staff', surname: '王', tail: '' })
  })
})

test('the counts kept always equal the counts counted, whatever the staff do', async () => {
  const place = await openPlace({ capacity: 6 })
  const keeper = await staffPhone(place)
  const steps = ['measure', 'admit', 'leave', 'void', 'correct', 'report']
  for (let i = 0; i < 14; i++) {
    const sent = await new Phone().checkIn(place, {
      temperature: i % 4 === 0 ? '37.6' : '36.5',
      party: String(1 + (i % 3)),
    })
    const [, day, key] = locationOf(sent).replace('/visits/', '').split('-')
    for (let s = 0; s < 3; s++) {
      clock.now += 6 * MINUTE
      const version = await one<{ version: number }>(
        'SELECT version FROM visits WHERE place_id = ? AND key = ?',
        place.id,
        key,
      )
      const fields = {
        version: String(version?.version),
        temperature: s % 2 ? '37.4' : '36.6',
        party: '2',
        reason: '试',
      }
      const name = steps[(i * 3 + s * 5) % steps.length] ?? 'void'
      const wanted =
        name === 'measure'
          ? ['version', 'temperature']
          : name === 'correct'
            ? Object.keys(fields)
            : name === 'void'
              ? ['version', 'reason']
              : ['version']
      const form = Object.fromEntries(
        Object.entries(fields).filter(([field]) => wanted.includes(field)),
      )
      expect([303, 409]).toContain(
        (await keeper.post(`/keep/${place.code}/entries/${day}-${key}/${name}`, form)).status,
      )
    }
  }
  const counted = await one(
    `SELECT sum(verdict = 'go' AND voided_at IS NULL) AS visits, sum(iif(verdict = 'go' AND voided_at IS NULL, party, 0)) AS people,
       sum(voided_at IS NULL AND EXISTS (SELECT 1 FROM json_each(readings) WHERE value->>'t' >= 373)) AS over,
       sum(voided_at IS NULL AND verdict IN ('wait', 'pending', 'full')) AS waiting, 0 AS doubtful
     FROM visits WHERE place_id = ?`,
    place.id,
  )
  expect(await countsOf(place.id)).toEqual(counted)
  const inside = await one<{ n: number }>(
    "SELECT ifnull(sum(party), 0) AS n FROM visits WHERE place_id = ? AND verdict = 'go' AND voided_at IS NULL AND left_at IS NULL",
    place.id,
  )
  expect(await insideOf(place.id)).toBe(inside?.n)
})
