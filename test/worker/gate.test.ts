import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import type { Rulebook } from '../../src/features/rulebook'
import { throughGate } from '../../src/features/visits/gate'
import { arrived } from '../support/arrived'
import { foundTown, one, openPlace, Phone } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown()
})

const gate = () => env.GATE.get(env.GATE.idFromName('gate-0'))

const peopleAt = (placeId: number) =>
  one<{ people: number }>('SELECT people FROM place_days WHERE place_id = ?', placeId).then(
    (row) => row?.people,
  )

test('a hundred visitors at once are all answered, each with one row and one count', async () => {
  const place = await openPlace()
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      new Phone().checkIn(place, { key: `at-once-${i}`, name: '张小燕', phone: '13800001234' }),
    ),
  )
  expect(answers.every((answer) => answer.status === 303)).toBe(true)
  expect(await one('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id)).toEqual({
    n: 100,
  })
  expect(await peopleAt(place.id)).toBe(100)
})

test('of ten who arrive at once where two fit, two go in and the others wait', async () => {
  const place = await openPlace({ capacity: 2 })
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => new Phone().checkIn(place, { key: `few-places-${i}` })),
  )
  expect(
    await one(
      "SELECT sum(verdict = 'go') AS go, sum(verdict = 'full') AS full FROM visits WHERE place_id = ?",
      place.id,
    ),
  ).toEqual({ go: 2, full: 8 })
  expect(await one('SELECT people, waiting FROM place_days WHERE place_id = ?', place.id)).toEqual({
    people: 2,
    waiting: 8,
  })
  expect(
    await one('SELECT sum(people) AS n FROM place_slots WHERE place_id = ?', place.id),
  ).toEqual({ n: 2 })
})

test('two copies of one key in one group are one row, and both callers are answered', async () => {
  const place = await openPlace()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      throughGate(env, arrived(place.id, 'same'), null, book.visits),
    ),
  )
  expect(answers.every((answer) => answer.outcome !== 'busy')).toBe(true)
  expect(await peopleAt(place.id)).toBe(1)
})

test('when the gate dies in the middle, every visitor is still answered, stored once and counted once', async () => {
  const place = await openPlace()
  const keys = Array.from({ length: 60 }, (_, i) => `killed-${i}`)
  const calls = keys.map((key) => throughGate(env, arrived(place.id, key), null, book.visits))
  await runInDurableObject(gate(), (_gate, state) => state.abort('killed')).catch(() => undefined)
  const answers = await Promise.all(calls)
  expect(
    answers.every((answer) => answer.outcome === 'written' || answer.outcome === 'known'),
  ).toBe(true)
  // Sent again, as a phone does whose answer was lost.
  for (const key of keys)
    expect((await throughGate(env, arrived(place.id, key), null, book.visits)).outcome).toBe(
      'known',
    )
  expect(await one('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id)).toEqual({
    n: 60,
  })
  expect(await peopleAt(place.id)).toBe(60)
})

test('a gate that is dead while a visitor waits is passed by, with the same key', async () => {
  const place = await openPlace()
  const dead = {
    ...env,
    GATE: {
      idFromName: () => 'x',
      get: () => ({
        checkIn: () => Promise.reject(Object.assign(new Error('gone'), { retryable: true })),
      }),
    },
  }
  const answer = await throughGate(
    dead as unknown as typeof env,
    arrived(place.id, 'passed'),
    null,
    book.visits,
  )
  expect(answer.outcome).toBe('written')
  expect((await throughGate(env, arrived(place.id, 'passed'), null, book.visits)).outcome).toBe(
    'known',
  )
  expect(await peopleAt(place.id)).toBe(1)
})

test('a gate that is overloaded, or fails for another reason, is never passed by', async () => {
  const place = await openPlace()
  for (const marks of [{ retryable: true, overloaded: true }, { retryable: false }, {}]) {
    const failing = {
      ...env,
      GATE: {
        idFromName: () => 'x',
        get: () => ({ checkIn: () => Promise.reject(Object.assign(new Error('no'), marks)) }),
      },
    }
    await expect(
      throughGate(failing as unknown as typeof env, arrived(place.id, 'never'), null, book.visits),
    ).rejects.toThrow('no')
  }
  expect(await one('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id)).toEqual({
    n: 0,
  })
})

test('past its queue the gate says busy at once', async () => {
  const place = await openPlace()
  const busy = await Promise.all(
    Array.from({ length: 2_300 }, (_, i) =>
      gate().checkIn(arrived(place.id, `flood-${i}`), null, book.visits),
    ),
  )
  const refused = busy.filter((answer) => answer.outcome === 'busy').length
  expect(refused).toBeGreaterThan(0)
  expect(await one('SELECT count(*) AS n FROM visits WHERE place_id = ?', place.id)).toEqual({
    n: 2_300 - refused,
  })
})

test('a visitor at a gate that is full or broken gets the form to send again, under the same key', async () => {
  const place = await openPlace()
  const answers = [
    () => Promise.resolve({ outcome: 'busy', doubt: null }),
    () => Promise.reject(new Error('no answer')),
  ]
  for (const checkIn of answers) {
    const full = { ...env, GATE: { idFromName: () => 'x', get: () => ({ checkIn }) } }
    const phone = new Phone(full as unknown as typeof env)
    const sent = await phone.checkIn(place, { key: 'in-the-crowd' })
    expect(sent.status).toBe(503)
    expect(sent.headers.get('retry-after')).toBe('3')
    const page = await sent.text()
    expect(page).toContain('value="in-the-crowd"')
    expect(page).toContain('value="张小燕"')
    expect(page).toContain('不会重复')
  }
  for (let i = 0; i < 2; i++)
    expect((await new Phone().checkIn(place, { key: 'in-the-crowd' })).status).toBe(303)
  expect(await peopleAt(place.id)).toBe(1)
})
