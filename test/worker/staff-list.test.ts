// The staff of a large place: page by page, by state, by name; and the invitations that still open.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countStaff } from '../../src/features/people/staff-store'
import type { Place } from '../../src/features/places/tables'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { workerAt } from '../support/board'
import { crewAt } from '../support/crew'
import { helperOf, keeperOf, type OwnPhone } from '../support/people'
import { signAt, somebody } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

let place: Place
let keeper: OwnPhone
beforeEach(async () => {
  clock.now = MORNING + HOUR
  place = await openPlace({ kind: 'site', stage: 'working', name: '一号工地' })
  keeper = await keeperOf(place)
})

const staff = async (query = '', phone: Phone = keeper): Promise<string> =>
  (await phone.get(`/keep/${place.code}/staff${query}`)).text()
const workersOn = (page: string): number =>
  [...page.matchAll(/class="opens" href="[^"]*\/staff\/\d+"/g)].length
const nextOf = (page: string): string =>
  (/class="tap" href="[^"]*\/staff(\?[^"]*after=[^"]*)"/.exec(page)?.[1] ?? '').replaceAll(
    '&amp;',
    '&',
  )

describe('a site with 1,200 workers', () => {
  test('is listed twelve at a time, and nobody is left out or shown twice', async () => {
    await crewAt(place, 1200)
    const seen = new Set<string>()
    let pages = 0
    for (let query = ''; pages === 0 || query; pages++) {
      const page = await staff(query)
      for (const [, id = ''] of page.matchAll(/\/staff\/(\d+)"/g)) seen.add(id)
      expect(workersOn(page)).toBe(12)
      query = nextOf(page)
    }
    expect(pages).toBe(100)
    expect(seen.size).toBe(1200)
  })

  test('finds one of them by name, also by a part of it, and says when there is none', async () => {
    await crewAt(place, 1200)
    await workerAt(place, { name: '尉迟长风', job: '塔吊司机' })
    for (const typed of ['尉迟长风', '长风', '塔吊']) {
      const page = await staff(`?q=${encodeURIComponent(typed)}`)
      expect(page).toContain('尉迟*')
      expect(workersOn(page)).toBe(1)
    }
    expect(await staff('?q=zzz')).toContain('没有找到')
  })

  test('a helper finds people by what a helper sees, never by the rest of a name', async () => {
    const helper = await helperOf(place)
    await workerAt(place, { name: '尉迟长风' })
    expect(await staff(`?q=${encodeURIComponent('尉迟')}`, helper)).toContain('尉迟*')
    expect(await staff(`?q=${encodeURIComponent('长风')}`, helper)).not.toContain('尉迟*')
  })

  test('is measured fifty at a time, and nobody is forgotten', async () => {
    await crewAt(place, 1200)
    const path = `/keep/${place.code}/staff-check`
    const first = await (await keeper.get(`${path}?shift=am`)).text()
    const ids = [...first.matchAll(/name="t(\d+)"/g)].map(([, id = '']) => id)
    expect(ids).toHaveLength(50)
    const key = /name="key" value="(\w+)"/.exec(first)?.[1] ?? ''
    const boxes = Object.fromEntries(ids.map((id) => [`t${id}`, '365']))
    const saved = await keeper.post(path, { key, shift: 'am', ...boxes })
    const onward = saved.headers.get('location') ?? ''
    expect(onward).toContain(`after=${ids.at(-1)}`)
    const second = await (await keeper.get(onward)).text()
    expect(second).toContain('已测 50/1200')
    expect(second).not.toContain(`name="t${ids[0]}"`)
    const left = await (await keeper.get(`${path}?shift=am&left=1`)).text()
    expect(left).toContain('还没测 1150')
    expect(left).not.toContain(`name="t${ids[0]}"`)
  })

  test('a reading that cannot be true shows the same boxes again with what was typed', async () => {
    const { first } = await crewAt(place, 120)
    const path = `/keep/${place.code}/staff-check`
    const page = await (await keeper.get(`${path}?shift=am&after=${first + 49}`)).text()
    const key = /name="key" value="(\w+)"/.exec(page)?.[1] ?? ''
    const typed = { [`t${first + 50}`]: '99', [`t${first + 51}`]: '36.6' }
    const answer = await keeper.post(path, {
      key,
      shift: 'am',
      after: String(first + 49),
      ...typed,
    })
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain('value="99"')
    expect(again).toContain('value="36.6"')
    expect(again).toContain(`name="after" value="${first + 49}"`)
  })
})

describe('the lists of a place', () => {
  test('each count opens its list', async () => {
    await workerAt(place, { name: '马长顺' })
    await workerAt(place, { name: '李卫东', pledged: false })
    await workerAt(place, { name: '张小燕', confirmed: false })
    const answers = { contact: { answer: 'yes' } }
    await signAt(new Phone(), place, { who: somebody('赵一'), answers })
    expect(await countStaff(db, place.id, dayOf(clock.now))).toEqual({
      listed: 2,
      waiting: 2,
      unsigned: 1,
      watch: 1,
      ready: 1,
    })
    const page = await staff()
    for (const [show, text] of [
      ['waiting', '待确认 2'],
      ['unsigned', '未签承诺书 1'],
      ['watch', '观察中 1'],
    ])
      expect(page).toMatch(new RegExp(`show=${show}"[^>]*>${text}<`))
    expect(await staff('?show=unsigned')).toContain('李*')
    expect(await staff('?show=unsigned')).not.toContain('马*')
    expect(await staff('?show=watch')).toContain('赵*')
    expect(await staff('?show=waiting')).toContain('张*')
  })

  test('a watch that is over leaves its list by itself', async () => {
    const answers = { contact: { answer: 'yes' } }
    await signAt(new Phone(), place, { who: somebody('赵一'), answers })
    const today = dayOf(clock.now)
    expect((await countStaff(db, place.id, today + 14)).watch).toBe(1)
    expect((await countStaff(db, place.id, today + 15)).watch).toBe(0)
  })

  test('an address nobody made shows the list, not an error', async () => {
    await workerAt(place)
    for (const query of ['?show=x', '?after=x', '?after=9-', '?q=%00', `?q=${'长'.repeat(300)}`])
      expect((await keeper.get(`/keep/${place.code}/staff${query}`)).status).toBe(200)
  })
})

describe('an open invitation', () => {
  const path = () => `/keep/${place.code}/staff/invitations`
  async function invited(): Promise<{ code: string; hash: string }> {
    const page = await (await keeper.post(`/keep/${place.code}/staff/invite`, {})).text()
    const [, first = '', last = ''] = /class="digits">(\w{4}) (\w{4})/.exec(page) ?? []
    const list = await (await keeper.get(path())).text()
    return { code: first + last, hash: /name="invitation" value="([^"]+)"/.exec(list)?.[1] ?? '' }
  }
  const signsBy = async (code: string): Promise<number> => {
    const form = { ...somebody(), address: '左照沟村', job: '瓦工', invitation: code }
    return (await new Phone().post(`/p/${place.code}/pledge/who`, form)).status
  }

  test('is listed with who made it, until when, and how often it was used', async () => {
    const { code } = await invited()
    await signAt(new Phone(), place, { who: { ...somebody(), invitation: code } })
    const list = await (await keeper.get(path())).text()
    expect(list).toContain('马*')
    expect(list).toContain('3 月 13 日 11:24 前有效')
    expect(list).toContain('已用 1 次，还剩 24 小时 0 分')
  })

  test('taken back it opens nothing, is in the log, and once is enough', async () => {
    const { code, hash } = await invited()
    expect(await signsBy(code)).toBe(303)
    const answer = await keeper.post(`${path()}/revoke`, { invitation: hash })
    expect(answer.headers.get('location')).toContain('notice=revoked')
    expect(await signsBy(code)).toBe(422)
    const again = await keeper.post(`${path()}/revoke`, { invitation: hash })
    expect(again.headers.get('location')).toContain('notice=over')
    const log = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'people.revoke_invitation' AND subject = ?",
      `places:${place.id}`,
    )
    expect(log?.n).toBe(1)
    expect(await (await keeper.get(path())).text()).toContain('没有有效的邀请')
  })

  test('cannot be taken back by the keeper of another place', async () => {
    const { code, hash } = await invited()
    const elsewhere = await openPlace()
    const other = await keeperOf(elsewhere)
    await other.post(`/keep/${elsewhere.code}/staff/invitations/revoke`, { invitation: hash })
    expect(await signsBy(code)).toBe(303)
  })

  test('that has expired is no longer listed', async () => {
    await invited()
    clock.now += DAY
    await keeper.signIn()
    expect(await (await keeper.get(path())).text()).toContain('没有有效的邀请')
  })
})
