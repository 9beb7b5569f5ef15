// The worker's own page of everything held: shown on their own phone only, corrected and taken back there.
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { ownReadings } from '../../src/features/board/store-own'
import { isoDay } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { measuredAt } from '../support/paper'
import { notingD1, plansOf } from '../support/plans'
import { signAt, somebody, staffed } from '../support/pledge'
import { clock, db, one, Phone } from '../support/town'
import { key, text, today, watched, watchTown } from '../support/watched'

watchTown()

const consent = (place: number, worker: number) =>
  one<{ shown: number }>(
    'SELECT shown_by_consent AS shown FROM employments WHERE place_id = ? AND worker_id = ?',
    place,
    worker,
  )

async function confirmed() {
  const made = await staffed(somebody('王小梅'))
  await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/confirm`, {})
  return made
}

describe('what is held about a worker', () => {
  test('stands on their own phone: person, documents, temperatures with who was told, places', async () => {
    const { phone, keeper, place, worker, number } = await confirmed()
    await keeper.post(`/keep/${place.code}/staff/${worker}/papers`, {
      key: key(),
      kind: 'health',
      until: isoDay(today() + 9),
    })
    await measuredAt(place.id, today(), worker, 'am', 379)
    await db.$client
      .prepare('UPDATE worker_temperatures SET reported_at = ? WHERE worker_id = ?')
      .bind(clock.now, worker)
      .run()
    const page = await text(phone, '/pledges/held')
    for (const said of [
      '王小梅',
      place.name,
      '健康证明',
      '看过',
      '37.9℃',
      '已报告',
      `/pledges/${number}/text`,
    ])
      expect(page, said).toContain(said)
    expect(await text(phone, '/pledges')).toContain('/pledges/held')
  })

  test('a watch stands there with its readings, and whom a fever was told', async () => {
    const { phone, measure, id, keeper, keep } = await watched()
    await measure({ temperature: '38.1' })
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      id,
    )
    await keeper.post(`${keep}/told`, { reading: String(reading?.id) })
    const page = await text(phone, '/pledges/held')
    expect(page).toContain('38.1℃')
    expect(page).toContain('已报告')
  })

  test('only the newest of a corrected temperature; earlier days by one more press', async () => {
    const { phone, place, worker } = await confirmed()
    await measuredAt(place.id, today() - 8, worker, 'pm', 365)
    await measuredAt(place.id, today(), worker, 'am', 366)
    const first = await text(phone, '/pledges/held')
    expect(first).toContain('36.6℃')
    expect(first).not.toContain('36.5℃')
    const to = /held\?to=(\d{4}-\d\d-\d\d)/.exec(first)?.[1]
    expect(await text(phone, `/pledges/held?to=${to}`)).toContain('36.5℃')
  })

  test('is no other phone’s, and not that of one the keeper has not confirmed', async () => {
    const { place, who, phone } = await confirmed()
    const second = new Phone()
    await signAt(second, place, { who })
    for (const each of [new Phone(), second]) {
      const answer = await each.get('/pledges/held')
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/pledges')
    }
    expect((await phone.get('/pledges/held?to=2020-99-99')).status).toBe(200)
  })

  test('reads few rows after two weeks of work', async () => {
    const { phone, place, worker } = await confirmed()
    for (let day = today() - 13; day <= today(); day++)
      for (const shift of ['am', 'pm'] as const) await measuredAt(place.id, day, worker, shift, 364)
    const tally = { trips: 0, read: 0, written: 0 }
    const counting = new Phone({ ...env, DB: countedD1(tally) })
    for (const [name, value] of phone.cookies) counting.cookies.set(name, value)
    expect((await counting.get('/pledges/held')).status).toBe(200)
    expect(tally.read).toBeLessThanOrEqual(100)
  })
})

describe('the name on the board', () => {
  test('is taken back and given again by the worker alone, each in the log', async () => {
    const { phone, place, worker } = await confirmed()
    expect((await consent(place.id, worker))?.shown).toBe(1)
    const stranger = await new Phone().post('/pledges/consent', { code: place.code, shown: '0' })
    expect(stranger.headers.get('location')).toBe('/pledges')
    expect((await consent(place.id, worker))?.shown).toBe(1)
    const ended = await phone.post('/pledges/consent', { code: place.code, shown: '0' })
    expect(ended.headers.get('location')).toBe('/pledges/held?notice=hidden')
    await phone.post('/pledges/consent', { code: place.code, shown: '0' })
    expect((await consent(place.id, worker))?.shown).toBe(0)
    await phone.post('/pledges/consent', { code: place.code, shown: '1' })
    expect((await consent(place.id, worker))?.shown).toBe(1)
    const logged = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act IN ('people.consent', 'people.end_consent') AND subject = ?",
      `workers:${worker}`,
    )
    expect(logged?.n).toBe(2)
  })
})

test('a day of readings is found by place, day and worker', async () => {
  const sent: Parameters<typeof notingD1>[0] = []
  await ownReadings(openDb(notingD1(sent)), 1, [1, 2], [today()])
  const [plan] = await plansOf(sent, ['worker_temperatures'])
  expect(plan?.detail).toContain('worker_temperatures_day (place_id=? AND day=? AND worker_id=?)')
})
