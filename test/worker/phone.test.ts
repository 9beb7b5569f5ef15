import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { PhoneDay } from '../../src/features/patrols/rules-phone'
import type { Place } from '../../src/features/places'
import { HOUR } from '../../src/shared/clock'
import { DUTIES } from '../support/board'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { photo, QUOTAS, sendRound } from '../support/rounds'
import { clock, foundTown, MORNING, openPlace } from '../support/town'

let place: Place
let patrol: OwnPhone

beforeAll(async () => {
  await foundTown({ duties: DUTIES, patrols: QUOTAS })
  place = await openPlace()
})
beforeEach(async () => {
  clock.now = MORNING + HOUR
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})

const dayOn = async (phone: OwnPhone, query = ''): Promise<PhoneDay> =>
  (await phone.get(`/office/patrols/day${query}`)).json()

test('a phone takes along the places of its officer’s areas, with their checklists, and no others', async () => {
  const elsewhere = await officer({ role: 'patrol', areaId: 9, areaPath: '/1/9/' })
  const day = await dayOn(patrol)
  const taken = day.places.find(({ code }) => code === place.code)
  expect(taken).toMatchObject({ name: place.name, target: 'shop', orders: [] })
  expect(day.lists[taken?.list ?? '']?.length).toBeGreaterThan(0)
  expect(day.now).toBe(clock.now)
  expect((await dayOn(elsewhere)).places).toEqual([])
})

test('what was made shows on the next phone that asks', async () => {
  await sendRound(patrol, place, { photo: photo() })
  const slots = (await dayOn(patrol)).places.find(({ code }) => code === place.code)?.slots
  expect(slots?.map(({ doneAt }) => doneAt)).toEqual([clock.now])
})

test('a village clerk’s phone has the rounds of the village, whatever it asks for', async () => {
  const clerk = await officer({ role: 'clerk', areaId: 2, areaPath: '/1/2/' })
  const due = (day: PhoneDay) => day.places.find(({ code }) => code === place.code)?.slots[0]?.due
  const village = due(await dayOn(clerk, '?level=town'))
  expect(village).toBe(due(await dayOn(clerk)))
  expect(village).not.toBe(due(await dayOn(patrol)))
})

test('what one account kept on a phone is not sent under another', async () => {
  const { account } = await dayOn(patrol)
  const other = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
  const send = (phone: OwnPhone) =>
    phone.get('/office/patrols/day', { 'x-account': account }).then(({ status }) => status)
  expect(await send(patrol)).toBe(200)
  expect(await send(other)).toBe(303)
  expect((await dayOn(other)).account).not.toBe(account)
})

test('a phone forgets what it kept when its officer signs out, or somebody else signs in', async () => {
  await dayOn(patrol)
  const again = { name: patrol.login, password: '258036' }
  expect((await patrol.post('/sign-in', again)).headers.get('clear-site-data')).toBeNull()
  const keeper = await keeperOf(place)
  const taken = await patrol.post('/sign-in', { name: keeper.login, password: '258036' })
  expect(taken.headers.get('clear-site-data')).toBe('"storage"')
  await patrol.signIn()
  await dayOn(patrol)
  const left = await patrol.post('/sign-out', {})
  expect(left.headers.get('clear-site-data')).toBe('"storage"')
})

test('a phone that keeps nothing is told to forget nothing', async () => {
  const keeper = await keeperOf(place)
  expect((await keeper.post('/sign-out', {})).headers.get('clear-site-data')).toBeNull()
})

test('the page a phone keeps is the same for everybody and names nobody', async () => {
  const shown = await (await patrol.get('/office/patrols/offline')).text()
  expect(shown).toContain('data-island="walk"')
  expect(shown).not.toContain('data-account')
  expect(shown).not.toContain(place.name)
})
