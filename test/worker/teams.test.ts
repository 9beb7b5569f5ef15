import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newKey, systemRandom } from '../../src/shared/ids'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one, openPlace } from '../support/town'

const both = (zh: string) => ({ zh, en: zh })
const kind = (id: string, zh: string, under: string | null, places: ('shop' | 'site')[] = []) => ({
  id,
  text: both(zh),
  under,
  places,
  source: 'test',
})

let admin: OwnPhone
beforeAll(async () => {
  await foundTown({
    teams: {
      kinds: [
        kind('top', '指挥部', null),
        kind('joint', '联合巡查队', 'top', ['shop']),
        kind('gate', '驻场监管组', 'top', ['site']),
      ],
      source: 'test',
    },
  })
  admin = await officer({ role: 'admin' })
})

const key = () => newKey(clock.now, systemRandom)
const text = async (response: Response | Promise<Response>): Promise<string> =>
  (await response).text()

/** Set up by the administrator; answers its id. */
async function setUp(of: string, form: Record<string, string>): Promise<number> {
  const answer = await admin.post(`/office/teams/new?kind=${of}`, {
    key: key(),
    area: '1',
    ...form,
  })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return Number(/teams\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
}

const join = (team: number, form: Record<string, string>): Promise<Response> =>
  admin.post(`/office/teams/${team}/members`, {
    key: key(),
    officer: '',
    name: '',
    department: '',
    role: 'member',
    ...form,
  })

const audited = async (act: string, team: number) =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM audit WHERE act = ? AND subject = ?',
      act,
      `teams:${team}`,
    )
  )?.n

describe('the chart', () => {
  test('an empty one tells the administrator where to begin', async () => {
    expect(await text(admin.get('/office/teams'))).toContain('/office/teams/new?kind=top')
    const viewer = await officer({ role: 'viewer' })
    expect(await text(viewer.get('/office/teams'))).not.toContain('/office/teams/new')
  })

  test('a team stands under the one its kind belongs to, its leader first', async () => {
    const top = await setUp('top', { name: '镇指挥部' })
    const joint = await setUp('joint', { name: '二片区巡查队', parent: String(top), area: '2' })
    await join(joint, { name: '王小兵', department: 'market' })
    await join(joint, { name: '孙组长', role: 'leader' })
    const page = await text((await officer({ role: 'patrol' })).get('/office/teams'))
    expect(page.indexOf('镇指挥部')).toBeLessThan(page.indexOf('二片区巡查队'))
    expect(page.indexOf('孙组长')).toBeLessThan(page.indexOf('王小兵'))
    expect(page).toContain('王小兵（市场监管）')
  })

  test('a person is found by name, with the team and those above it', async () => {
    const top = await setUp('top', { name: '另一指挥部' })
    const team = await setUp('gate', { name: '东门驻场组', parent: String(top) })
    await join(team, { name: '欧阳守门' })
    const page = await text(admin.get(`/office/teams?q=${encodeURIComponent('守门')}`))
    for (const words of ['欧阳守门', '东门驻场组', '另一指挥部']) expect(page).toContain(words)
    expect(page).not.toContain('二片区巡查队')
    expect(await text(admin.get('/office/teams?q=zzz'))).toContain('没有找到')
  })

  test('names of people without an account are sealed in the database', async () => {
    const team = await setUp('top', { name: '密封组' })
    await join(team, { name: '赵不见' })
    const rows = await db.$client
      .prepare('SELECT name FROM team_members')
      .all<{ name: string | null }>()
    expect(rows.results.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows.results)).not.toContain('赵不见')
  })
})

