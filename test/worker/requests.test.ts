import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actorOfSession } from '../../src/features/accounts'
import type { Place } from '../../src/features/places'
import { requestTasks } from '../../src/features/requests'
import { DAY } from '../../src/shared/clock'
import { asked, helpForm, helpRow, helpStep } from '../support/help'
import { keeperOf, type OwnPhone, officer, person } from '../support/people'
import { bytesOf, PLAIN } from '../support/photos'
import { notingD1, plansOf } from '../support/plans'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let place: Place
let keeper: OwnPhone
let hq: OwnPhone
let clerk: OwnPhone
let admin2: OwnPhone

const office = (number: string) => `/office/requests/${number}`
const own = (number: string) => `/keep/${place.code}/help/${number}`
const text = async (phone: Phone, path: string) => (await phone.get(path)).text()

beforeAll(async () => {
  await foundTown({
    departments: [
      { id: 'market', name: { zh: '市场监管', en: 'Market' } },
      { id: 'commerce', name: { zh: '商务', en: 'Commerce' } },
    ],
  })
  hq = await officer({ role: 'admin' })
  admin2 = await officer({ role: 'admin' })
  clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
})
beforeEach(async () => {
  clock.now += 1000
  for (const phone of [hq, admin2, clerk]) await phone.signIn()
  place = await openPlace({ name: '鑫源机械厂', kind: 'enterprise' })
  keeper = await keeperOf(place)
})

describe('a place asks the town for help', () => {
  test('and sees who took it, what was answered and that it is closed, each with its time', async () => {
    const number = await asked(keeper, place, { needed: '2020-03-14' })
    expect(await text(keeper, `/keep/${place.code}/today`)).toContain('1 件在办理')
    expect((await helpStep(clerk, office(number), 'take')).status).toBe(303)
    const answer = { text: '镇里调配 2000 只，明早 9 点到服务专班领' }
    expect((await helpStep(clerk, office(number), 'answer', answer)).status).toBe(303)
    expect(await text(keeper, `/keep/${place.code}/today`)).toContain('1 件已答复，请看')
    const page = await text(keeper, `/keep/${place.code}/help`)
    expect(page).toContain('峡企诉〔2020〕')
    expect(page).toContain('口罩只够 2 天')
    expect(page).toContain('数量：2000 只 · 3 月 14 日前要')
    expect(page).toMatch(/接单<\/b> · 李卫东/)
    expect(page).toContain(answer.text)
    expect((await helpStep(keeper, own(number), 'solved')).status).toBe(303)
    expect(await helpRow(number)).toMatchObject({ state: 'closed', version: 4 })
    const { results } = await db.$client
      .prepare("SELECT act FROM audit WHERE subject = ? AND act NOT LIKE '%read' ORDER BY seq")
      .bind(`requests:${number}`)
      .all<{ act: string }>()
    expect(results.map(({ act }) => act)).toEqual(
      ['take', 'answer', 'solved'].map((act) => `requests.${act}`),
    )
  })

  test('sent twice it is one; what is written lies sealed, its history cannot be changed', async () => {
    const form = helpForm({ text: '缺口罩，联系陈建国' })
    for (let n = 0; n < 2; n++)
      expect((await keeper.post(`/keep/${place.code}/help`, form)).status).toBe(303)
    expect(
      await one('SELECT count(*) AS n FROM help_requests WHERE place_id = ?', place.id),
    ).toEqual({ n: 1 })
    const row = await one('SELECT * FROM help_requests WHERE key = ?', form.key)
    expect(JSON.stringify(row)).not.toMatch(/陈建国|2000/)
    for (const sql of ["UPDATE help_entries SET kind = 'close'", 'DELETE FROM help_entries'])
      await expect(db.$client.prepare(sql).run()).rejects.toThrow('append-only')
  })

  test('what is wrong is said beside its field, and what was typed is kept', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ category: 'weapons' }, '请填写'],
      [{ text: ' ' }, '请填写'],
      [{ text: '字'.repeat(301) }, '太长'],
      [{ needed: '2020-02-01' }, '请填写'],
      [{ quantity: 'a\u202eb' }, '不能'],
      [{ key: 'x' }, '页面已过期'],
      [{ extra: '1' }, '不认识'],
    ]
    for (const [change, says] of wrong) {
      const sent = await keeper.post(
        `/keep/${place.code}/help`,
        helpForm({ quantity: '15 箱', ...change }),
      )
      const page = await sent.text()
      expect(sent.status, JSON.stringify(change)).toBe(422)
      expect(page).toContain(says)
      if (!('quantity' in change)) expect(page).toContain('value="15 箱"')
    }
    const { category: _, ...unchosen } = helpForm()
    const page = await (await keeper.post(`/keep/${place.code}/help`, unchosen)).text()
    expect(page).toMatch(/href="#f-category">请填写/)
  })

  test('a fourth at once waits until one of three is closed or withdrawn', async () => {
    const first = await asked(keeper, place)
    await asked(keeper, place)
    await asked(keeper, place)
    const refused = await keeper.post(`/keep/${place.code}/help`, helpForm())
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('已有 3 件在办理')
    expect((await helpStep(keeper, own(first), 'withdraw')).status).toBe(303)
    await asked(keeper, place)
    const late = await helpStep(keeper, own(first), 'withdraw', { version: '1' })
    expect(late.status).toBe(303)
    expect(await helpRow(first)).toMatchObject({ state: 'withdrawn', version: 2 })
  })

  test('“not solved” within seven days puts it back with a new time; later it is too late', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    await helpStep(clerk, office(number), 'answer', { text: '请自行购买' })
    const empty = await helpStep(keeper, own(number), 'reopen', { text: '' })
    expect(empty.status).toBe(422)
    await helpStep(hq, office(number), 'close')
    const before = await helpRow(number)
    clock.now += DAY
    for (const phone of [hq, clerk, keeper]) await phone.signIn()
    expect((await helpStep(keeper, own(number), 'reopen', { text: '买不到' })).status).toBe(303)
    const after = await helpRow(number)
    expect(after).toMatchObject({ state: 'open', reopens: 1, taken_by: null })
    expect(after?.answer_by).toBeGreaterThan((before?.answer_by ?? 0) + DAY / 2)
    expect(await text(hq, office(number))).toContain('买不到')
    await helpStep(clerk, office(number), 'take')
    await helpStep(clerk, office(number), 'answer', { text: '已送到' })
    clock.now += 8 * DAY
    await keeper.signIn()
    expect(await text(keeper, `/keep/${place.code}/help`)).not.toContain('/reopen')
    const late = await helpStep(keeper, own(number), 'reopen', { text: '还差' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('已过可以说“没解决”的期限')
  })

  test('the keeper of another place neither sees nor changes it', async () => {
    const number = await asked(keeper, place)
    const elsewhere = await openPlace()
    const other = await keeperOf(elsewhere)
    for (const path of [own(number), `/keep/${elsewhere.code}/help/${number}`]) {
      expect([403, 404]).toContain((await other.get(`${path}/form`)).status)
      expect([403, 404]).toContain((await helpStep(other, path, 'withdraw')).status)
    }
    expect(await helpRow(number)).toMatchObject({ state: 'open' })
  })
})

