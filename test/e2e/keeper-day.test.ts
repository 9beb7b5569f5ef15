// A shopkeeper's day: morning check, disinfection, supplies late, amber, counted, a slip taken back.
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../support/aging'
import { employ, placeId } from '../support/employ'
import { openPhone, town } from '../support/page'
import { close, looked, say, staffPhone, WAYS, words } from '../support/story'

const today = () => `/keep/${town().placeCode}/today`
const board = () => `/p/${town().placeCode}/board`
const HOUR = 3_600_000

/** The shop begins its day: nothing recorded, supplies last counted 26 hours ago, open all day. */
const beginDay = async () => {
  const id = await placeId()
  for (const table of ['duty_records', 'stock_counts', 'worker_temperatures'])
    await sql(`DELETE FROM ${table} WHERE place_id = ?`, id)
  await sql('UPDATE places SET opens_at = NULL, closes_at = NULL, rest_day = NULL WHERE id = ?', id)
  await employ([
    { id: 900_001, name: '仝卫东', job: '厨师', shown: true },
    { id: 900_002, name: '鄢秀英', job: '服务员', shown: false },
  ])
  const at = Date.now() - 26 * HOUR
  await sql(
    `INSERT INTO stock_counts (key, place_id, day, at, by, source, items)
     VALUES (?1, ?2, ?3, ?4, 1, 'tap', '[{"item":"mask","quantity":60,"perDay":10}]')`,
    `before${at}`,
    id,
    Math.floor((at + 8 * HOUR) / (24 * HOUR)),
    at,
  )
}

