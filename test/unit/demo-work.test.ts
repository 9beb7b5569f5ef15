// The demo town’s second half: who works there, what they signed, what is tapped every day.

import { expect, test } from 'vitest'
import { ACCOUNT_NAMES, keeperIdOf } from '../../scripts/demo/accounts'
import { tapsOf, temperaturesOf } from '../../scripts/demo/duties'
import { handOversOf } from '../../scripts/demo/gates'
import { jobsOf, OWNER } from '../../scripts/demo/jobs'
import { placesOf } from '../../scripts/demo/places'
import { personalPledge, placePledge } from '../../scripts/demo/pledges'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { gatesOf, KEEPERS_SHOP } from '../../scripts/demo/special'
import { visitsOf } from '../../scripts/demo/visits'
import { type DemoWorker, workersOf } from '../../scripts/demo/workers'
import type { Place } from '../../src/features/places/tables'
import { readPledgeNumber } from '../../src/features/pledges/rules-number'
import { verifyPledge } from '../../src/features/pledges/seal'
import { dayOf, startOfDay } from '../../src/shared/clock'
import { decryptField } from '../../src/shared/fields'

const book = demoRulebook
const TODAY = dayOf(Date.parse('2020-03-12T10:00:00+08:00'))
const places = placesOf('full', TODAY)
const workers = workersOf('full', places, TODAY)
const posts = workers.flatMap((worker) => worker.posts.map((post) => ({ ...post, worker })))
const placeOf = (id: number): Place => {
  const place = places.find((each) => each.id === id)
  if (!place) throw new Error(`no place ${id}`)
  return place
}
const at = (place: Place): DemoWorker[] =>
  workers.filter((worker) => worker.posts.some(({ placeId }) => placeId === place.id))
const keepers = places.find(({ name }) => name === KEEPERS_SHOP) ?? placeOf(0)

const FORTNIGHT = Array.from({ length: 14 }, (_, i) => TODAY - 13 + i)
const staffOf = (place: Place) =>
  at(place).map(({ id, worksFrom, posts }) => {
    const post = posts.find(({ placeId }) => placeId === place.id)
    return { id, worksFrom, job: post?.job ?? '', since: post?.since ?? 0 }
  })
const tapsAt = (place: Place, day: number, today = TODAY) =>
  tapsOf(book, place, { day, today, staff: at(place).length, watched: 0 })

const KEYS = { FIELD_KEY: 'A'.repeat(43), INDEX_KEY: 'B'.repeat(43), PEPPER: 'C'.repeat(43) }

test('7,740 people work in the town, some hundreds of them at two places', () => {
  expect(workers).toHaveLength(7_740)
  expect(new Set(workers.map(({ id }) => id)).size).toBe(7_740)
  expect(new Set(workers.map(({ phone }) => phone)).size).toBe(7_740)
  const two = workers.filter((worker) => worker.posts.length === 2)
  expect(two.length).toBeGreaterThan(200)
  expect(two.length).toBeLessThan(500)
  expect(workers.filter((worker) => worker.posts.length > 2)).toEqual([])
  for (const { posts } of two) expect(posts[0]?.placeId).not.toBe(posts[1]?.placeId)
})

test('the small town has a hundred workers, some at two places', () => {
  const small = workersOf('small', placesOf('small', TODAY), TODAY)
  expect(small).toHaveLength(100)
  expect(small.some((worker) => worker.posts.length === 2)).toBe(true)
})

test('the same town has the same workers, whatever the day', () => {
  expect(workersOf('full', placesOf('full', TODAY), TODAY)).toEqual(workers)
  const names = (list: DemoWorker[]) => list.map(({ name, phone }) => `${name} ${phone}`)
  const tomorrow = workersOf('full', placesOf('full', TODAY + 1), TODAY + 1)
  expect(names(tomorrow)).toEqual(names(workers))
})