describe('setting up and changing', () => {
  test('the same form sent twice sets up one team, and one audit row tells of it', async () => {
    const form = { key: key(), name: '只有一个', area: '1' }
    const [a, b] = [
      await admin.post('/office/teams/new?kind=top', form),
      await admin.post('/office/teams/new?kind=top', form),
    ]
    expect(a.headers.get('location')).toBe(b.headers.get('location'))
    expect(await one("SELECT count(*) AS n FROM teams WHERE name = '只有一个'")).toEqual({ n: 1 })
    expect(
      await one('SELECT count(*) AS n FROM audit WHERE subject = ?', `teams:${form.key}`),
    ).toEqual({ n: 1 })
  })

  test.each([
    ['no name', { name: '' }],
    ['a name as long as a page', { name: '长'.repeat(31) }],
    ['an area nobody knows', { name: '某组', area: '99' }],
    ['no parent where one is needed', { name: '某组', parent: '' }],
    ['a parent of another kind', { name: '某组', parent: '999999' }],
  ])('%s comes back as 422 with what was typed', async (_, form) => {
    const answer = await admin.post('/office/teams/new?kind=joint', {
      key: key(),
      area: '1',
      parent: '1',
      ...form,
    })
    expect(answer.status).toBe(422)
    expect(await text(answer)).toContain('错误：')
  })

  test('a kind the rules do not know is a page that says so', async () => {
    expect((await admin.get('/office/teams/new?kind=secret')).status).toBe(404)
  })

  test('of two who rename at once the second is shown the new name', async () => {
    const team = await setUp('top', { name: '旧名' })
    const change = (name: string) =>
      admin.post(`/office/teams/${team}`, { version: '1', name, area: '2' })
    expect((await change('新名')).status).toBe(303)
    const late = await change('又一名')
    expect(late.status).toBe(409)
    expect(await text(late)).toContain('新名')
    expect(await audited('teams.change', team)).toBe(1)
  })

  test('a team with others under it stays; without them it goes with all its members', async () => {
    const top = await setUp('top', { name: '上级' })
    const under = await setUp('joint', { name: '下级', parent: String(top) })
    await join(under, { name: '末一人' })
    const dissolve = (id: number, version = '1') =>
      admin.post(`/office/teams/${id}/dissolve`, { version })
    expect((await dissolve(top)).status).toBe(409)
    expect((await dissolve(under, '7')).status).toBe(409)
    expect((await dissolve(under)).status).toBe(303)
    expect(
      await one(
        'SELECT count(*) AS n FROM team_members WHERE team_id = ? AND until IS NULL',
        under,
      ),
    ).toEqual({ n: 0 })
    expect((await admin.get(`/office/teams/${under}`)).status).toBe(404)
    expect((await dissolve(top)).status).toBe(303)
  })
})

describe('members', () => {
  test('an officer is in a team once, however often the form is sent', async () => {
    const team = await setUp('top', { name: '人员组' })
    const who = await officer({ role: 'patrol' })
    const form = { key: key(), officer: String(who.accountId) }
    expect((await join(team, form)).status).toBe(303)
    expect((await join(team, form)).status).toBe(303)
    expect((await join(team, { officer: String(who.accountId) })).status).toBe(409)
    expect(await audited('teams.join', team)).toBe(1)
  })

  test.each([
    ['neither officer nor name', {}],
    ['both', { officer: '5', name: '两样' }],
    ['a department the rules do not know', { name: '某人', department: 'magic' }],
    ['a post there is not', { name: '某人', role: 'king' }],
    ['a name of signs', { name: '<b>' }],
  ])('%s comes back as 422', async (_, form) => {
    const team = await setUp('top', { name: '校验组' })
    expect((await join(team, form)).status).toBe(422)
  })

  test('who leaves is no longer listed, and the row tells since when', async () => {
    const team = await setUp('top', { name: '离开组' })
    await join(team, { name: '要走的人' })
    const row = await one<{ id: number }>('SELECT id FROM team_members WHERE team_id = ?', team)
    const end = `/office/teams/${team}/members/${row?.id}/end`
    expect((await admin.post(end, {})).status).toBe(303)
    expect(await text(admin.get(`/office/teams/${team}`))).not.toContain('要走的人')
    expect(
      await one('SELECT until, ended_by AS by FROM team_members WHERE id = ?', row?.id),
    ).toEqual({
      until: clock.now,
      by: admin.accountId,
    })
    expect((await admin.post(end, {})).status).toBe(404)
  })

  test('a member’s number shows after the call is noted', async () => {
    const team = await setUp('top', { name: '电话组' })
    const who = await officer({ role: 'patrol' })
    await join(team, { officer: String(who.accountId) })
    const row = await one<{ id: number }>('SELECT id FROM team_members WHERE team_id = ?', team)
    const viewer = await officer({ role: 'viewer' })
    expect(await text(viewer.get(`/office/teams/${team}`))).not.toContain(who.number)
    const called = viewer.post(`/office/teams/${team}/members/${row?.id}/call`, {})
    expect(await text(called)).toContain(`tel:${who.number}`)
    expect(await audited('teams.call', team)).toBe(1)
  })
})

