// People who come back in batches, enterprises that are visited.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import type { Place } from '../../src/features/places'
import { purgeReturns } from '../../src/features/returns'
import { batchListStatement, returnNumbers } from '../../src/features/returns/store-batch'
import { dueStatement, onBatchesStatement } from '../../src/features/returns/store-people'
import { ratingsStatement } from '../../src/features/returns/store-site'
import { surveyListStatement } from '../../src/features/returns/store-survey'
import { waitingStatement } from '../../src/features/returns/store-waiting'
import { DAY, dayOf, startOfDay } from '../../src/shared/clock'
import { workerAt } from '../support/board'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { auditedAt, formKey, pageText, RETURN_RULES } from '../support/returns'
import { clock, db, foundTown, MORNING, one, openPlace, Phone, publish } from '../support/town'

let patrol: OwnPhone
const today = (): number => dayOf(clock.now)

beforeAll(async () => {
  await foundTown(RETURN_RULES)
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})
beforeEach(async () => {
  clock.now = MORNING
  await patrol.signIn()
})

describe('a batch of people who come back', () => {
  let works: Place
  let owner: OwnPhone
  let batch = ''
  beforeEach(async () => {
    works = await openPlace({ kind: 'enterprise', trade: 'valves', name: '鑫源阀门' })
    owner = await keeperOf(works)
    batch = await plan(2)
  })

  const plan = async (ahead: number, sent = formKey()): Promise<string> => {
    const form = { key: sent, day: String(today() + ahead) }
    const answer = await owner.post(`/keep/${works.code}/returns`, form)
    expect(answer.status).toBe(303)
    return answer.headers.get('location') ?? ''
  }
  const add = (form: Record<string, string>, sent = formKey()) =>
    owner.post(`${batch}/people`, { key: sent, ...form })
  const typed = (n: number, name: string, from: string, left = '') => ({
    [`name_${n}`]: name,
    [`from_${n}`]: from,
    [`left_${n}`]: left,
  })
  const id = (): string => batch.split('/').at(-1) ?? ''
  const people = async (): Promise<number> =>
    (await one<{ n: number }>('SELECT count(*) AS n FROM return_people WHERE batch_id = ?', id()))
      ?.n ?? -1
  const office = async (decision: string, reason = '') => {
    const row = await one<{ version: number }>(
      'SELECT version FROM return_batches WHERE id = ?',
      id(),
    )
    const form = { version: String(row?.version), decision, reason }
    return patrol.post(`/office/returns/${id()}`, form)
  }

  test('is numbered within its place, and a repeated sending is one batch', async () => {
    const sent = formKey()
    expect(await plan(3, sent)).toBe(await plan(3, sent))
    const page = await pageText(owner, `/keep/${works.code}/returns`)
    expect(page).toContain('第 1 批')
    expect(page).toContain('第 2 批')
    expect(page).not.toContain('第 3 批')
  })

  test('takes locals and those who come in order, and refuses somebody of a high-risk area at their row, with the date', async () => {
    const form = {
      ...typed(0, '张三', 'local'),
      ...typed(1, '李四', '420000'),
      ...typed(2, '王五', '330300'),
    }
    const sent = formKey()
    const answer = await add(form, sent)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('已保存 2 人')
    // Comes on the 14th, leaves the day before, 14 days: the 28th.
    expect(page).toMatch(/id="f-from_1-error">李四来自高风险地区或在观察期，暂缓返岗，3 月 28 日起/)
    expect(page).toContain('value="李四"')
    expect(page).toContain('到后先观察，3 月 28 日起上岗')
    expect(await people()).toBe(2)
    await add(form, sent)
    expect(await people()).toBe(2)
    // Who left long enough ago may come.
    await add(typed(0, '李四', '420000', String(today() - 20)))
    expect(await people()).toBe(3)
  })

  test('keeps nobody twice, and asks where each comes from', async () => {
    await add(typed(0, '张三', 'local'))
    const again = await add({ ...typed(0, '张 三', 'local'), ...typed(1, '赵六', '') })
    expect(again.status).toBe(422)
    const page = await again.text()
    expect(page).toContain('这一批里已经有这个人')
    expect(page).toContain('请选从哪里来')
    expect(await people()).toBe(1)
  })

  test('takes the roster, but nobody who may not work yet by their pledge', async () => {
    const ready = await workerAt(works)
    const watched = await workerAt(works)
    await db.$client
      .prepare('UPDATE pledges SET works_from = ? WHERE worker_id = ?')
      .bind(today() + 10, watched)
      .run()
    const answer = await add({ [`w_${ready}`]: '1', [`w_${watched}`]: '1' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('3 月 22 日起')
    expect(await people()).toBe(1)
  })

  test('is approved by the office, and who came is ticked on the day, not before', async () => {
    expect((await office('approve')).status).toBe(409)
    await add(typed(0, '张三', 'local'))
    expect(await pageText(patrol, '/office/returns')).toContain('鑫源阀门')
    const seen = await pageText(patrol, `/office/returns/${id()}`)
    expect(seen).toContain('张*')
    expect(seen).not.toContain('张三')
    expect((await office('approve')).status).toBe(303)
    expect((await add(typed(0, '李四', 'local'))).status).toBe(409)
    expect(await pageText(owner, batch)).toContain('鑫源阀门第 1 批：请于 2020 年 3 月 14 日 到岗')
    const row = await one<{ id: number }>('SELECT id FROM return_people WHERE batch_id = ?', id())
    const tick = () => owner.post(`${batch}/came`, { [`p_${row?.id}`]: '1' })
    expect((await tick()).status).toBe(409)
    clock.now += 2 * DAY
    await owner.signIn()
    for (let n = 0; n < 2; n++) expect((await tick()).status).toBe(303)
    expect(await pageText(owner, `/keep/${works.code}/returns`)).toContain('已到 1/1 人')
    expect(await returnNumbers(db, works.id, startOfDay(today()))).toMatchObject({
      batches: 1,
      came: 1,
      cameToday: 1,
    })
    // Pressed by mistake.
    await owner.post(`${batch}/came`, {})
    expect(await pageText(owner, `/keep/${works.code}/returns`)).not.toContain('已到')
  })

  test('that is sent back says why, and waits again once it was changed', async () => {
    await add(typed(0, '张三', 'local'))
    await office('send_back', '人数太多')
    expect(await pageText(owner, batch)).toContain('人数太多')
    await add(typed(0, '李四', 'local'))
    expect(await pageText(owner, batch)).toContain('待镇里审核')
  })

  test('waits for no approval where the risk is low', async () => {
    await add(typed(0, '张三', 'local'))
    clock.now += 2 * DAY
    await publish({ ...RETURN_RULES, riskLevel: 'low' })
    await owner.signIn()
    expect((await owner.post(`${batch}/came`, {})).status).toBe(303)
    await publish(RETURN_RULES)
  })

  test('is another place’s business to nobody', async () => {
    const other = await keeperOf(await openPlace({ kind: 'enterprise', name: '另一家' }))
    expect((await other.get(batch)).status).toBe(403)
    const shop = await openPlace()
    expect((await (await keeperOf(shop)).get(`/keep/${shop.code}/returns`)).status).toBe(404)
  })

  test('forgets its people when they are due, and keeps how many they were', async () => {
    await add(typed(0, '张三', 'local'))
    clock.now += 17 * DAY
    expect(await purgeReturns(db, await publish(RETURN_RULES), clock.now)).toBeGreaterThan(0)
    const left = await one<Record<string, unknown>>(
      'SELECT name, name_index, origin FROM return_people WHERE batch_id = ?',
      id(),
    )
    expect(left).toEqual({ name: null, name_index: null, origin: null })
  })
})

describe('a survey visit', () => {
  const visit = (works: Place, form: Record<string, string>, sent = formKey()) =>
    patrol.post(`/office/surveys/${works.code}`, { key: sent, ...form })
  const listed = (show: string) => pageText(patrol, `/office/surveys?show=${show}`)

  test('takes an enterprise off the list of unvisited, once, and its answers are summed', async () => {
    const works = await openPlace({ kind: 'enterprise', name: '新丰铝业' })
    expect(await listed('unvisited')).toContain('新丰铝业')
    const sent = formKey()
    const form = { q_staff: '１20', q_needs_masks: '1', note: '运费太高' }
    for (let n = 0; n < 2; n++) expect((await visit(works, form, sent)).status).toBe(303)
    expect(await auditedAt('returns.survey', works)).toBe(1)
    expect(await listed('unvisited')).not.toContain('新丰铝业')
    const visited = await listed('visited')
    expect(visited).toContain('新丰铝业')
    expect(visited).toContain('<span>员工人数</span><b>120</b>')
    expect(visited).toContain('<span>缺口罩</span><b>1 家</b>')
    expect(await pageText(patrol, `/office/surveys/${works.code}`)).toContain('运费太高')
    // A later visit replaces it in the sum.
    await visit(works, { q_staff: '130' })
    expect(await listed('visited')).toContain('<span>员工人数</span><b>130</b>')
    const stored = await one<{ note: string }>('SELECT note FROM surveys WHERE key = ?', sent)
    expect(stored?.note).not.toContain('运费')
  })

  test('hands the handbook over once, with its day', async () => {
    const works = await openPlace({ kind: 'enterprise', name: '宏达机械' })
    expect(await listed('no_handbook')).toContain('宏达机械')
    await visit(works, { handbook: '1' })
    clock.now += DAY
    await patrol.signIn()
    await visit(works, { handbook: '1' })
    expect(await listed('no_handbook')).not.toContain('宏达机械')
    const page = await pageText(patrol, `/office/surveys/${works.code}`)
    expect(page).toContain('防控指导手册 3 月 12 日已送达')
    expect(await auditedAt('returns.handbook', works)).toBe(1)
  })

  test('keeps what was typed beside a number that is none', async () => {
    const works = await openPlace({ kind: 'enterprise' })
    const answer = await visit(works, { q_staff: '很多', note: '缺人' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('请填整数')
    expect(page).toContain('缺人')
  })

  test('is made to enterprises in one’s own areas', async () => {
    const site = await openPlace({ kind: 'site', stage: 'none' })
    expect((await patrol.get(`/office/surveys/${site.code}`)).status).toBe(404)
    const works = await openPlace({ kind: 'enterprise' })
    const elsewhere = await officer({ role: 'patrol', areaId: 9, areaPath: '/1/9/' })
    expect((await elsewhere.get(`/office/surveys/${works.code}`)).status).toBe(403)
  })
})

describe('the lists of the office', () => {
  test('read over an index, each', async () => {
    const sent: Parameters<typeof plansOf>[0] = []
    const noting = openDb(notingD1(sent))
    batchListStatement(noting, 1, { state: 'planned', after: null })
    waitingStatement(noting, '[]')
    surveyListStatement(noting, ['/1/', '/10'], { show: 'unvisited', after: null }, 21)
    dueStatement(noting, 1)
    onBatchesStatement(noting, 1)
    ratingsStatement(noting, 1)
    const tables = ['return_batches', 'stage_steps', 'survey_places', 'site_ratings']
    const plans = await plansOf(sent, tables)
    expect(plans).toHaveLength(6)
    for (const { detail } of plans)
      expect(detail.match(/^SCAN (?!s VIRTUAL|asked$).*$/gm) ?? []).toEqual([])
  })

  test('what supports a kind of place is public, with its source', async () => {
    const page = await pageText(new Phone(), '/policies/enterprise')
    expect(page).toContain('用电优惠')
    expect(page).toContain('电费减免')
    expect(await pageText(new Phone(), '/policies/shop')).toContain('暂时没有')
    expect((await new Phone().get('/policies/castle')).status).toBe(404)
  })
})
