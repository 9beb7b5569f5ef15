// The visitor's stories: scan, log temperature and entry, come again, leave, erase.
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../support/aging'
import { openPhone, town } from '../support/page'
import { checkIn, close, fillIn, looked, say, somebody, WAYS, words } from '../support/story'

// Stories crowd the shop; it must not fill up under them.
beforeAll(() => sql('UPDATE places SET capacity = 400 WHERE code = ?', town().placeCode))

describe.each(WAYS)('in $lang, script $script', (way) => {
  test('a visitor checks in, and the second time types only the temperature', async () => {
    const phone = await openPhone(way)
    const { placeCode } = town()
    await phone.goto(`/P/${placeCode}`)
    await looked(phone, way, 'door')
    await fillIn(phone, { ...somebody(), temperature: '365', party: '2' })
    await phone.waitForURL('**/visits/**')
    expect(await words(phone)).toContain(say(way, '请进', 'Please come in'))
    expect(await words(phone)).toContain('36.5℃')
    await looked(phone, way, 'result-go')

    await phone.goto(`/P/${placeCode}`)
    expect(await phone.locator('[name=phone]').count()).toBe(0)
    await looked(phone, way, 'door-known')
    await fillIn(phone, { temperature: '36.4' })
    await phone.waitForURL('**/visits/**')
    expect(await words(phone)).toContain('36.4℃')
    await close(phone)
  })

  test('a slip of the finger is said at the field, and everything typed is still there', async () => {
    const phone = await openPhone(way)
    await phone.goto(`/p/${town().placeCode}`)
    await fillIn(phone, {
      name: '买买提·吐尔逊',
      phone: '+86 138 0000 1234',
      temperature: '3.65',
      party: '3',
    })
    await phone.waitForSelector('.sum')
    expect(await phone.title()).toContain(say(way, '错误：', 'Error: '))
    expect(await phone.inputValue('[name=name]')).toBe('买买提·吐尔逊')
    expect(await phone.inputValue('[name=party]')).toBe('3')
    expect(await words(phone)).toContain('34.0')
    await looked(phone, way, 'door-error')
    await fillIn(phone, { temperature: '36，5' })
    await phone.waitForURL('**/visits/**')
    await close(phone)
  })

  test('a visitor leaves, then erases the entry', async () => {
    const phone = await openPhone(way)
    await checkIn(phone, town().placeCode, { ...somebody(), temperature: '36.6' })
    await phone.click(`text=${say(way, '我离开了', 'I have left')}`)
    await phone.waitForSelector('body.calm')
    expect(await words(phone)).toContain(say(way, '已离开', 'You have left'))
    await looked(phone, way, 'result-left')
    await phone.click(`text=${say(way, '删除这次登记', 'Erase this entry')}`)
    await looked(phone, way, 'erase')
    await phone.click('button.go')
    await phone.waitForURL('**/visits?done=erased')
    expect(await words(phone)).toContain(say(way, '已删除', 'Erased'))
    await looked(phone, way, 'log')
    await close(phone)
  })

  test('at a full place a visitor is asked to wait', async () => {
    const [full] = await sql<{ code: string }>(
      "SELECT p.code FROM places p WHERE p.status = 'open' AND p.capacity IS NOT NULL AND (SELECT sum(people) FROM place_slots s WHERE s.place_id = p.id) >= p.capacity ORDER BY p.capacity LIMIT 1",
    )
    const phone = await openPhone(way)
    await phone.goto(`/P/${full?.code}`)
    await looked(phone, way, 'door-full')
    await fillIn(phone, { ...somebody(), temperature: '36.6' })
    await phone.waitForURL('**/visits/**')
    expect(await words(phone)).toContain(say(way, '店内已满，请稍候', 'Full, please wait'))
    await looked(phone, way, 'result-full')
    await close(phone)
  })

  test('at a suspended place nobody is asked to fill in anything', async () => {
    const [shut] = await sql<{ code: string }>(
      "SELECT code FROM places WHERE status = 'suspended' LIMIT 1",
    )
    const phone = await openPhone(way)
    await phone.goto(`/P/${shut?.code}`)
    expect(await words(phone)).toContain(say(way, '暂停营业', 'Suspended'))
    expect(await phone.locator('form').count()).toBe(0)
    await looked(phone, way, 'door-shut')
    await close(phone)
  })

  test('a mistyped code leads on instead of into a dead end', async () => {
    const phone = await openPhone(way)
    const { placeCode } = town()
    const wrong = `${placeCode.slice(0, 6)}${placeCode.endsWith('A') ? 'B' : 'A'}`
    await phone.goto(`/p/${wrong}`)
    expect(await words(phone)).toContain(say(way, '编号有误', 'That code is mistyped'))
    await looked(phone, way, 'mistyped')
    await phone.fill('[name=q]', placeCode.toLowerCase())
    await phone.click('button.go')
    await phone.waitForURL(`**/p/${placeCode}`)
    await close(phone)
  })
})

test('with script the clock ticks from server time and the entry word turns with the minute', async () => {
  const phone = await openPhone()
  await checkIn(phone, town().placeCode, { ...somebody(), temperature: '36.6' })
  const clock = () => phone.locator('[data-clock]').textContent()
  const first = await clock()
  await expect.poll(clock, { timeout: 5_000 }).not.toBe(first)
  await close(phone)
})

test('Back, reload and a double tap never make a second entry', async () => {
  const phone = await openPhone()
  // Nobody else in the town has this family name, so that the rows are this visitor's.
  const who = { ...somebody(), name: '逄小燕', surname: '逄' }
  await phone.goto(`/P/${town().placeCode}`)
  await phone.fill('[name=name]', who.name)
  await phone.fill('[name=phone]', who.phone)
  await phone.fill('[name=temperature]', '36.6')
  await phone.dblclick('button.go')
  await phone.waitForURL('**/visits/**')
  await phone.reload()
  await phone.goBack()
  await phone.goForward()
  const [row] = await sql<{ n: number }>(
    'SELECT count(*) AS n FROM visits WHERE surname = ?',
    who.surname,
  )
  expect(row?.n).toBe(1)
  await close(phone)
})