test('everybody works at an open place, from a day it was open, in a job of its trade', () => {
  for (const { placeId, job, since, confirmedAt } of posts) {
    const place = placeOf(placeId)
    expect(place.status).toBe('open')
    expect(since).toBeGreaterThanOrEqual(place.openedOn ?? TODAY)
    expect(confirmedAt).toBeLessThan(startOfDay(TODAY))
    if (job === OWNER) expect(place.kind).toBe('shop')
    else expect(jobsOf(place)).toContain(job)
  }
  const open = places.filter(({ status }) => status === 'open')
  expect(open.filter((place) => at(place).length === 0)).toEqual([])
})

test('everybody signed before being confirmed, and about half let their name be shown', () => {
  for (const { worker, confirmedAt } of posts) expect(worker.signedAt).toBeLessThan(confirmedAt)
  const shown = posts.filter((post) => post.shown).length / posts.length
  expect(shown).toBeGreaterThan(0.45)
  expect(shown).toBeLessThan(0.55)
})

test('the keeper’s shop has five people, its keeper among them', () => {
  expect(at(keepers)).toHaveLength(5)
  expect(at(keepers).map(({ name }) => name)).toContain('马长顺')
})

test('no telephone number of a worker could be a real one or is a visitor’s', () => {
  const visitors = new Set(
    placesOf('small', TODAY).flatMap((place) =>
      visitsOf(book, place, TODAY - 1, 1).map(({ contact }) => contact.phone),
    ),
  )
  for (const { phone } of workers) {
    expect(phone).toMatch(/^1[3-9]\d0000\d{4}$/)
    expect(visitors.has(phone)).toBe(false)
  }
})

test('who came from a risk area works from the day the rulebook says', () => {
  const risky = workers.filter(({ leftRiskArea }) => leftRiskArea !== null)
  expect(risky.length).toBeGreaterThan(20)
  expect(risky.length).toBeLessThan(90)
  const { watchDays } = book.returnRules.find(({ level }) => level === 'medium') ?? { watchDays: 0 }
  for (const { leftRiskArea, worksFrom } of risky)
    expect(worksFrom).toBe((leftRiskArea ?? 0) + 1 + watchDays)
})

