// A watch at the places it concerns: where it began, where its worker works now, and what is owed there.
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { OTHER_PLACE } from '../../src/features/people/form'
import { owedStatement, watchesOfPlace } from '../../src/features/watches/store-place'
import { DAY, HOUR } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { workerAt } from '../support/paper'
import { helperOf, keeperOf, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { clock, db, one, openPlace, type Phone } from '../support/town'
import { key, text, through, today, watched, watchRow, watchTown } from '../support/watched'

watchTown()

type Made = Awaited<ReturnType<typeof watched>>

/** The worker goes to a place of another keeper, who knows nothing of it yet. */
async function moved(made: Made) {
  const to = await openPlace({ name: '鑫源五金' })
  const keeper = await keeperOf(to)
  const page = `/keep/${made.place.code}/staff/${made.worker}/move`
  const seen = /name="seen" value="([^"]*)"/.exec(await text(made.keeper, page))?.[1] ?? ''
  const answer = await made.keeper.post(page, { to: OTHER_PLACE, code: to.code, seen })
  expect(answer.status).toBe(303)
  return { to, keeper, path: `/keep/${to.code}/watches/${made.id}` }
}

const line = async (phone: Phone, code: string, page: 'today' | '' = 'today') =>
  /class="todo-line" href="\/keep\/\w+\/watches"><b[^>]*>([^<]*)<\/b><span>([^<]*)</
    .exec((await text(phone, `/keep/${code}${page ? `/${page}` : ''}`)).replace(/<!--.*?-->/g, ''))
    ?.slice(1)
    .join('：') ?? null

describe('a watch begun at the old place', () => {
  test('stands in the list of the new one, is opened, measured and told there', async () => {
    const made = await watched()
    const { to, keeper, path } = await moved(made)
    const list = await text(keeper, `/keep/${to.code}/watches`)
    expect(list).toContain('王小梅')
    expect(list).toContain(path)
    expect(await text(keeper, path)).toContain('登记体温')
    const form = { key: key(), shift: 'am', temperature: '38.2' }
    expect((await keeper.post(`${path}/readings`, form)).status).toBe(303)
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      made.id,
    )
    await keeper.post(`${path}/told`, { reading: String(reading?.id) })
    const told = await one<{ told: number | null }>(
      'SELECT told_at AS told FROM watch_readings WHERE watch_id = ?',
      made.id,
    )
    expect(told?.told).toBe(clock.now)
  })

  test('is cared for by the place where it began, and the helper of the new one sees a masked name', async () => {
    const made = await watched()
    const { to, keeper, path } = await moved(made)
    const care = { key: key(), version: '1', kept: 'home', room: '', minder: '李四' }
    expect((await keeper.post(`${path}/care`, care)).status).toBe(403)
    const helper = await helperOf(to)
    const page = await text(helper, path)
    expect(page).toContain('王*')
    expect(page).not.toContain('王小梅')
  })

  test('is nobody else’s, and no longer the new one’s once the worker has left it', async () => {
    const made = await watched()
    const { to, keeper, path } = await moved(made)
    const elsewhere = await openPlace()
    const stranger = await keeperOf(elsewhere)
    expect((await stranger.get(`/keep/${elsewhere.code}/watches/${made.id}`)).status).toBe(404)
    expect((await stranger.get(path)).status).toBe(403)
    for (const role of ['viewer', 'reviewer'] as const)
      expect((await (await officer({ role })).get(`/office/watches/${made.id}`)).status).toBe(403)
    await keeper.post(`/keep/${to.code}/staff/${made.worker}/leave`, {})
    expect((await keeper.get(path)).status).toBe(404)
    expect(await text(keeper, `/keep/${to.code}/watches`)).not.toContain('王小梅')
    expect(await line(keeper, to.code)).toBeNull()
  })

  test('shows its certificate to the keeper of the new place, once closed', async () => {
    const made = await watched()
    await through(made)
    const phone = await officer({ role: 'clerk' })
    expect((await made.act(phone, 'close', { text: '' })).status).toBe(303)
    await made.keeper.signIn()
    const { keeper, path } = await moved(made)
    expect(await text(keeper, `${path}/certificate`)).toContain('王小梅')
  })
})