describe('the office', () => {
  test('of ten officers at once one takes it; the others are told who has it', async () => {
    const number = await asked(keeper, place)
    const ten: OwnPhone[] = []
    for (let n = 0; n < 10; n++)
      ten.push(await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' }))
    const answers = await Promise.all(
      ten.map((each) => helpStep(each, office(number), 'take', { version: '1' })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const lost = answers.filter(({ status }) => status === 409)
    expect(lost).toHaveLength(9)
    expect(await lost[0]?.text()).toMatch(/李卫东 于 3 月 \d+ 日 .* 接单。现在是“办理中”/)
    const winner = ten[answers.findIndex(({ status }) => status === 303)] ?? hq
    const again = await helpStep(winner, office(number), 'take', { version: '1' })
    expect(again.status).toBe(303)
  })

  test('only whoever has it answers; headquarters may hand it on, and the reviewer of that department gets it', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    expect((await helpStep(hq, office(number), 'answer', { text: '好' })).status).toBe(409)
    const reviewer = await officer({ role: 'reviewer', department: 'commerce' })
    const refused = await helpStep(reviewer, office(number), 'hand', { unit: 'dept.market' })
    expect(refused.status).toBe(409)
    const unknown = await helpStep(hq, office(number), 'hand', { unit: 'dept.none' })
    expect(unknown.status).toBe(422)
    const hand = { unit: 'dept.commerce', text: '请商务办协调', version: '2' }
    expect((await helpStep(hq, office(number), 'hand', hand)).status).toBe(303)
    expect((await helpStep(hq, office(number), 'hand', hand)).status).toBe(303)
    expect(await helpRow(number)).toMatchObject({
      unit: 'dept.commerce',
      version: 3,
      taken_by: null,
    })
    const actor = await actorOfSession(db, reviewer.cookies.get('__Host-session') ?? '', clock.now)
    const tasks = actor ? await requestTasks(db, actor, clock.now) : []
    expect(tasks[0]).toMatchObject({ href: '/office/requests?ours=1', count: 1 })
    expect(await text(reviewer, '/office/requests?ours=1')).toContain(office(number))
    expect((await helpStep(reviewer, office(number), 'take')).status).toBe(303)
  })

  test('late is what nobody answered by its time, and it is a task', async () => {
    const number = await asked(keeper, place)
    expect(await text(clerk, '/office/requests?view=late')).not.toContain(office(number))
    clock.now += 5 * DAY
    await clerk.signIn()
    expect(await text(clerk, '/office/requests?view=late')).toContain(office(number))
    expect(await text(clerk, office(number))).toMatch(/逾期 \d 天/)
    expect(await text(clerk, '/office')).toMatch(/待接单的企业诉求[\s\S]*件超时/)
  })

  test('shows to each only their own area, and does nothing for those who read', async () => {
    const number = await asked(keeper, place)
    await db.$client
      .prepare(
        "INSERT OR IGNORE INTO areas VALUES (4, 2, 'village', '方顶村', 'Fangding', '/1/2/4/')",
      )
      .run()
    const far = await officer({ role: 'clerk', areaId: 4, areaPath: '/1/2/4/' })
    expect(await text(far, '/office/requests')).not.toContain(office(number))
    expect(await text(far, `/office/requests?q=${encodeURIComponent('鑫源')}`)).not.toContain(
      office(number),
    )
    expect((await far.get(office(number))).status).toBe(403)
    expect((await helpStep(far, office(number), 'take')).status).toBe(403)
    for (const role of ['patrol', 'viewer', 'inspector'] as const) {
      const reader = await officer({ role })
      const page = await text(reader, office(number))
      expect(page).toContain('口罩只够 2 天')
      expect(page).not.toContain('/take"')
      expect((await helpStep(reader, office(number), 'take')).status).toBe(403)
    }
    expect(await text(clerk, office(number))).toContain(`/office/places/${place.code}/call`)
    for (const path of ['2020-9999', '1999-1', 'x'])
      expect((await hq.get(office(path))).status).toBe(404)
    const read = "SELECT count(*) AS n FROM audit WHERE act = 'requests.read' AND subject = ?"
    expect((await one<{ n: number }>(read, `requests:${number}`))?.n).toBeGreaterThan(2)
  })

  test('an answer brings a photo the keeper opens; a text dressed as a photo is refused', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    const send = (file: File) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ version: '2', text: '见照片' }))
        body.append(name, value)
      body.append('file', file)
      return clerk.postForm(`${office(number)}/answer/files`, body)
    }
    const bad = await send(new File([bytesOf('hello')], 'a.jpg', { type: 'image/jpeg' }))
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('见照片')
    const photo = new File([PLAIN.jpeg], 'a.jpg', { type: 'image/jpeg' })
    expect((await send(photo)).status).toBe(303)
    const href =
      /href="(\/files\/\d+)"/.exec(await text(keeper, `/keep/${place.code}/help`))?.[1] ?? ''
    expect((await keeper.get(href)).status).toBe(200)
    expect((await (await person({ kind: 'keeper' })).get(href)).status).toBe(404)
  })

  test('the numbers are those of the lists they open, by category and by age', async () => {
    clock.now += DAY
    await hq.signIn()
    await asked(keeper, place, { category: 'energy' })
    const page = await text(hq, '/office/requests/numbers')
    for (const [, href = '', n] of page.matchAll(
      /href="(\/office\/requests\?view=[^"]+)">(\d+)</g,
    )) {
      const rows = await text(hq, href.replaceAll('&amp;', '&'))
      const listed = [...rows.matchAll(/class="row"/g)].length
      expect(listed, href).toBe(Math.min(Number(n), 20))
    }
    expect(page).toMatch(/view=open&(amp;)?category=energy/)
    expect(page).toMatch(/view=open&(amp;)?age=today/)
    hq.cookies.set('lang', 'en')
    expect(await text(hq, '/office/requests/numbers')).toContain('By when they were asked')
    hq.cookies.delete('lang')
  })

  test('the form on paper says what was asked and every step', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    for (const [phone, path] of [
      [keeper, own(number)],
      [clerk, office(number)],
    ] as const) {
      const page = await text(phone, `${path}/form`)
      for (const says of [
        '企业诉求单',
        '鑫源机械厂（企业）',
        '口罩只够 2 天',
        '2000 只',
        '接单',
        '李卫东',
      ])
        expect(page).toContain(says)
      expect(page).not.toContain('马长顺')
    }
  })
})

