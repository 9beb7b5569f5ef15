import { beforeAll, describe, expect, test } from 'vitest'
import { type OwnPhone, officer } from '../support/people'
import { applicationAt, deskRules, newFormKey, standing, words, written } from '../support/review'
import { foundTown } from '../support/town'

let reviewer: OwnPhone
let admin: OwnPhone

beforeAll(async () => {
  await foundTown(deskRules())
  reviewer = await officer({ role: 'reviewer', department: 'market' })
  admin = await officer({ role: 'admin' })
})

const LIST = '/office/applications'
describe('many at once', () => {
  const bulk = (
    phone: OwnPhone,
    picked: Record<number, number>,
    trade = 'catering',
    key = newFormKey(),
  ) =>
    phone.post(`${LIST}/accept`, {
      key,
      trade,
      ...Object.fromEntries(
        Object.entries(picked).map(([id, version]) => [`a${id}`, String(version)]),
      ),
    })

  test('each is decided by its own condition, and the page says why one was not', async () => {
    const good = await applicationAt('submitted', { place: { name: '好的店' } })
    const stale = await applicationAt('submitted', { place: { name: '旧版店' }, version: 9 })
    const decided = await applicationAt('submitted', { place: { name: '先办店' } })
    const other = await applicationAt('submitted', {
      place: { name: '别类店', trade: 'retail' },
      trade: 'retail',
    })
    const police = await applicationAt('submitted', { department: 'police' })
    await admin.post(`${decided.path}/send_back`, {
      key: newFormKey(),
      version: '3',
      text: '缺材料',
    })
    const key = newFormKey()
    const picked = { [good.id]: 3, [stale.id]: 3, [decided.id]: 3, [other.id]: 3, [police.id]: 3 }
    const answer = await bulk(reviewer, picked, 'catering', key)
    const text = await words(answer)
    expect(text).toContain('批量通过：1 份已通过')
    expect(text).toMatch(/好的店 已通过，待验收/)
    expect(text).toMatch(/先办店 李卫东 .* 退回补正/)
    expect(text).toMatch(/别类店 类别已变/)
    expect(text).toContain('不归您审核')
    expect(await standing(good.id)).toMatchObject({ state: 'accepted', status: 'accepted' })
    for (const each of [stale, other, police])
      expect(await standing(each.id)).toMatchObject({ state: 'submitted' })
    // Sent again it says the same and does nothing.
    expect(await words(await bulk(reviewer, picked, 'catering', key))).toContain(
      '批量通过：1 份已通过',
    )
    expect(await written(good.id, 'accept')).toEqual({ events: 1, moves: 1, audits: 1 })
  })

  test('nothing ticked, or more than a page, comes back with what to do', async () => {
    expect((await bulk(reviewer, {})).status).toBe(422)
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i + 1, 3]))
    const answer = await bulk(reviewer, many)
    expect(answer.status).toBe(422)
    expect(await words(answer)).toContain('一次最多批量通过 20 份')
    expect(
      (await reviewer.post(`${LIST}/accept`, { key: 'x', trade: 'catering', a1: 'y' })).status,
    ).toBe(422)
  })

  test('boxes stand only where one trade is chosen and only before what is one’s own', async () => {
    await applicationAt('submitted', { place: { name: '勾选店' } })
    const boxes = async (phone: OwnPhone, query: string) =>
      ((await (await phone.get(`${LIST}${query}`)).text()).match(/type="checkbox"/g) ?? []).length
    expect(await boxes(reviewer, '')).toBe(0)
    expect(await boxes(reviewer, '?trade=catering')).toBeGreaterThan(0)
    const viewer = await officer({ role: 'viewer' })
    expect(await boxes(viewer, '?trade=catering')).toBe(0)
    const all = await (await reviewer.get(`${LIST}?trade=catering&all=1`)).text()
    expect(all.match(/type="checkbox"[^>]*checked/g)?.length).toBe(
      await boxes(reviewer, '?trade=catering'),
    )
  })
})
