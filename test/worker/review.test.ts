import { beforeAll, describe, expect, test } from 'vitest'
import { type OwnPhone, officer } from '../support/people'
import {
  type AtOffice,
  applicationAt,
  deskRules,
  newFormKey,
  seen,
  standing,
  words,
  written,
} from '../support/review'
import { db, foundTown, one } from '../support/town'

let reviewer: OwnPhone
let colleague: OwnPhone
let admin: OwnPhone

beforeAll(async () => {
  await foundTown(deskRules())
  reviewer = await officer({ role: 'reviewer', department: 'market' })
  colleague = await officer({ role: 'reviewer', department: 'market' })
  admin = await officer({ role: 'admin' })
})

const accept = async (phone: OwnPhone, { path }: AtOffice) =>
  phone.post(`${path}/accept`, await seen(phone, path))
const location = (response: Response) => response.headers.get('location') ?? ''

describe('approving', () => {
  test('the application and its place move together, with one step and one audit row', async () => {
    const at = await applicationAt('submitted')
    expect(location(await accept(reviewer, at))).toBe(`${at.path}?notice=accept`)
    expect(await standing(at.id)).toEqual({
      state: 'accepted',
      version: 4,
      status: 'accepted',
      by: reviewer.accountId,
    })
    expect(await written(at.id, 'accept')).toEqual({ events: 1, moves: 1, audits: 1 })
    expect(await words(await reviewer.get(`${at.path}?notice=accept`))).toContain(
      '已办理：审核通过',
    )
  })

  test('the same form sent again is harmless', async () => {
    const at = await applicationAt('submitted')
    const form = await seen(reviewer, at.path)
    const answers = [
      await reviewer.post(`${at.path}/accept`, form),
      await reviewer.post(`${at.path}/accept`, form),
    ]
    expect(answers.map(location)).toEqual(Array(2).fill(`${at.path}?notice=accept`))
    expect(await written(at.id, 'accept')).toEqual({ events: 1, moves: 1, audits: 1 })
  })

  test('of two officers the second is told who was first, and keeps what was typed', async () => {
    const at = await applicationAt('submitted')
    const late = await seen(colleague, at.path)
    await accept(reviewer, at)
    const answer = await colleague.post(`${at.path}/send_back`, { ...late, text: '缺名册' })
    expect(answer.status).toBe(409)
    const text = await words(answer)
    expect(text).toContain('李卫东')
    expect(text).toContain('审核通过')
    expect(text).toContain('缺名册')
    expect(await standing(at.id)).toMatchObject({ state: 'accepted', by: reviewer.accountId })
  })

  test('a version that was never shown decides nothing', async () => {
    const at = await applicationAt('submitted')
    const answer = await reviewer.post(`${at.path}/accept`, { key: newFormKey(), version: '2' })
    expect(answer.status).toBe(409)
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', version: 3 })
  })

  test('a key of another application decides this one all the same, whole', async () => {
    const [first, second] = [await applicationAt('submitted'), await applicationAt('submitted')]
    const form = { key: newFormKey(), version: '3' }
    await reviewer.post(`${first.path}/accept`, form)
    await reviewer.post(`${second.path}/accept`, form)
    for (const { id } of [first, second])
      expect(await written(id, 'accept')).toEqual({ events: 1, moves: 1, audits: 1 })
  })

  test('a trade on the negative list is not approved', async () => {
    const at = await applicationAt('submitted', { department: 'police', place: { trade: 'ktv' } })
    const page = await words(await admin.get(at.path))
    expect(page).toContain('属于负面清单：歌舞厅、KTV')
    const answer = await admin.post(`${at.path}/accept`, { key: newFormKey(), version: '3' })
    expect(answer.status).toBe(409)
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', status: 'applied' })
  })

  test('a place that is on the list by itself is not approved either', async () => {
    const at = await applicationAt('submitted')
    await db.$client
      .prepare(
        "INSERT INTO listed_places (key, place_id, reason, from_day, by, at) VALUES ('l1', ?, '人员聚集', 0, 1, 0)",
      )
      .bind(at.place.id)
      .run()
    expect(await words(await reviewer.get(at.path))).toContain('单独列入负面清单')
    const answer = await reviewer.post(`${at.path}/accept`, { key: newFormKey(), version: '3' })
    expect(answer.status).toBe(409)
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', status: 'applied' })
  })

  test('a place that moved on meanwhile keeps the application where it is', async () => {
    const at = await applicationAt('submitted', { place: { status: 'closed' } })
    const answer = await reviewer.post(`${at.path}/accept`, { key: newFormKey(), version: '3' })
    expect(answer.status).toBe(409)
    expect(await words(answer)).toContain('现在不能这样办')
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', version: 3 })
    expect(await written(at.id, 'accept')).toEqual({ events: 0, moves: 0, audits: 0 })
  })
})

