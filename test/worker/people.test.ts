import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { countWorkers, workersOf } from '../../src/features/people'
import { pledgeByNumber } from '../../src/features/pledges/store'
import { DAY } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { helperOf, keeperOf, officer } from '../support/people'
import { COOK, fillIn, numberIn, signAt, signedForm, somebody } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

const workerOf = async (number: string): Promise<number> =>
  (await pledgeByNumber(db, number))?.workerId ?? 0

/** A place with its keeper and one worker who signed at the door. */
async function staffed(who = somebody()) {
  const place = await openPlace()
  const keeper = await keeperOf(place)
  const phone = new Phone()
  const number = numberIn(await signAt(phone, place, { who, consent: true }))
  return { place, keeper, phone, number, who, worker: await workerOf(number) }
}

const staffPage = async (keeper: Phone, code: string) =>
  (await keeper.get(`/keep/${code}/staff`)).text()

/** Token and code of a fresh invitation. */
async function invite(keeper: Phone, code: string) {
  const page = await (await keeper.post(`/keep/${code}/staff/invite`, {})).text()
  const [, token = ''] = /pledge\?by=([\w-]{22})/.exec(page) ?? []
  const [, first = '', last = ''] = /class="digits">(\w{4}) (\w{4})/.exec(page) ?? []
  return { token, code: first + last }
}

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
    // An index is read one entry past its end.
    expect(await readRows()).toBeLessThanOrEqual(alone + 2)
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

describe('an invitation', () => {
  test('confirms a whole crew in advance, by QR and by code', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const { token, code } = await invite(keeper, place.code)
    const byQr = new Phone()
    await byQr.get(`/p/${place.code}/pledge?by=${token}`)
    await signAt(byQr, place, { who: { ...somebody(), invitation: token } })
    await signAt(new Phone(), place, { who: { ...somebody(), invitation: code.toLowerCase() } })
    expect(await countWorkers(db, place.id)).toBe(2)
    const used = await one<{ uses: number }>(
      'SELECT uses FROM worker_invitations WHERE place_id = ?',
      place.id,
    )
    expect(used?.uses).toBe(2)
  })

  test('opening the link consumes nothing', async () => {
    const place = await openPlace()
    const { token } = await invite(await keeperOf(place), place.code)
    await new Phone().get(`/p/${place.code}/pledge?by=${token}`)
    const used = await one<{ uses: number }>(
      'SELECT uses FROM worker_invitations WHERE place_id = ?',
      place.id,
    )
    expect(used?.uses).toBe(0)
  })

  test('of another place, or a day old, is refused at the field', async () => {
    const [place, elsewhere] = [await openPlace(), await openPlace()]
    const { code } = await invite(await keeperOf(place), place.code)
    const who = { ...COOK, invitation: code }
    expect((await new Phone().post(`/p/${elsewhere.code}/pledge/who`, who)).status).toBe(422)
    expect((await new Phone().post(`/p/${place.code}/pledge/who`, who)).status).toBe(303)
    clock.now += DAY + 1
    expect((await new Phone().post(`/p/${place.code}/pledge/who`, who)).status).toBe(422)
  })

  test('its secrets are not in the database', async () => {
    const place = await openPlace()
    const { token, code } = await invite(await keeperOf(place), place.code)
    const row = JSON.stringify(
      await one('SELECT * FROM worker_invitations WHERE place_id = ?', place.id),
    )
    expect(row).not.toContain(token)
    expect(row).not.toContain(code)
  })
})

describe('somebody without a smartphone', () => {
  test('signs on the keeper’s phone, is marked so and confirmed', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    await keeper.post(`/keep/${place.code}/staff/sign`, {})
    const signed = await signAt(keeper, place, { who: somebody('孙大爷') })
    const number = numberIn(signed)
    expect(signed.headers.get('location')).toContain(`/keep/${place.code}/staff?signed=${number}`)
    expect((await pledgeByNumber(db, number))?.witnessedBy).toBe(keeper.accountId)
    const [line] = await workersOf(db, env, place.id)
    expect(line).toMatchObject({ maskedName: '孙*', confirmed: true, witnessed: true })
    // The keeper's phone is not the worker's.
    expect((await keeper.get(`/pledges/${number}`)).status).toBe(404)
  })

  test('cannot be signed for once the keeper has signed out', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    await keeper.post(`/keep/${place.code}/staff/sign`, {})
    const base = await fillIn(keeper, place, { who: somebody('孙大爷') })
    const form = await signedForm(keeper, base)
    keeper.cookies.delete('__Host-session')
    const answer = await keeper.post(`${base}/check`, { ...form, signed_name: '孙大爷' })
    expect(answer.status).toBe(403)
    expect(await workersOf(db, env, place.id)).toEqual([])
  })
})

describe('a second phone', () => {
  test('gets the pledges back with number, phone and the keeper’s word', async () => {
    const { place, keeper, number, who } = await staffed()
    const phone = new Phone()
    await phone.post('/pledges/recover', { number: number.slice(2), phone: who.phone })
    expect((await phone.get(`/pledges/${number}`)).status).toBe(404)
    const page = await staffPage(keeper, place.code)
    expect(page).toContain('换了手机')
    const [, asked = ''] = /name="phone" value="([\w-]+)"/.exec(page) ?? []
    await keeper.post(`/keep/${place.code}/staff/phones`, { phone: asked, same: '1' })
    expect((await phone.get(`/pledges/${number}`)).status).toBe(200)
  })

  test('with a wrong phone number is refused, and nobody is asked', async () => {
    const { place, keeper, number } = await staffed()
    const answer = await new Phone().post('/pledges/recover', { number, phone: '13900009999' })
    expect(answer.status).toBe(422)
    expect(await staffPage(keeper, place.code)).not.toContain('换了手机')
  })

  test('that signs under a known name and number replaces nothing before the keeper’s word', async () => {
    const { place, keeper, number, who, phone } = await staffed()
    clock.now += 1000
    const stranger = new Phone()
    const second = numberIn(await signAt(stranger, place, { who }))
    expect((await stranger.get(`/pledges/${second}`)).status).toBe(200)
    expect((await stranger.get(`/pledges/${number}`)).status).toBe(404)
    expect((await pledgeByNumber(db, number))?.supersededBy).toBeNull()
    const [, asked = ''] =
      /name="phone" value="([\w-]+)"/.exec(await staffPage(keeper, place.code)) ?? []
    await keeper.post(`/keep/${place.code}/staff/phones`, { phone: asked, same: '1' })
    expect((await pledgeByNumber(db, number))?.supersededBy).not.toBeNull()
    expect((await pledgeByNumber(db, second))?.supersededBy).toBeNull()
    expect((await phone.get(`/pledges/${second}`)).status).toBe(200)
  })

  test('of somebody else is sent away, and what it signed no longer holds', async () => {
    const { place, keeper, number, who } = await staffed()
    clock.now += 1000
    const stranger = new Phone()
    const second = numberIn(await signAt(stranger, place, { who }))
    const [, asked = ''] =
      /name="phone" value="([\w-]+)"/.exec(await staffPage(keeper, place.code)) ?? []
    await keeper.post(`/keep/${place.code}/staff/phones`, { phone: asked, same: '0' })
    expect((await pledgeByNumber(db, second))?.withdrawnAt).not.toBeNull()
    expect((await pledgeByNumber(db, number))?.withdrawnAt).toBeNull()
    expect((await stranger.get(`/pledges/${second}`)).status).toBe(404)
  })
})
