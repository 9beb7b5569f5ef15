// A worker comes back from a risk area: watched, measured, checked, released; and everything that may go wrong.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { watchTasks } from '../../src/features/watches'
import { dueReadings, dueTravel, purgeWatches } from '../../src/features/watches/store-purge'
import { watchesStatement } from '../../src/features/watches/store-read'
import { DAY, dayOf, HOUR, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { helperOf, type OwnPhone, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { somebody, staffed, stay } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let book: Awaited<ReturnType<typeof foundTown>>
beforeAll(async () => {
  book = await foundTown({ ...pledgeQuestions(), duties: DUTIES })
})

let morning = MORNING
beforeEach(() => {
  morning += 60 * DAY
  clock.now = morning
})

const key = () => newKey(clock.now, systemRandom)
const today = () => dayOf(clock.now)
const where = (answer: Response) => answer.headers.get('location') ?? ''
const idIn = (answer: Response): number => Number(/watches\/(\d+)/.exec(where(answer))?.[1])
const text = async (phone: Phone, path: string) => (await phone.get(path)).text()
const watchRow = (id: number) =>
  one<{ version: number; first_day: number; last_day: number; measured: number; missed: number }>(
    'SELECT * FROM watches WHERE id = ?',
    id,
  )
const clerk = () => officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })

/** Somebody back from a high-risk area two days ago, confirmed by the keeper. */
async function returned() {
  const who = somebody('王小梅')
  const there = { area: { answer: 'yes', ...stay(1, '420000', 6, 2) } }
  const made = await staffed(who, { area: there.area })
  await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/confirm`, {})
  return made
}

/** Under observation since this morning, by the keeper's one press. */
async function watched() {
  const made = await returned()
  const page = await text(made.keeper, `/keep/${made.place.code}/staff/${made.worker}`)
  expect(page).toContain('转隔离观察')
  const begun = await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/watch`, {
    key: key(),
  })
  const id = idIn(begun)
  const keep = `/keep/${made.place.code}/watches/${id}`
  const measure = (form: Record<string, string> = {}, phone: Phone = made.keeper) =>
    phone.post(`${keep}/readings`, { key: key(), shift: 'am', temperature: '36.5', ...form })
  const act = async (phone: Phone, name: string, form: Record<string, string> = {}) =>
    phone.post(`/office/watches/${id}/${name}`, {
      key: key(),
      version: String((await watchRow(id))?.version),
      ...form,
    })
  return { ...made, id, keep, measure, act }
}

/** Measures every half day up to and with the last. */
async function through(made: Awaited<ReturnType<typeof watched>>, skip = 0) {
  const last = (await watchRow(made.id))?.last_day ?? 0
  let n = 0
  for (let day = today(); day <= last; day++)
    for (const shift of ['am', 'pm']) {
      clock.now = morning + (day - dayOf(morning)) * DAY + (shift === 'am' ? -2 : 8) * HOUR
      if (clock.now < morning || n++ < skip) continue
      await made.keeper.signIn()
      await made.measure({ shift })
    }
}

describe('a watch', () => {
  test('begins from the pledge by one press, with the days of the rule; twice is once', async () => {
    const { keeper, place, worker, id } = await watched()
    const row = await watchRow(id)
    expect([row?.first_day, row?.last_day]).toEqual([today() - 1, today() + 12])
    const again = await keeper.post(`/keep/${place.code}/staff/${worker}/watch`, { key: key() })
    expect(idIn(again)).toBe(id)
    const rows = 'SELECT count(*) AS n FROM watches WHERE worker_id = ?'
    expect(await one(rows, worker)).toEqual({ n: 1 })
    expect(await text(keeper, `/keep/${place.code}/watches`)).toContain('王小梅')
    const helper = await text(await helperOf(place), `/keep/${place.code}/watches`)
    expect(helper).toContain('王*')
    expect(helper).not.toContain('王小梅')
  })

  test('by hand is refused when it ends before it begins, is short, or another runs', async () => {
    const { place, worker } = await staffed(somebody('李大力'))
    const phone = await clerk()
    const path = `/office/watches/worker/${worker}`
    const open = (form: Record<string, string>) =>
      phone.post(path, {
        key: key(),
        place: String(place.id),
        first: isoDay(today()),
        kept: 'home',
        why: 'contact',
        text: '同住人确诊',
        ...form,
      })
    const early = await open({ last: isoDay(today() - 1) })
    expect(early.status).toBe(422)
    expect(await early.text()).toMatch(/id="f-open-last-error">最后一天不能早于开始日期/)
    expect(await (await open({ last: isoDay(today() + 3) })).text()).toContain('比返岗规定的天数短')
    expect((await open({ text: '' })).status).toBe(422)
    const made = await open({ last: '' })
    expect((await watchRow(idIn(made)))?.last_day).toBe(today() + 13)
    expect(await (await open({})).text()).toContain('已经在隔离观察')
    const reason = await one<{ text: string }>(
      'SELECT text FROM watch_entries WHERE watch_id = ?',
      idIn(made),
    )
    expect(reason?.text).not.toContain('确诊')
  })

  test('is of one’s own area or place only, and every reading of it is in the log', async () => {
    const { id, worker, keep } = await watched()
    const elsewhere = await officer({ role: 'clerk', areaId: 9, areaPath: '/1/9/' })
    expect((await elsewhere.get(`/office/watches/${id}`)).status).toBe(403)
    expect((await elsewhere.get(`/office/watches/worker/${worker}`)).status).toBe(404)
    const other = await staffed(somebody())
    const foreign = keep.replace(/keep\/\w+/, `keep/${other.place.code}`)
    expect((await other.keeper.get(foreign)).status).toBe(404)
    const reads = () =>
      one<{ n: number }>(
        "SELECT count(*) AS n FROM audit WHERE act = 'watches.read' AND subject = ?",
        `workers:${worker}`,
      )
    const before = (await reads())?.n ?? 0
    const phone = await clerk()
    expect(await text(phone, `/office/watches/${id}`)).toContain('王小梅')
    expect(await text(phone, '/office/watches')).not.toContain('王小梅')
    expect((await reads())?.n).toBe(before + 1)
  })
})

