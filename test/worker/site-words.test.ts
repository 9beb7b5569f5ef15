// A gatekeeper stands at a site and at an enterprise, nobody of a shop: no page a visitor or the gate reads says so.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keeperOf } from '../support/people'
import { nextMorning, receiptOf, scanAndFill } from '../support/scan'
import { db, foundTown, openPlace, Phone, publish } from '../support/town'

beforeAll(async () => {
  await foundTown()
})
beforeEach(nextMorning)

const KINDS = ['site', 'enterprise'] as const
const gateOf = (kind: (typeof KINDS)[number], change = {}) =>
  openPlace({ kind, name: '中牟路工程', ...change })

/** A page that has words for what stands there, and none of a shop. */
async function read(phone: Phone, path: string): Promise<string> {
  // What stands around it, such as 店主登录 in the head, is the town's.
  const [, page = ''] = /<main[^>]*>(.*)<\/main>/s.exec(await (await phone.get(path)).text()) ?? []
  expect(page).toContain('</')
  expect(page.match(/\{@?\w+\}/g)).toBeNull()
  expect(page.match(/.{0,12}(店|营业|\b[Ss]hop|opening hours).{0,12}/g)).toBeNull()
  return page
}

describe.each(KINDS)('whoever comes to the gate of this kind: %s', (kind) => {
  const enter = kind === 'site' ? '进场' : '进入'

  test('is told at the door who reads what is typed and who helps', async () => {
    const full = await gateOf(kind, { capacity: 1 })
    await scanAndFill({}, full)
    const page = await read(new Phone(), `/p/${full.code}`)
    for (const words of ['请门岗代登记', '门岗只看到您的姓', '请门岗放行', `登记，${enter}`])
      expect(page).toContain(words)
    const stranger = new Phone()
    stranger.cookies.set('lang', 'en')
    const english = await read(stranger, `/p/${full.code}`)
    expect(english).toContain('Ask the gate staff')
    expect(english).toContain('The gate sees only')
  })

  const trading = kind === 'site' ? '施工' : '生产'
  test.each([
    ['not allowed yet', { status: 'applied' }, `这里还没有批准${trading}`],
    ['suspended', { status: 'suspended' }, `这里已被暂停${trading}`],
    ['closed', { status: 'closed' }, `这里已停止${trading}`],
    [
      'out of hours',
      { opensAt: 0, closesAt: 1 },
      kind === 'site' ? '不在施工时间' : '不在上班时间',
    ],
  ] as const)('reads at a gate that is %s what does not go on there', async (_, change, says) => {
    const gate = await gateOf(kind, change)
    expect(await read(new Phone(), `/p/${gate.code}`)).toContain(says)
    const stranger = new Phone()
    stranger.cookies.set('lang', 'en')
    await read(stranger, `/p/${gate.code}`)
    if (says.startsWith('这里')) await read(new Phone(), `/p/${gate.code}/board`)
  })

  test('is told at the door that the gate takes the temperature, where it does', async () => {
    const { visits } = await publish()
    await publish({ visits: { ...visits, temperatureBy: 'keeper' } })
    const { page, door } = await scanAndFill({}, await gateOf(kind))
    expect(page).toContain('请让门岗测体温')
    expect(await read(new Phone(), `/p/${door.code}`)).toContain('体温由门岗测量并填写')
    await publish()
  })

  const outcomes: [string, string, string][] = [
    ['who may go in', `${enter}口令（与门岗手机一致）`, "verdict = 'go'"],
    ['who waits', '请稍等', "verdict = 'wait'"],
    ['for whom there is no room', '门岗会请您进去', "verdict = 'full'"],
    ['who is stopped', '门岗会报告', "verdict = 'stop'"],
    ['of a place that is shut', `本次不算${enter}`, "verdict = 'shut', doubt = 'shut'"],
    ['who is one of too many', '请找门岗确认', "doubt = 'burst'"],
    ['whose entry is voided', '门岗已作废', 'voided_at = 1'],
  ]
  test.each(outcomes)('%s reads so on every page of theirs', async (_, says, change) => {
    const door = await gateOf(kind, { capacity: 30 })
    const { phone, sent } = await scanAndFill({}, door)
    await db.$client.prepare(`UPDATE visits SET ${change} WHERE place_id = ?`).bind(door.id).run()
    const receipt = receiptOf(sent)
    expect(await read(phone, receipt)).toContain(says)
    for (const path of [`${receipt}/kept`, `${receipt}/erase`, '/visits']) await read(phone, path)
    phone.cookies.set('lang', 'en')
    for (const path of ['', '/kept', '/erase']) await read(phone, receipt + path)
  })

  test('stands in a list the gate reads as its own', async () => {
    const door = await gateOf(kind, { capacity: 30 })
    const gate = await keeperOf(door)
    expect(await read(gate, `/keep/${door.code}`)).toContain('来人测温后扫码')
    await scanAndFill({ temperature: '37.8' }, door)
    await scanAndFill({}, door)
    const list = await read(gate, `/keep/${door.code}`)
    expect(list).toContain(`今日${enter}`)
    expect(list).toContain(kind === 'site' ? '场内 1 人' : '里面 1 人')
    const entry = /href="(\/keep\/[^"]+\/entries\/[^"]+)"/.exec(list)?.[1] ?? ''
    await read(gate, entry)
    await read(gate, `/keep/${door.code}/proxy`)
    expect(await read(gate, `/keep/${door.code}/poster`)).toContain('请门岗代登记')
  })
})

test('a visitor of a shop is still told of the shop', async () => {
  const { door, phone, sent } = await scanAndFill({})
  const page = await (await phone.get(`/p/${door.code}`)).text()
  for (const words of ['店家只看到您的姓', '请店员代登记', '登记，进店'])
    expect(page).toContain(words)
  expect(await (await phone.get(receiptOf(sent))).text()).toContain('进店口令（与店员手机一致）')
})