describe('suppliers', () => {
  const typed = (change: Record<string, string> = {}): Record<string, string> => ({
    key: helpForm().key ?? '',
    name: '洛河医疗器械',
    category: 'supplies',
    what: '一次性医用口罩',
    price: '每只 2 元',
    contact: '店内柜台',
    ...change,
  })
  const from = () => new Date(clock.now + 8 * 3600_000).toISOString().slice(0, 10)

  test('are published for everybody, found by category and word, changed and ended with their trace', async () => {
    const sent = typed({ from: from() })
    for (let n = 0; n < 2; n++)
      expect((await hq.post('/office/suppliers/new', sent)).status).toBe(303)
    const visitor = new Phone()
    expect(await text(visitor, '/suppliers')).toContain('洛河医疗器械')
    expect(await text(visitor, `/suppliers?q=${encodeURIComponent('口罩')}`)).toContain('每只 2 元')
    expect(await text(visitor, '/suppliers?category=energy')).not.toContain('洛河医疗器械')
    expect(await text(visitor, '/suppliers?q=zzz')).toContain('没有找到供应商')
    expect(await text(visitor, '/guide')).toContain('href="/suppliers"')
    const row = await one<{ id: number; n: number }>(
      'SELECT max(id) AS id, count(*) AS n FROM suppliers',
    )
    expect(row?.n).toBe(1)
    const path = `/office/suppliers/${row?.id}`
    const { key: _, ...change } = sent
    const changed = { ...change, version: '1', price: '每只 1.8 元' }
    expect((await hq.post(path, changed)).status).toBe(303)
    expect((await hq.post(path, changed)).status).toBe(303)
    const second = await admin2.post(path, { ...change, version: '1', price: '每只 9 元' })
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('别人刚刚改过')
    for (let n = 0; n < 2; n++) await hq.post(`${path}/end`, {})
    expect(await text(visitor, '/suppliers')).not.toContain('洛河医疗器械')
    expect(await text(hq, '/office/suppliers?ended=1')).toContain('洛河医疗器械')
    const { results } = await db.$client
      .prepare("SELECT act FROM audit WHERE act LIKE 'suppliers.%' ORDER BY seq")
      .all<{ act: string }>()
    expect(results.map(({ act }) => act)).toEqual([
      'suppliers.add',
      'suppliers.change',
      'suppliers.end',
    ])
  })

  test('of tomorrow are not shown today; a bad form keeps what was typed', async () => {
    clock.now += 1000
    const later = new Date(clock.now + 32 * 3600_000).toISOString().slice(0, 10)
    await hq.post('/office/suppliers/new', typed({ name: '明日货运', from: later }))
    expect(await text(new Phone(), '/suppliers')).not.toContain('明日货运')
    const bad = await hq.post(
      '/office/suppliers/new',
      typed({ contact: '', name: '某某公司', from: from() }),
    )
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('value="某某公司"')
  })
})