describe('measuring', () => {
  test('once a half day; a second one corrects knowingly; gaps are said and counted', async () => {
    const { id, keep, keeper, place, measure } = await watched()
    const first = { key: key(), shift: 'pm' }
    await measure(first)
    await measure(first)
    expect((await watchRow(id))?.measured).toBe(1)
    const second = await measure({ shift: 'pm', temperature: '36.8' }, await helperOf(place))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('别人刚刚登记过')
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      id,
    )
    await measure({ shift: 'pm', temperature: '36.8', seen: String(reading?.id) })
    expect(await text(keeper, keep)).toContain('36.8℃')
    expect((await watchRow(id))?.measured).toBe(1)
    clock.now += 2 * DAY
    const page = await text(await keeper.signIn(), keep)
    // The mornings of two days and one evening.
    expect(page).toContain('漏测 3 次')
    const list = await text(await clerk(), '/office/watches?view=gaps')
    expect(list).toContain('漏测 3 次')
  })

  const bad: [string, Record<string, string>, string][] = [
    ['words', { temperature: '正常' }, '34.0'],
    ['nothing', { temperature: '' }, '请填'],
    ['a symptom nobody asked for', { s_gold: '1' }, '系统不认识'],
  ]
  test.each(bad)('refuses %s', async (_, form, says) => {
    const { measure, id } = await watched()
    const answer = await measure(form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect((await watchRow(id))?.measured).toBe(0)
  })

  test('a fever or a symptom says at once what to do, and stands with the officers until told', async () => {
    const { id, keep, keeper, measure } = await watched()
    const phone = await clerk()
    const tasks = async () => text(phone, '/office')
    await measure({ temperature: '36.5', s_cough: '1' })
    expect(await text(keeper, keep)).toContain('马上报告：村（社区）')
    expect(await tasks()).toContain('隔离观察：发热待报告')
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      id,
    )
    const told = () => keeper.post(`${keep}/told`, { reading: String(reading?.id) })
    await told()
    await told()
    expect(await tasks()).not.toContain('隔离观察：发热待报告')
    expect(await text(keeper, keep)).toContain('已报告')
    const log = "SELECT count(*) AS n FROM audit WHERE act = 'watches.report_fever' AND subject = ?"
    expect(await one(log, `watches:${id}`)).toEqual({ n: 1 })
  })
})

describe('somebody on watch is not at work', () => {
  test('no box in the staff check; a temperature for them is refused at the row, the others are saved', async () => {
    const { place, keeper, worker } = await watched()
    const other = await workerAt(place, { name: '赵四' })
    const path = `/keep/${place.code}/staff-check`
    const page = await text(keeper, path)
    expect(page).toContain('不能上工：1 人')
    expect(page).not.toContain(`name="t${worker}"`)
    const form = { key: pageKey(), shift: 'am', [`t${worker}`]: '36.4', [`t${other}`]: '36.6' }
    for (const _ of ['sent', 'sent again']) {
      const answer = await keeper.post(path, form)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toMatch(
        new RegExp(`id="f-t${worker}-error">在隔离观察，不能上工`),
      )
    }
    const rows = 'SELECT worker_id AS worker FROM worker_temperatures WHERE place_id = ?'
    const { results } = await db.$client.prepare(rows).bind(place.id).all()
    expect(results).toEqual([{ worker: other }])
    expect(await text(keeper, `/keep/${place.code}/staff?show=watch`)).toContain('观察中 1')
  })
})

