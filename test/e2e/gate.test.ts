// 113 people at the gate in the morning: by keyboard only; the last crews, a second reading, a vehicle and a
// hand-over where there is no network, sent once when it is back; what the town will not take stands in its box.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dayOf } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { sql } from '../support/aging'
import { gateOf } from '../support/gate-pages'
import { keptOn } from '../support/kept'
import { cookiesOf, expectNoOverflow, openPhone, shot, signIn, town } from '../support/page'
import { rowsOf } from '../support/town-file'
import { weigh } from '../support/weight'

const PEOPLE = 113
const HEAVIEST = 60 * 1024
const CREWS = ['木工班', '钢筋班', '水电班']
const FIRST = 800_000_000
const TODAY = dayOf(Date.now())
const ids = Array.from({ length: PEOPLE }, (_, i) => FIRST + i)
/** The second of the first crew is over the limit. */
const HOT = FIRST + CREWS.length
/** The last of the list comes from a city of high risk. */
const WATCHED = FIRST + PEOPLE - 1

let gate: Page
let site: { id: number; code: string }
/** As it is kept of the plate that is typed. */
const CAR = 'Q·**77Z'
let carsBefore = 0
const NOTE = '2 号门测温枪没电'
/** With a sign nobody can see, which the town does not take. */
const UNREADABLE = '换\u202e岗'
const BEGUN = Date.now()
let handedAt = 0

/** The foreman's site with this crew and nobody else. */
async function employCrew(): Promise<void> {
  const { FIELD_KEY = '' } = parseEnv(readFileSync('.dev.vars', 'utf8'))
  const [found] = await sql<{ id: number; code: string }>(
    'SELECT id, code FROM places WHERE code = ?',
    gateOf('foreman'),
  )
  if (!found) throw new Error('the town has no site')
  site = found
  const rows = await Promise.all(
    ids.map(async (row, i) => [
      row,
      await encryptField(FIELD_KEY, { table: 'workers', column: 'name', row }, `门岗工人${i}`),
      CREWS[i % CREWS.length],
      row === WATCHED ? TODAY + 9 : null,
    ]),
  )
  const list = JSON.stringify(rows)
  await sql('UPDATE employments SET left_on = ? WHERE place_id = ?', TODAY - 1, site.id)
  carsBefore = cars()
  await sql(
    `INSERT INTO workers (id, name, phone, phone_index, created_at)
     SELECT value->>0, value->>1, '', 'gate' || (value->>0), 0 FROM json_each(?)`,
    list,
  )
  await sql(
    `INSERT INTO employments (place_id, worker_id, job, confirmed_at, shown_by_consent, since)
     SELECT ?2, value->>0, value->>2, 1, 0, 18000 FROM json_each(?1)`,
    list,
    site.id,
  )
  await sql(
    `INSERT INTO pledges (id, key, number, kind, worker_id, rulebook_version, answers, text_hash, signed_at, works_from)
     SELECT value->>0, 'gate' || (value->>0), 'gate' || (value->>0), 'personal', value->>0, 1, '', '', 0, value->>3
     FROM json_each(?)`,
    list,
  )
}

/** The site as the other stories know it, but for the hand-over: nobody takes one back. */
async function dismissCrew(): Promise<void> {
  for (const table of ['worker_temperatures', 'pledges', 'employments'])
    await sql(`DELETE FROM ${table} WHERE worker_id >= ? AND worker_id <= ?`, FIRST, WATCHED)
  await sql('DELETE FROM duty_records WHERE place_id = ? AND detail LIKE ?', site.id, `%${CAR}%`)
  await sql('DELETE FROM workers WHERE id >= ? AND id <= ?', FIRST, WATCHED)
  await sql(
    'UPDATE employments SET left_on = NULL WHERE place_id = ? AND left_on = ?',
    site.id,
    TODAY - 1,
  )
}

const cars = (): number =>
  rowsOf(
    `SELECT id FROM duty_records WHERE place_id = ? AND day = ? AND detail LIKE '%${CAR}%'`,
    site.id,
    TODAY,
  ).length

const handOvers = () =>
  rowsOf('SELECT at, note FROM gate_shifts WHERE place_id = ? AND at >= ?', site.id, BEGUN)

const stored = () =>
  rowsOf(
    `SELECT worker_id AS worker, temperature FROM worker_temperatures
     WHERE place_id = ? AND day = ? AND worker_id >= ? AND undone_at IS NULL`,
    site.id,
    TODAY,
    FIRST,
  )

const BOXES = '[data-what=crew] input:not([type=hidden])'