test('no list, search, count or step reads a whole table or sorts one that grows', async () => {
  const number = await asked(keeper, place)
  const sent: Parameters<typeof notingD1>[0] = []
  const through = (phone: OwnPhone): OwnPhone => {
    const noting = new Phone({ ...env, DB: notingD1(sent) })
    for (const [name, value] of phone.cookies) noting.cookies.set(name, value)
    return noting as OwnPhone
  }
  const [office_, keep_] = [through(hq), through(keeper)]
  const views = ['open', 'in_hand', 'answered', 'closed', 'late', 'mine'].map(
    (view) => `view=${view}`,
  )
  const filters = [
    '',
    '&category=supplies',
    '&area=3',
    '&area=2&kind=site&age=week&ours=1',
    '&after=1~1',
  ]
  for (const view of views)
    for (const filter of filters) await office_.get(`/office/requests?${view}${filter}`)
  for (const q of ['鑫源', '鑫', place.code, '12', `${number}`])
    await office_.get(`/office/requests?q=${encodeURIComponent(q)}`)
  for (const path of [
    '/office',
    '/office/requests/numbers',
    office(number),
    '/suppliers',
    '/suppliers?category=energy&q=a',
    '/office/suppliers?ended=1',
  ])
    await office_.get(path)
  await keep_.get(`/keep/${place.code}/help`)
  await keep_.get(`/keep/${place.code}/today`)
  await helpStep(office_, office(number), 'take')
  const plans = await plansOf(sent, ['help_requests', 'help_entries', 'suppliers'])
  expect(plans.length).toBeGreaterThan(20)
  const slow = plans.filter(
    ({ sql, detail, sorted }) =>
      /\bSCAN\b/.test(detail.replaceAll(/SCAN (json_each|s|j|CONSTANT ROW)\b.*/g, '')) ||
      (sorted && !/GROUP BY/.test(sql)),
  )
  expect(slow.map(({ sql, detail }) => `${sql}\n${detail}`)).toEqual([])
})
