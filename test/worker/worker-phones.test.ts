import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { countWorkers } from '../../src/features/people'
import { pledgeByNumber } from '../../src/features/pledges/store'
import { DAY } from '../../src/shared/clock'
import { keeperOf } from '../support/people'
import {
  COOK,
  fillIn,
  numberIn,
  signAt,
  signedForm,
  somebody,
  staffed,
  staffPage,
  workersOf,
} from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

/** Token and code of a fresh invitation. */
async function invite(keeper: Phone, code: string) {
  const page = await (await keeper.post(`/keep/${code}/staff/invite`, {})).text()
  const [, token = ''] = /pledge\?by=([\w-]{22})/.exec(page) ?? []
  const [, first = '', last = ''] = /class="digits">(\w{4}) (\w{4})/.exec(page) ?? []
  return { token, code: first + last }
}

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

  test('hears of a mistyped number and a wrong phone at once, both kept', async () => {
    const typed = { number: 'P-7QK2-0MX8', phone: '1380000' }
    const answer = await new Phone().post('/pledges/recover', typed)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('编号有误，请对照承诺卡再输一次')
    expect(page).toContain('手机号应是 11 位数字')
    expect(page).toContain('value="P-7QK2-0MX8"')
    expect(page).toContain('value="1380000"')
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
