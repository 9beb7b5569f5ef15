import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { countWorkers } from '../../src/features/people'
import { countedD1 } from '../support/counted'
import { helperOf, keeperOf, officer } from '../support/people'
import {
  numberIn,
  signAt,
  signedForm,
  somebody,
  staffed,
  staffPage,
  workerOf,
  workersOf,
} from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

describe('the staff of a place', () => {
  test('whoever signed at the door is not counted until the keeper confirms', async () => {
    const { place, keeper, worker } = await staffed()
    expect(await staffPage(keeper, place.code)).toContain('等您确认：1 人')
    expect(await countWorkers(db, place.id)).toBe(0)
    await keeper.post(`/keep/${place.code}/staff/${worker}/confirm`, {})
    expect(await countWorkers(db, place.id)).toBe(1)
    const [line] = await workersOf(db, env, place.id)
    expect(line).toMatchObject({
      maskedName: '王*',
      job: '厨师',
      shown: true,
      confirmed: true,
      risk: false,
    })
  })

  test('somebody who does not work here goes from the list', async () => {
    const { place, keeper, worker } = await staffed()
    await keeper.post(`/keep/${place.code}/staff/${worker}/refuse`, {})
    expect(await workersOf(db, env, place.id)).toEqual([])
  })

  test('confirmed twice at once is one change', async () => {
    const { place, keeper, worker } = await staffed()
    const helper = await helperOf(place)
    const path = `/keep/${place.code}/staff/${worker}/confirm`
    const answers = await Promise.all([keeper.post(path, {}), helper.post(path, {})])
    const notices = answers.map((each) => each.headers.get('location')?.replace(/.*notice=/, ''))
    expect(notices.sort()).toEqual(['done', 'gone'])
  })

  test('a keeper cannot confirm, open or send away the worker of another place', async () => {
    const { worker, place } = await staffed()
    const elsewhere = await openPlace()
    const other = await keeperOf(elsewhere)
    for (const act of ['confirm', 'refuse', 'leave'])
      await other.post(`/keep/${elsewhere.code}/staff/${worker}/${act}`, {})
    expect((await other.get(`/keep/${elsewhere.code}/staff/${worker}`)).status).toBe(404)
    expect((await other.get(`/keep/${place.code}/staff/${worker}`)).status).toBe(403)
    expect(await workersOf(db, env, place.id)).toHaveLength(1)
  })

  test('who left is gone; signing again they are asked about again', async () => {
    const { place, keeper, phone, worker } = await staffed()
    await keeper.post(`/keep/${place.code}/staff/${worker}/confirm`, {})
    await keeper.post(`/keep/${place.code}/staff/${worker}/leave`, {})
    expect(await workersOf(db, env, place.id)).toEqual([])
    await phone.post(`/p/${place.code}/pledge/carry`, { job: '收银', invitation: '' })
    expect(await workersOf(db, env, place.id)).toMatchObject([{ job: '收银', confirmed: false }])
  })

  test('a worker says on their own phone that they have left', async () => {
    const { place, phone } = await staffed()
    await phone.post('/pledges/leave', { code: place.code })
    expect(await workersOf(db, env, place.id)).toEqual([])
  })

  test('a withdrawn pledge shows: nobody works without one', async () => {
    const { place, keeper, phone, number } = await staffed()
    await phone.post(`/pledges/${number}/withdraw`, {})
    expect(await staffPage(keeper, place.code)).toContain('没有有效的承诺书')
  })

  test('a risk answer shows with the day from which the person may work; reading it is in the log', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const answers = { contact: { answer: 'yes' } }
    const worker = await workerOf(
      numberIn(await signAt(new Phone(), place, { who: somebody(), answers })),
    )
    const list = await staffPage(keeper, place.code)
    expect(list).toContain('3 月 27 日起可以上岗')
    expect(list).toContain('有风险回答')
    const page = await (await keeper.get(`/keep/${place.code}/staff/${worker}`)).text()
    expect(page).toContain('王小梅')
    const log = await one(
      "SELECT * FROM audit WHERE act = 'pledges.read' AND subject = ?",
      `workers:${worker}`,
    )
    expect(log).not.toBeNull()
  })

  test('a risk answer taken back the same day is pointed out to the keeper', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const phone = new Phone()
    const answers = { contact: { answer: 'yes' } }
    const number = numberIn(await signAt(phone, place, { who: somebody(), answers }))
    await phone.post(`/pledges/${number}/correct`, {})
    const base = `/p/${place.code}/pledge`
    await phone.post(`${base}/contact?fix=1`, { answer: 'no' })
    await phone.post(`${base}/check`, {
      ...(await signedForm(phone, base)),
      signed_name: '王小梅',
    })
    const list = await staffPage(keeper, place.code)
    expect(list).toContain('更正过')
    expect(list).not.toContain('有风险回答')
  })

  test('a helper sees the list but nobody’s answers or full name', async () => {
    const { place, worker } = await staffed()
    const helper = await helperOf(place)
    expect(await staffPage(helper, place.code)).not.toContain('王小梅')
    expect((await helper.get(`/keep/${place.code}/staff/${worker}`)).status).toBe(403)
  })

  test('the list reads the rows of the place, not those of the town', async () => {
    const { place } = await staffed()
    const readRows = async (): Promise<number> => {
      const tally = { trips: 0, read: 0, written: 0 }
      await workersOf(openDb(countedD1(tally)), env, place.id)
      expect(tally.trips).toBe(1)
      return tally.read
    }
    const alone = await readRows()
    for (let others = 0; others < 4; others++) await staffed()
    // Each look-up reads its index one entry past its end, if a later worker’s follows there.
    expect(await readRows()).toBeLessThanOrEqual(alone + 6)
  })
})

describe('the village', () => {
  test('sees who declared a risk at its places, masked, and no other village does', async () => {
    const place = await openPlace({ name: '南街早餐店' })
    const answers = { contact: { answer: 'yes' } }
    const signed = await signAt(new Phone(), place, { who: somebody('尉迟长风'), answers })
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const list = await (await clerk.get('/office/workers')).text()
    expect(list).toContain(numberIn(signed))
    expect(list).toContain('尉迟*')
    expect(list).not.toContain('长风')
    const other = await officer({ role: 'clerk', areaId: 4, areaPath: '/1/2/4/' })
    expect(await (await other.get('/office/workers')).text()).not.toContain(numberIn(signed))
  })

  test('no longer sees a declaration that was withdrawn', async () => {
    const phone = new Phone()
    const answers = { contact: { answer: 'yes' } }
    const number = numberIn(await signAt(phone, await openPlace(), { who: somebody(), answers }))
    await phone.post(`/pledges/${number}/withdraw`, {})
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    expect(await (await clerk.get('/office/workers')).text()).not.toContain(number)
  })
})