describe('what a watch is owed', () => {
  test('stands on today and on the first page: the morning, from noon the evening, nothing when done', async () => {
    const made = await watched()
    clock.now += DAY
    await made.keeper.signIn()
    const { code } = made.place
    expect(await line(made.keeper, code)).toBe('隔离观察 1 人：早上没测 1 人')
    expect(await line(made.keeper, code, '')).toBe('隔离观察 1 人：早上没测 1 人')
    expect(await line(await helperOf(made.place), code)).toContain('早上没测 1 人')
    await made.measure({ shift: 'am' })
    expect(await line(made.keeper, code)).toBeNull()
    clock.now += 4 * HOUR
    expect(await line(made.keeper, code)).toBe('隔离观察 1 人：晚上没测 1 人')
    await made.measure({ shift: 'pm', temperature: '38.0' })
    expect(await line(made.keeper, code)).toBe('隔离观察 1 人：发热或有症状还没报告 1 人')
  })

  test('is the closing visit on its last day and after', async () => {
    const made = await watched()
    clock.now += ((await watchRow(made.id))?.last_day ?? 0) * DAY - today() * DAY
    await made.keeper.signIn()
    expect(await line(made.keeper, made.place.code)).toContain('到期待解除 1 人')
  })

  test('at home follows the worker; in the isolation area it stays with its place', async () => {
    const made = await watched()
    clock.now += DAY
    await made.keeper.signIn()
    const { to, keeper } = await moved(made)
    expect(await line(made.keeper, made.place.code)).toBeNull()
    expect(await line(keeper, to.code)).toContain('早上没测 1 人')
    await db.$client.prepare("UPDATE watches SET kept = 'place' WHERE id = ?").bind(made.id).run()
    expect(await line(made.keeper, made.place.code)).toContain('早上没测 1 人')
    expect(await line(keeper, to.code)).toBeNull()
  })

  test('is read in few rows at a place of 200 people', async () => {
    const made = await watched()
    for (let n = 0; n < 200; n++) await workerAt(made.place.id, { name: '马长顺' })
    clock.now += DAY
    const tally = { trips: 0, read: 0, written: 0 }
    const counting = openDb(countedD1(tally))
    const row = await owedStatement(counting, made.place.id, {
      today: today(),
      evening: true,
    }).first<{ people: number }>()
    expect(row?.people).toBe(1)
    expect(tally.read).toBeLessThanOrEqual(30)
    tally.read = 0
    await watchesOfPlace(counting, made.place.id, {
      through: { am: today(), pm: today() },
      after: null,
    })
    expect(tally.read).toBeLessThanOrEqual(60)
  })

  test('lists those that ended page by page, each once, the newest first, and reads what it shows', async () => {
    const made = await watched()
    await db.$client.batch(
      Array.from({ length: 60 }, (_, n) =>
        db.$client
          .prepare(
            `INSERT INTO watches (key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from, pm_from,
               why, rulebook_version, opened_by, opened_at, ended_at, ended_on, ending, year, seq)
             SELECT 'over' || ?1, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from, pm_from, why,
               rulebook_version, opened_by, opened_at, ?2, ?3, 'full', 2019, ?1 FROM watches WHERE id = ?4`,
          )
          .bind(n + 1, clock.now, today(), made.id),
      ),
    )
    const list = `/keep/${made.place.code}/watches`
    const seen: number[] = []
    let next: string | undefined = list
    while (next) {
      const tally = { trips: 0, read: 0, written: 0 }
      const { bindings } = made.keeper
      Object.assign(made.keeper, { bindings: { ...bindings, DB: countedD1(tally) } })
      const page: string = await text(made.keeper, next)
      Object.assign(made.keeper, { bindings })
      expect(tally.read).toBeLessThanOrEqual(100)
      seen.push(...[...page.matchAll(/\/watches\/(\d+)"/g)].map(([, id]) => Number(id)))
      next = /class="tap" href="([^"]+after=\d+)"/.exec(page)?.[1]
    }
    const { results } = await db.$client
      .prepare('SELECT id FROM watches WHERE place_id = ? ORDER BY ended_at IS NOT NULL, id DESC')
      .bind(made.place.id)
      .all<{ id: number }>()
    expect(seen).toEqual(results.map(({ id }) => id))
    expect((await made.keeper.get(`${list}?after=x`)).status).toBe(200)
  })

  test('is found over the watches of the place and those kept from it, not over the town’s', async () => {
    const sent: Parameters<typeof notingD1>[0] = []
    await owedStatement(openDb(notingD1(sent)), 1, { today: 1, evening: true }).first()
    const [plan] = await plansOf(sent, ['watches'])
    for (const index of ['watches_here', 'employments_away', 'watches_running'])
      expect(plan?.detail).toContain(index)
    expect(plan?.detail).not.toMatch(/SCAN (e|r|w|o|employments|watch_readings)\b/)
  })
})