describe('the end', () => {
  test('on the last day with all readings: a certificate, and work from that day everywhere', async () => {
    const made = await watched()
    const { place, worker, act, id, keep, phone } = made
    await through(made)
    clock.now += HOUR
    const keeper = await made.keeper.signIn()
    const officerPhone = await clerk()
    expect((await act(officerPhone, 'close', { text: '' })).status).toBe(303)
    expect(await watchRow(id)).toMatchObject({ missed: 0, ending: 'full' })
    const certificate = await text(officerPhone, `/office/watches/${id}/certificate`)
    expect(certificate).toMatch(/峡防解〔\d{4}〕1 号/)
    expect(certificate).toContain('不是健康证明')
    expect(await text(keeper, `${keep}/certificate`)).toContain('王小梅')
    expect(await text(phone, '/pledges')).toContain('解除隔离观察证明')
    expect(await text(phone, `/pledges/released/${id}`)).toContain('王小梅')
    expect((await new Phone().get(`/pledges/released/${id}`)).status).toBe(404)
    const path = `/keep/${place.code}`
    expect(await text(keeper, `${path}/staff-check`)).toContain(`name="t${worker}"`)
    expect(await text(keeper, `${path}/staff`)).toContain('可以上岗 1 人')
    expect((await made.measure()).status).toBe(409)
  })

  test('not before the last day; with gaps only with a reason; numbered without gaps', async () => {
    const made = await watched()
    const phone = await clerk()
    expect((await made.act(phone, 'close', { text: '好了' })).status).toBe(403)
    clock.now += 12 * DAY
    await phone.signIn()
    const refused = await made.act(phone, 'close', { text: '' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('有漏测，请写明原因')
    const form = { key: key(), text: '停电两天' }
    const before = await one<{ n: number }>('SELECT count(*) AS n FROM watches WHERE seq > 0')
    await made.act(phone, 'close', form)
    expect((await made.act(phone, 'close', form)).status).toBe(303)
    const row = await one<{ seq: number; missed: number }>(
      'SELECT seq, missed FROM watches WHERE id = ?',
      made.id,
    )
    expect(row?.missed).toBe(24)
    const ended = await one<{ n: number }>('SELECT count(*) AS n FROM watches WHERE seq > 0')
    expect(ended?.n).toBe((before?.n ?? 0) + 1)
  })

  test('before its time needs two officers, never the same one', async () => {
    const made = await watched()
    const [first, second] = [await clerk(), await officer({ role: 'health' })]
    await made.act(first, 'propose', { text: '检测阴性，医院证明' })
    expect((await made.act(first, 'approve', { text: '同意' })).status).toBe(403)
    expect(await text(second, '/office')).toContain('隔离观察：提前解除待您定')
    const version = String((await watchRow(made.id))?.version)
    const both = await Promise.all(
      ['approve', 'refuse'].map((act) => made.act(second, act, { version, text: '看过证明' })),
    )
    expect(both.map(({ status }) => status).sort()).toContain(303)
    const entries = await one<{ n: number }>(
      "SELECT count(*) AS n FROM watch_entries WHERE watch_id = ? AND kind IN ('early', 'refuse')",
      made.id,
    )
    expect(entries?.n).toBe(1)
    const acts = await db.$client
      .prepare("SELECT act FROM audit WHERE subject = ? AND act LIKE 'watches.%' ORDER BY seq")
      .bind(`watches:${made.id}`)
      .all<{ act: string }>()
    expect(acts.results.map(({ act }) => act)).toContain('watches.propose')
  })

  test('is put off with a reason, never brought forward', async () => {
    const made = await watched()
    const phone = await clerk()
    const last = today() + 12
    const short = await made.act(phone, 'extend', { last: isoDay(last), text: '再看' })
    expect(short.status).toBe(422)
    expect((await made.act(phone, 'extend', { last: isoDay(last + 7), text: '' })).status).toBe(422)
    await made.act(phone, 'extend', { last: isoDay(last + 7), text: '同屋发热' })
    expect((await watchRow(made.id))?.last_day).toBe(last + 7)
  })
})

describe('spot checks and documents', () => {
  test('a check is written once; who is not there needs words; missed days are said', async () => {
    const made = await watched()
    const phone = await officer({ role: 'patrol', areaId: 3, areaPath: '/1/2/3/' })
    const check = (form: Record<string, string>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(form)) body.set(name, value)
      return phone.postForm(`/office/watches/${made.id}/checks/files`, body)
    }
    expect((await check({ key: key(), found: '0', text: '' })).status).toBe(422)
    const once = { key: key(), found: '1', text: '' }
    await check(once)
    await check(once)
    clock.now += 3 * DAY
    const page = await text(await phone.signIn(), `/office/watches/${made.id}`)
    expect(page).toContain('抽查 1 次')
    expect(page).toContain('2 天没抽查')
  })

  test('a document is only noted as seen; an expired one says so; travel is an officer’s', async () => {
    const { keeper, place, worker } = await staffed(somebody('赵四'))
    await keeper.post(`/keep/${place.code}/staff/${worker}/confirm`, {})
    const path = `/keep/${place.code}/staff/${worker}/papers`
    const until = isoDay(today() + 1)
    await keeper.post(path, { key: key(), kind: 'health', until })
    expect((await keeper.post(path, { key: key(), kind: 'travel_sms', until: '' })).status).toBe(
      422,
    )
    const phone = await clerk()
    const office = `/office/watches/worker/${worker}/papers`
    const travel = { key: key(), kind: 'travel_sms', until: '' }
    expect((await phone.post(office, { ...travel, result: '' })).status).toBe(422)
    await phone.post(office, { ...travel, result: 'clear' })
    clock.now += 2 * DAY
    const page = await text(await keeper.signIn(), `/keep/${place.code}/staff`)
    expect(page).toContain('已过期，请看新的')
    expect(page).toContain('没到过风险地区')
  })
})

describe('what is kept', () => {
  test('readings and travel go the rulebook’s days after the end; the counts stay', async () => {
    const made = await watched()
    await made.measure({ temperature: '37.6', shift: 'pm' })
    const phone = await clerk()
    const papers = `/office/watches/worker/${made.worker}/papers`
    await phone.post(papers, { key: key(), kind: 'travel_sms', result: 'risk' })
    clock.now += 12 * DAY
    await made.act(await phone.signIn(), 'close', { text: '漏测有原因' })
    const held = async () => [
      await one('SELECT count(*) AS n FROM watch_readings WHERE watch_id = ?', made.id),
      await one('SELECT count(*) AS n FROM worker_papers WHERE worker_id = ?', made.worker),
    ]
    clock.now += 13 * DAY
    await purgeWatches(db, book, clock.now)
    expect(await held()).toEqual([{ n: 1 }, { n: 1 }])
    clock.now += DAY
    await purgeWatches(db, book, clock.now)
    expect(await held()).toEqual([{ n: 0 }, { n: 0 }])
    expect(await watchRow(made.id)).toMatchObject({ fevers: 1 })
    expect(await text(new Phone(), '/deletions')).toContain('解除的隔离观察：体温')
  })
})

test('no list, count or purge reads a whole table', async () => {
  const made = await watched()
  const sent: Parameters<typeof notingD1>[0] = []
  const noting = (phone: OwnPhone) => {
    const twin = new Phone({ ...env, DB: notingD1(sent) })
    for (const [name, value] of phone.cookies) twin.cookies.set(name, value)
    return twin
  }
  const office = noting(await clerk())
  const views = ['running', 'ending', 'gaps', 'fever', 'proposed', 'ended']
  for (const view of views)
    expect((await office.get(`/office/watches?view=${view}&q=面`)).status).toBe(200)
  await office.get(`/office/watches/${made.id}`)
  await office.get(`/office/watches/worker/${made.worker}`)
  const keeper = noting(made.keeper)
  await keeper.get(`/keep/${made.place.code}/watches`)
  await keeper.get(`/keep/${made.place.code}/staff-check`)
  await keeper.get(`/keep/${made.place.code}/staff`)
  await watchTasks({ $client: notingD1(sent) }, await actorOf(), clock.now)
  dueReadings({ $client: notingD1(sent) }, today())
  dueTravel({ $client: notingD1(sent) }, today())
  const tables = ['watches', 'watch_readings', 'watch_entries', 'worker_papers']
  const plans = await plansOf(sent, tables)
  expect(plans.length).toBeGreaterThan(15)
  const whole =
    /SCAN (?!json_each|s\b|j\b|here\b|n\b|w USING INDEX watches_(last|ended)|p USING INDEX worker_papers_travel)/
  expect(
    plans.filter(({ detail }) => whole.test(detail)).map(({ sql, detail }) => `${sql}\n${detail}`),
  ).toEqual([])
  const asked = { ranges: '[]', q: '', after: null, today: 1, through: { am: 1, pm: 1 } }
  const seen: Parameters<typeof notingD1>[0] = []
  watchesStatement({ $client: notingD1(seen) }, { ...asked, view: 'ended' })
  expect((await plansOf(seen, tables)).some(({ sorted }) => sorted)).toBe(false)
})

const actorOf = async () => ({
  kind: 'officer' as const,
  id: (await openPlace()).id,
  name: '李卫东',
  scopes: [{ role: 'clerk' as const, department: null, areaPath: '/1/' }],
  places: [],
})