describe.each(WAYS)('in $lang, script $script', (way) => {
  beforeEach(beginDay)

  test('a shopkeeper’s day', async () => {
    const keeper = await staffPhone('keeper', way)
    const customer = await openPhone(way)

    // The list of entries says what is to be done, and leads there.
    await keeper.click('.todo-line')
    await keeper.waitForURL(`**${today()}`)
    await looked(keeper, way, 'today')

    // The board outside is amber: supplies were counted yesterday.
    await customer.goto(board())
    const supplies = customer.locator('.block', { hasText: say(way, '防疫物资', 'Supplies') })
    expect(await supplies.getAttribute('class')).toContain('stale')
    expect(await supplies.textContent()).toContain(say(way, '已过时', 'out of date'))
    await looked(customer, way, 'board-amber')

    // Morning check: one mistyped, then all saved at once.
    await keeper.goto(`/keep/${town().placeCode}/staff-check?shift=am`)
    await looked(keeper, way, 'staff-check')
    await keeper.fill('[name=t900001]', '364')
    await keeper.fill('[name=t900002]', '66')
    await keeper.click('form.measure button')
    await keeper.waitForSelector('.sum')
    await looked(keeper, way, 'staff-check-error')
    expect(await keeper.inputValue('[name=t900001]')).toBe('364')
    await keeper.fill('[name=t900002]', '36.6')
    await keeper.click('form.measure button')
    await keeper.waitForURL(/notice=done/)

    // Disinfection: one tap; a slip is taken back, then done again.
    const disinfect = '.duty form:has([value=disinfect]) button'
    await keeper.locator(disinfect).first().click()
    await keeper.waitForURL(/notice=done/)
    await keeper.locator('form[action*="/undo/duty/"] button').first().click()
    await keeper.waitForURL(/notice=undone/)
    expect(await keeper.locator('form[action*="/undo/duty/"]').count()).toBe(0)
    await keeper.locator(disinfect).first().click()
    await keeper.waitForURL(/notice=done/)

    // A van: a wrong plate is told at the field, a right one kept masked.
    await keeper.fill('[name=plate]', '豫A1')
    await keeper.click('.duty form:has([name=plate]) button')
    await keeper.waitForSelector('.sum')
    await looked(keeper, way, 'today-error')
    await keeper.fill('[name=plate]', '豫A12128')
    await keeper.click('.duty form:has([name=plate]) button')
    await keeper.waitForURL(/notice=done/)
    expect(await words(keeper)).toContain('豫A·**128')

    // Supplies: minus three is refused, then counted.
    await keeper.goto(`/keep/${town().placeCode}/stock`)
    expect(await keeper.inputValue('[name=d_mask]')).toBe('10')
    await keeper.fill('[name=q_mask]', '-3')
    await keeper.click('form.card button')
    await keeper.waitForSelector('.sum')
    await looked(keeper, way, 'stock-error')
    await keeper.fill('[name=q_mask]', '50')
    await keeper.click('form.card button')
    await keeper.waitForURL(/notice=done/)
    await looked(keeper, way, 'today-done')

    // The board has written itself.
    await customer.reload()
    expect(await supplies.getAttribute('class')).not.toContain('stale')
    const said = await words(customer)
    expect(said).toContain('豫A·**128')
    expect(said).toContain(say(way, '5 天', '5 days'))
    expect(said).toContain('仝* 厨师')
    expect(said).not.toContain('鄢*')
    await looked(customer, way, 'board')
    await close(keeper, customer)
  })

  test('a worker with a fever waits, is measured again, and is reported', async () => {
    const keeper = await staffPhone('keeper', way)
    await keeper.goto(`/keep/${town().placeCode}/staff-check?shift=am`)
    await keeper.fill('[name=t900001]', '37.8')
    await keeper.click('form.measure button')
    await keeper.waitForURL(/notice=done/)
    expect(await words(keeper)).toContain(say(way, '先停止工作', 'First stop working'))
    expect(await keeper.textContent('[data-island=countdown]')).toMatch(
      way.script ? /^0[45]:\d\d$/ : /5/,
    )
    await looked(keeper, way, 'today-fever')

    // Five minutes later the second of three is over the limit too.
    await sql('UPDATE worker_temperatures SET at = at - 360000 WHERE worker_id = 900001')
    await keeper.reload()
    await keeper.fill('form[action$="/measure"] input[name=temperature]', '375')
    await keeper.click('form[action$="/measure"] button')
    await keeper.waitForURL(/notice=done/)
    expect(await words(keeper)).toContain(say(way, '请让其停止工作', 'Please stop them working'))
    await looked(keeper, way, 'today-fever-stop')
    await keeper.click('form[action*="/fevers/"] button')
    await keeper.waitForURL(/notice=reported/)
    expect(await words(keeper)).toContain(say(way, '已报告', 'reported at'))
    await close(keeper)
  })

  test('a day of rest shuts the door and can be taken back', async () => {
    const keeper = await staffPhone('keeper', way)
    await keeper.goto(today())
    await keeper.click('form[action$="/rest"] button')
    await keeper.waitForURL(/notice=rest/)
    await looked(keeper, way, 'today-rest')
    const customer = await openPhone(way)
    await customer.goto(`/p/${town().placeCode}`)
    expect(await words(customer)).toContain(say(way, '今天休息', 'Closed today'))
    await keeper.click('form[action$="/work"] button')
    await keeper.waitForURL(/notice=work/)
    await customer.reload()
    expect(await customer.locator('form[action$=visits]').count()).toBe(1)
    await close(keeper, customer)
  })
})

test('the wall screen keeps its figures and says how old they are when the line is cut', async () => {
  const screen = await openPhone({ width: 1280 })
  await screen.clock.install()
  await screen.goto(`/p/${town().placeCode}/screen`)
  await looked(screen, { lang: 'zh', script: true }, 'screen')
  const before = await screen.locator('.tiles').textContent()
  await screen.context().setOffline(true)
  await screen.clock.runFor(31_000)
  await screen.waitForFunction(() => document.querySelector('[data-said]')?.textContent !== '')
  expect(await words(screen)).toContain('网络已断开')
  expect(await screen.locator('.tiles').textContent()).toBe(before)
  await looked(screen, { lang: 'zh', script: true }, 'screen-offline')
  await screen.context().setOffline(false)
  await screen.clock.runFor(31_000)
  await screen.waitForFunction(() => document.querySelector('[data-said]')?.textContent === '')
  await close(screen)
})