describe('the roster in a team’s row', () => {
  const ACTS = ['join', 'leave', 'back', 'forget', 'post', 'move', 'name', 'end'] as const
  const step = fc.record({ act: fc.constantFrom(...ACTS), row: fc.nat(5), pick: fc.nat(2) })
  const teams: number[] = []
  const accounts: number[] = []

  /** What a step does to the rows; some of it no page does. */
  function run(act: (typeof ACTS)[number], row: number, pick: number): D1PreparedStatement {
    const [team, account] = [teams[pick], accounts[row % 3]]
    const some = `team_id IN (${teams}) AND id % 6 = ${row}`
    const who = row < 3 ? `${account}, NULL` : "NULL, 's'"
    const sql = {
      join: `INSERT INTO team_members (key, team_id, account_id, name, role, since, by)
             VALUES ('${key()}', ${team}, ${who}, 'member', ${row}, 1)`,
      leave: `UPDATE team_members SET until = 5 WHERE ${some}`,
      back: `UPDATE team_members SET until = NULL WHERE ${some}`,
      forget: `DELETE FROM team_members WHERE ${some}`,
      post: `UPDATE team_members SET role = 'deputy', department = 'd${pick}', since = ${pick} WHERE ${some}`,
      move: `UPDATE team_members SET team_id = ${team} WHERE ${some}`,
      name: `UPDATE accounts SET display_name = 'n${pick}', phone = nullif('p${pick}', 'p0') WHERE id = ${account}`,
      end: `UPDATE team_members SET until = 9 WHERE team_id = ${team}`,
    }
    return db.$client.prepare(sql[act])
  }

  /** Compares with the rows read anew; answers how many belong to a team. */
  async function compare(): Promise<number> {
    const kept = await db.$client
      .prepare(`SELECT id, people, roster FROM teams WHERE id IN (${teams})`)
      .all<{ id: number; people: number; roster: string }>()
    const { results } = await db.$client
      .prepare(
        `SELECT m.id, m.team_id AS teamId, m.account_id AS accountId, ifnull(a.display_name, m.name) AS name, a.phone,
           m.department, m.role, m.since
         FROM team_members m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.until IS NULL ORDER BY m.id`,
      )
      .all<{ id: number; teamId: number }>()
    for (const { id, people, roster } of kept.results) {
      const rows: { id: number }[] = JSON.parse(roster)
      const own = results.filter(({ teamId }) => teamId === id)
      expect(rows.toSorted((a, b) => a.id - b.id)).toEqual(own)
      expect(people).toBe(own.length)
    }
    return kept.results.reduce((sum, { people }) => sum + people, 0)
  }

  test('is what the rows of its members say, whatever was done to them', async () => {
    for (const name of ['一', '二', '三']) {
      teams.push(await setUp('top', { name }))
      accounts.push((await officer({ role: 'patrol' })).accountId)
    }
    for (const row of [0, 1, 2, 3, 4, 5]) await run('join', row, row % 3).run()
    expect(await compare()).toBe(6)
    for (const act of ACTS) {
      await run(act, 1, 1).run()
      await compare()
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await db.$client.batch(steps.map(({ act, row, pick }) => run(act, row, pick)))
        await compare()
      }),
      { numRuns: 15 },
    )
  })
})

test('a shop’s page names the joint team of its district, a site’s the one at its gate', async () => {
  const top = await setUp('top', { name: '总部' })
  const here = await setUp('joint', { name: '本片区联合队', parent: String(top), area: '2' })
  const site = await setUp('gate', { name: '工地专组', parent: String(top), area: '1' })
  await join(here, { name: '带队人', role: 'leader' })
  const shop = await text(admin.get(`/office/places/${(await openPlace()).code}`))
  expect(shop).toContain(`/office/teams/${here}`)
  expect(shop).toContain('带队人')
  expect(shop).not.toContain('工地专组')
  const works = await openPlace({ kind: 'site', stage: 'working' })
  expect(await text(admin.get(`/office/places/${works.code}`))).toContain(`/office/teams/${site}`)
})
