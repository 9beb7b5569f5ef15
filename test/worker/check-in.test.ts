import { beforeAll, expect, test } from 'vitest'
import { foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

test('a visitor scans, types a normal temperature and is asked in', async () => {
  const place = await openPlace()
  const phone = new Phone()

  const sent = await phone.checkIn(place)
  expect(sent.status).toBe(303)
  const result = await phone.get(sent.headers.get('location') ?? '')

  expect(result.status).toBe(200)
  expect(await result.text()).toContain('请进')
  expect(
    await one('SELECT visits, people, over FROM place_days WHERE place_id = ?', place.id),
  ).toEqual({ visits: 1, people: 1, over: 0 })
})
