import { beforeAll, describe, expect, test } from 'vitest'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import {
  applicationAt,
  deskRules,
  newFormKey,
  seen,
  standing,
  words,
  written,
} from '../support/review'
import { clock, foundTown, one, openPlace } from '../support/town'

let reviewer: OwnPhone
let colleague: OwnPhone
let admin: OwnPhone

beforeAll(async () => {
  await foundTown(deskRules())
  reviewer = await officer({ role: 'reviewer', department: 'market' })
  colleague = await officer({ role: 'reviewer', department: 'market' })
  admin = await officer({ role: 'admin' })
})

const location = (response: Response) => response.headers.get('location') ?? ''

describe('who may', () => {
  test('another department reads and does not decide', async () => {
    const police = await officer({ role: 'reviewer', department: 'police' })
    const at = await applicationAt('submitted')
    expect(await words(await police.get(at.path))).toContain('由市场监管审核，您可以查看')
    for (const act of ['accept', 'send_back', 'refuse', 'take']) {
      const answer = await police.post(`${at.path}/${act}`, { key: newFormKey(), version: '3' })
      expect(answer.status, act).toBe(403)
    }
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', version: 3 })
  })

  test('an officer of another area does not find it', async () => {
    const elsewhere = await officer({
      role: 'reviewer',
      department: 'market',
      areaId: 9,
      areaPath: '/1/9/',
    })
    const at = await applicationAt('submitted')
    expect((await elsewhere.get(at.path)).status).toBe(404)
    const answer = await elsewhere.post(`${at.path}/accept`, { key: newFormKey(), version: '3' })
    expect(answer.status).toBe(404)
  })

  test('whoever only looks cannot decide', async () => {
    const at = await applicationAt('submitted')
    for (const role of ['viewer', 'inspector', 'clerk'] as const) {
      const phone = await officer({ role })
      expect((await phone.get(at.path)).status).toBe(200)
      expect(
        (await phone.post(`${at.path}/accept`, { key: newFormKey(), version: '3' })).status,
      ).toBe(403)
    }
    const keeper = await keeperOf(await openPlace())
    expect((await keeper.get(at.path)).status).toBe(403)
  })

  test('a draft is its keeper’s alone', async () => {
    for (const state of ['draft', 'withdrawn'] as const) {
      const unsent = { answerBy: null, submittedAt: null }
      const at = await applicationAt(state, { ...unsent, place: { name: '没交的店' } })
      expect((await admin.get(at.path)).status, state).toBe(404)
    }
    expect(await words(await admin.get('/office/applications?q=没交的'))).toContain('没有找到')
  })

  test('reading what was filed is written down, and an unreadable number is 404', async () => {
    const at = await applicationAt('submitted')
    const page = await words(await reviewer.get(at.path))
    expect(page).toContain('从业人员人数 4')
    expect(page).toMatch(/马\* · 138\*{4}\d{4}/)
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'applications.read' AND subject = ? AND actor_id = ?",
        `applications:${at.id}`,
        reviewer.accountId,
      ),
    ).toEqual({ n: 1 })
    for (const number of ['A-0000-0000', 'none', '1'.repeat(500)])
      expect((await reviewer.get(`/office/applications/${number}`)).status).toBe(404)
  })
})

describe('taking and hurrying', () => {
  test('one officer takes it; the other is told', async () => {
    const at = await applicationAt('submitted')
    const answers = await Promise.all(
      [reviewer, colleague].map((phone) =>
        phone.post(`${at.path}/take`, { key: newFormKey(), seen: '0' }),
      ),
    )
    expect(answers.map((each) => each.status).sort()).toEqual([303, 409])
    const second = answers.find((each) => each.status === 409)
    expect(second && (await words(second))).toMatch(/李卫东于 .*办理：开始审核/)
    expect(await written(at.id, 'take')).toMatchObject({ events: 1, audits: 1 })
  })

  test('taking it over names nobody twice and does not spoil an open page', async () => {
    const at = await applicationAt('submitted')
    const form = await seen(colleague, at.path)
    await reviewer.post(`${at.path}/take`, { key: newFormKey(), seen: '0' })
    expect(location(await colleague.post(`${at.path}/accept`, form))).toContain('notice=accept')
  })

  test('the department is asked to hurry once an hour, and its list shows it', async () => {
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const at = await applicationAt('submitted', { place: { name: '急着开的店' } })
    const urge = () => clerk.post(`${at.path}/urge`, { key: newFormKey() })
    expect((await urge()).status).toBe(303)
    expect((await urge()).status).toBe(409)
    clock.now += 61 * 60_000
    await clerk.signIn()
    await reviewer.signIn()
    expect((await urge()).status).toBe(303)
    const list = await words(await reviewer.get('/office/applications?q=急着开'))
    expect(list).toContain('已催办 2 次')
  })

  test('a form without its key is told so and changes nothing', async () => {
    const at = await applicationAt('submitted')
    expect((await reviewer.post(`${at.path}/take`, {})).status).toBe(422)
    expect((await admin.post(`${at.path}/urge`, { key: 'x' })).status).toBe(422)
    expect((await reviewer.post(`${at.path}/accept`, { key: 'x', version: '-1' })).status).toBe(422)
  })
})
