// How a watch ends, what is kept of it, and how the database runs the queries behind its pages.
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { watchTasks } from '../../src/features/watches'
import { watchesStatement } from '../../src/features/watches/store-lists'
import { dueReadings, dueTravel, purgeWatches } from '../../src/features/watches/store-purge'
import { DAY, HOUR, isoDay } from '../../src/shared/clock'
import { type OwnPhone, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { clock, db, one, openPlace, Phone } from '../support/town'
import { clerk, key, text, through, today, watched, watchRow, watchTown } from '../support/watched'

const book = watchTown()

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
    expect(await text(new Phone(), `/p/${place.code}/board`)).toContain('王*')
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
    await purgeWatches(db, book(), clock.now)
    expect(await held()).toEqual([{ n: 1 }, { n: 1 }])
    clock.now += DAY
    await purgeWatches(db, book(), clock.now)
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
    /SCAN (?!json_each|s\b|j\b|here\b|n\b|page\b|newest\b|w USING INDEX watches_(last|ended)|p USING INDEX worker_papers_travel)/
  expect(
    plans.filter(({ detail }) => whole.test(detail)).map(({ sql, detail }) => `${sql}\n${detail}`),
  ).toEqual([])
  const asked = { areas: [1], q: '', after: null, today: 1, through: { am: 1, pm: 1 } }
  const seen: Parameters<typeof notingD1>[0] = []
  watchesStatement({ $client: notingD1(seen) }, 1, { ...asked, view: 'ended' })
  expect((await plansOf(seen, tables)).some(({ sorted }) => sorted)).toBe(false)
})

const actorOf = async () => ({
  kind: 'officer' as const,
  id: (await openPlace()).id,
  name: '李卫东',
  scopes: [{ role: 'clerk' as const, department: null, areaPath: '/1/' }],
  places: [],
})