test('a pledge answers every question of its text, and only the field key opens the answers', async () => {
  const worker = workers.find(({ leftRiskArea }) => leftRiskArea !== null)
  if (!worker) throw new Error('nobody came from a risk area')
  const place = placeOf(worker.posts[0]?.placeId ?? 0)
  const pledges = [
    { row: await personalPledge({ book, keys: KEYS }, worker, place), text: book.pledges.personal },
    {
      row: await placePledge({ book, keys: KEYS }, place, 3),
      text: book.pledges.place[place.kind],
    },
  ]
  for (const { row, text } of pledges) {
    expect(JSON.stringify(row)).not.toContain(worker.name)
    const opened = await decryptField(
      KEYS.FIELD_KEY,
      { table: 'pledges', column: 'answers', row: row.id },
      row.answers,
    )
    const { answers } = JSON.parse(opened ?? '{}')
    expect(Object.keys(answers)).toEqual(text.questions.map(({ id }) => id))
    expect(row.number).toMatch(/^P-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  }
})

test('every open place does its duties, most in time, some late, a few never', () => {
  const open = places.filter(({ status, openedOn }) => status === 'open' && (openedOn ?? 0) < TODAY)
  const yesterday = open.flatMap((place) => {
    const { duties, stock } = tapsAt(place, TODAY - 1)
    const wanted = book.duties[place.kind]
      .filter(({ block }) => block !== 'staff')
      .reduce((sum, { times }) => sum + times.length, 0)
    return [{ wanted, done: duties.length + stock.length }]
  })
  const wanted = yesterday.reduce((sum, each) => sum + each.wanted, 0)
  const done = yesterday.reduce((sum, each) => sum + each.done, 0)
  expect(done / wanted).toBeGreaterThan(0.94)
  expect(done).toBeLessThan(wanted)
})

test('a duty is tapped on its day by somebody of the place, and the same tap has the same key', () => {
  const ids = new Set([keeperIdOf(keepers), ACCOUNT_NAMES.indexOf('helper') + 1])
  const keys = FORTNIGHT.flatMap((day) => {
    const { duties, stock } = tapsAt(keepers, day)
    for (const tap of [...duties, ...stock]) {
      expect(dayOf(tap.at)).toBe(day)
      expect(ids.has(tap.by)).toBe(true)
    }
    return [...duties, ...stock].map(({ key }) => key)
  })
  expect(new Set(keys).size).toBe(keys.length)
  const again = FORTNIGHT.flatMap((day) => {
    const { duties, stock } = tapsAt(keepers, day)
    return [...duties, ...stock].map(({ key }) => key)
  })
  expect(again).toEqual(keys)
})

test('at the keeper’s shop everybody is measured every day, and today the supplies are not counted yet', () => {
  for (const day of FORTNIGHT) {
    const measured = temperaturesOf(book, keepers, day, staffOf(keepers))
    expect(measured.filter(({ shift }) => shift === 'am')).toHaveLength(5)
    expect(tapsAt(keepers, day).stock).toHaveLength(day === TODAY ? 0 : 1)
  }
  expect(tapsAt(keepers, TODAY, TODAY + 1).stock).toHaveLength(1)
})

test('nobody is measured before they came or may work, or on a day their place rests', () => {
  const place = { ...keepers, restDay: TODAY }
  expect(temperaturesOf(book, place, TODAY, staffOf(place))).toEqual([])
  const from = (since: number, worksFrom: number | null) =>
    temperaturesOf(book, keepers, TODAY, [{ id: 1, since, worksFrom }])
  expect(from(TODAY + 1, null)).toEqual([])
  expect(from(TODAY - 3, TODAY + 1)).toEqual([])
  expect(from(TODAY - 3, TODAY)).toHaveLength(2)
})

test('a fever among the staff is rare, and each one was reported', () => {
  const sites = places.filter(({ kind, status }) => kind === 'site' && status === 'open')
  const measured = FORTNIGHT.flatMap((day) =>
    sites.flatMap((place) => temperaturesOf(book, place, day, staffOf(place))),
  )
  expect(measured.length).toBeGreaterThan(10_000)
  const fevers = measured.filter(({ temperature }) => temperature >= book.fever.limit)
  expect(fevers.length).toBeLessThan(measured.length / 2_000)
  expect(fevers.filter(({ reportedAt }) => reportedAt === null)).toEqual([])
})

test('a pledge of the demo town is what was signed, and any other date shows', async () => {
  for (const worker of workers.slice(0, 20)) {
    const place = placeOf(worker.posts[0]?.placeId ?? 0)
    const row = await personalPledge({ book, keys: KEYS }, worker, place)
    expect(await verifyPledge(row, book, KEYS)).toBe(true)
    expect(await verifyPledge({ ...row, signedAt: row.signedAt + 1 }, book, KEYS)).toBe(false)
    expect(readPledgeNumber(row.number)).toBe(row.number)
  }
})

test('where there is a gate somebody takes over three times a day, vehicles come, one crew is marks', () => {
  const { foreman, factory } = gatesOf(places)
  for (const place of [foreman, factory]) {
    if (!place) throw new Error('the town has no gate')
    const turns = FORTNIGHT.flatMap((day) => handOversOf(place, day, [11, 12]))
    expect(turns.length).toBeGreaterThan(36)
    expect(new Set(turns.map(({ id }) => id)).size).toBe(turns.length)
    expect(FORTNIGHT.flatMap((day) => handOversOf(place, day, [11, 12]))).toEqual(turns)
    const cars = tapsAt(place, TODAY).duties.filter(({ detail }) => detail.plate)
    expect(cars.length).toBeGreaterThan(4)
    const pm = FORTNIGHT.flatMap((day) => temperaturesOf(book, place, day, staffOf(place))).filter(
      ({ shift }) => shift === 'pm',
    )
    const marks = pm.filter(({ source }) => source === 'mark')
    expect(marks.every(({ temperature }) => temperature === 0)).toBe(true)
    expect(marks.length).toBeGreaterThan(0)
    expect(pm.length).toBeGreaterThan(marks.length)
  }
  const shops = temperaturesOf(book, keepers, TODAY, staffOf(keepers))
  expect(shops.some(({ source }) => source === 'mark')).toBe(false)
})