describe('sending back', () => {
  test('needs a reason or words, and keeps the page', async () => {
    const at = await applicationAt('submitted')
    const answer = await reviewer.post(`${at.path}/send_back`, {
      ...(await seen(reviewer, at.path)),
      text: '  ',
    })
    expect(answer.status).toBe(422)
    expect(await words(answer)).toContain('请选择原因，或写明说明')
    expect(await standing(at.id)).toMatchObject({ state: 'submitted' })
  })

  test('stores reasons by id and words encrypted; the place may apply again', async () => {
    const at = await applicationAt('submitted')
    await reviewer.post(`${at.path}/send_back`, {
      ...(await seen(reviewer, at.path)),
      r_paper_missing: '1',
      text: '请补名册第 2 页',
    })
    expect(await standing(at.id)).toMatchObject({ state: 'sent_back', status: 'known' })
    const event = await one<{ reasons: string; text: string }>(
      "SELECT reasons, text FROM application_events WHERE application_id = ? AND act = 'send_back'",
      at.id,
    )
    expect(event?.reasons).toBe('["paper_missing"]')
    expect(event?.text).not.toContain('名册')
    const page = await words(await reviewer.get(at.path))
    expect(page).toContain('材料不全')
    expect(page).toContain('请补名册第 2 页')
  })

  test('a reason the rulebook does not name is refused', async () => {
    const at = await applicationAt('submitted')
    const answer = await reviewer.post(`${at.path}/send_back`, {
      ...(await seen(reviewer, at.path)),
      r_whim: '1',
      text: '不行',
    })
    expect(answer.status).toBe(422)
  })

  test('words longer than 300 characters come back as they were typed', async () => {
    const at = await applicationAt('submitted')
    const long = '长'.repeat(301)
    const answer = await reviewer.post(`${at.path}/send_back`, {
      ...(await seen(reviewer, at.path)),
      text: long,
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(long)
  })
})

describe('declining', () => {
  test('only on a ground of the rulebook', async () => {
    const at = await applicationAt('submitted')
    const form = await seen(reviewer, at.path)
    for (const ground of ['', 'whim', 'negative_list:ktv']) {
      const answer = await reviewer.post(`${at.path}/refuse`, { ...form, ground })
      expect(answer.status, ground).toBe(422)
    }
    await reviewer.post(`${at.path}/refuse`, { ...form, ground: 'three_in_one' })
    expect(await standing(at.id)).toMatchObject({ state: 'refused', status: 'known' })
    const place = await one<{ cause: string; reason: string }>(
      'SELECT status_cause AS cause, status_reason AS reason FROM places WHERE id = ?',
      at.place.id,
    )
    expect(place).toEqual({ cause: `application:${at.number}`, reason: '“三合一”场所' })
  })

  test('by the negative list the place carries the entry as its cause', async () => {
    const at = await applicationAt('submitted', { department: 'police', place: { trade: 'ktv' } })
    const form = await seen(admin, at.path)
    await admin.post(`${at.path}/refuse`, { ...form, ground: 'negative_list:ktv' })
    expect(await one('SELECT status_cause AS cause FROM places WHERE id = ?', at.place.id)).toEqual(
      { cause: 'negative_list:ktv' },
    )
  })

  test('an application that waits for its inspection can still be declined', async () => {
    const at = await applicationAt('accepted')
    const form = await seen(reviewer, at.path)
    await reviewer.post(`${at.path}/refuse`, { ...form, ground: 'three_in_one' })
    expect(await standing(at.id)).toMatchObject({ state: 'refused', status: 'known' })
  })
})