/** One crew, as a hand at a keyboard does it: a number, Enter, and Enter again to save. */
async function measureCrew(page: Page, typed: (i: number) => string): Promise<void> {
  const boxes = await page.locator(BOXES).count()
  for (let i = 0; i < boxes; i++) {
    await page.keyboard.type(typed(i))
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Enter')
}

/** A box beside the list, by keyboard: what is typed, Enter, and Enter again to save. */
async function type(
  box: 'a' | 'plate' | 'note',
  worker: number | '',
  typed: string,
): Promise<void> {
  await gate.locator(`#f-${box}${worker}`).fill('')
  await gate.locator(`#f-${box}${worker}`).focus()
  await gate.keyboard.type(typed)
  await gate.keyboard.press('Enter')
  await gate.keyboard.press('Enter')
}

const crewShown = (page: Page): Promise<string | null> =>
  page.locator('.chips [aria-current]').getAttribute('data-crew')

/** Asks for the list and holds the answer back; to be let go when the town knows more. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  let open = (): void => undefined
  const held = new Promise<void>((done) => {
    open = done
  })
  const answered = page.waitForRequest('**/gate/day')
  await page.route(
    '**/gate/day',
    async (route) => {
      const response = await route.fetch()
      await held
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await answered
  return async () => {
    const anew = page.waitForRequest('**/gate/day')
    open()
    await anew
  }
}

beforeAll(async () => {
  await employCrew()
  gate = await openPhone()
  await signIn(gate, 'foreman')
  await gate.goto(`/keep/${site.code}/gate?shift=am`)
  await vi.waitFor(async () => expect((await keptOn(gate)).caches.length).toBe(1), 10_000)
  // Until the worker has the page in hand, what is asked waits for it.
  await gate.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
})
afterAll(async () => {
  await gate.context().close()
  await dismissCrew()
})

test('a crew is measured by keyboard alone, and the page goes on to the next one', async () => {
  await expectNoOverflow(gate)
  await shot(gate, 'gate-1-list')
  const everybody = `${town().url}/keep/${site.code}/gate?shift=am&crew=*`
  expect((await weigh(everybody, await cookiesOf(gate))).all).toBeLessThanOrEqual(HEAVIEST)
  expect(await crewShown(gate)).toBe(CREWS[0])
  const letGo = await holdBack(gate)
  await gate.locator(BOXES).first().focus()
  await measureCrew(gate, (i) => (i === 1 ? '378' : '364'))
  await vi.waitFor(async () => expect(await crewShown(gate)).toBe(CREWS[1]))
  await gate.waitForSelector('text=待复测 1 人')
  await vi.waitFor(() => expect(stored()).toHaveLength(38))
  await gate.waitForSelector('text=已存手机', { state: 'detached' })
  // A list from before the save comes late: it is asked for anew, and takes nothing away.
  await letGo()
  await gate.waitForSelector('text=待复测 1 人')
  await type('a', HOT, '36.4')
  await gate.waitForSelector('text=没到时间')
  await sql('UPDATE worker_temperatures SET at = at - 360000 WHERE worker_id = ?', HOT)
  await gate.reload()
  // The list of this minute, in which the five are over.
  await gate.waitForFunction(() => {
    const again = document.querySelector<HTMLInputElement>('[data-what=again] [name=again]')
    return again !== null && Number(again.value) < Date.now()
  })
  await vi.waitFor(async () => expect(await crewShown(gate)).toBe(CREWS[1]))
  await gate.locator(BOXES).first().focus()
})

test('without network two more are measured and wait on the phone, readable by nobody', async () => {
  await gate.context().setOffline(true)
  await measureCrew(gate, () => '36.5')
  await gate.waitForSelector('text=37 条已存手机')
  await gate.reload()
  await gate.waitForSelector('text=37 条已存手机')
  expect(await crewShown(gate)).toBe(CREWS[2])
  await gate.locator(BOXES).first().focus()
  await measureCrew(gate, () => '36.6')
  await gate.waitForSelector('text=74 条已存手机')
  await type('a', HOT, '36.4')
  await gate.waitForSelector('text=75 条已存手机')
  await type('plate', '', '豫Q1277Z')
  await gate.waitForSelector('text=76 条已存手机')
  await type('note', '', NOTE)
  await gate.waitForSelector('text=77 条已存手机')
  handedAt = Date.now()
  await type('note', '', UNREADABLE)
  await gate.waitForSelector('text=78 条已存手机')
  await gate.reload()
  await gate.waitForSelector(`text=豫${CAR}`)
  const shifts = await gate.locator('#shift li').allTextContents()
  expect(shifts[1]).toMatch(new RegExp(`接班${NOTE}已存手机$`))
  await expectNoOverflow(gate)
  await shot(gate, 'gate-2-offline')
  expect(await gate.locator('main').textContent()).toContain('门岗工人')
  const { text } = await keptOn(gate)
  for (const word of ['门岗工人', '1277', CAR, '测温枪没电']) expect(text).not.toContain(word)
  expect(stored()).toHaveLength(38)
  expect(handOvers()).toHaveLength(0)
})

test('when the network is back they are sent once; who has gone on watch since is not', async () => {
  const gone = FIRST + 4
  await sql('UPDATE pledges SET works_from = ? WHERE id = ?', TODAY + 3, gone)
  await gate.context().setOffline(false)
  await gate.waitForSelector('text=已存手机', { state: 'detached' })
  await vi.waitFor(() => expect(stored()).toHaveLength(PEOPLE - 1))
  const rows = stored()
  expect(new Set(rows.map(({ worker }) => worker)).size).toBe(PEOPLE - 2)
  expect(rows.some(({ worker }) => worker === gone || worker === WATCHED)).toBe(false)
  const hot = rows.filter(({ worker }) => worker === HOT)
  expect(hot.map(({ temperature }) => temperature)).toEqual([378, 364])
  expect(cars()).toBe(carsBefore + 1)
  const taken = handOvers()
  expect(taken).toHaveLength(1)
  expect(taken[0]?.at).toBeLessThanOrEqual(handedAt)
  expect(String(taken[0]?.note)).not.toContain('测温枪')
  await gate.waitForSelector('#f-note-error')
  expect(await gate.locator('#f-note').inputValue()).toBe(UNREADABLE)
  expect(await gate.locator('#shift li').first().textContent()).toContain(NOTE)
  await gate.waitForSelector('text=在隔离观察，不能上工')
  await shot(gate, 'gate-3-sent')
})
