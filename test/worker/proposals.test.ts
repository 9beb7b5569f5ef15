import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { historyStatement } from '../../src/features/switches/store'
import type { OwnPhone } from '../support/people'
import {
  admins,
  approveSeen,
  CATEGORY,
  changeForm,
  cleanSlate,
  DEPARTMENTS,
  newestVersion,
  pageOf,
  proposalOf,
  publishBeside,
  TRADES,
} from '../support/switches'
import { db, foundTown, one, openPlace } from '../support/town'

let first: OwnPhone
let second: OwnPhone

beforeAll(async () => {
  await foundTown({ trades: TRADES, departments: DEPARTMENTS })
})

beforeEach(async () => {
  await cleanSlate()
  ;[first, second] = await admins()
})

describe('two persons', () => {
  test('whoever proposed cannot approve', async () => {
    const path = await proposalOf(first, 'risk', { level: 'high', source: '通知' })
    expect(await pageOf(first, path)).not.toContain('/approve')
    const answer = await first.post(`${path}/approve`, { seen: '' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('提出的人不能批准自己的修改')
    expect(await one('SELECT state FROM proposals ORDER BY id DESC LIMIT 1')).toEqual({
      state: 'proposed',
    })
  })

  test('of two who approve at once one wins, the other is told who was first', async () => {
    const [third] = await admins()
    const path = await proposalOf(first, 'risk', { level: 'high', source: '通知' })
    const version = await newestVersion()
    const answers = await Promise.all([approveSeen(second, path), approveSeen(third, path)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(await loser?.text()).toMatch(/李卫东先处理了这份修改|没有重复处理/)
    expect(await newestVersion()).toBe(version + 1)
  })

  test('approving again is harmless', async () => {
    const path = await proposalOf(first, 'risk', { level: 'high', source: '通知' })
    await approveSeen(second, path)
    const version = await newestVersion()
    expect((await second.post(`${path}/approve`, { seen: '' })).status).toBe(303)
    expect(await newestVersion()).toBe(version)
  })

  test('a proposal of an older version cannot be approved, and says which is the newest', async () => {
    const path = await proposalOf(first, 'risk', { level: 'high', source: '通知' })
    const newest = await publishBeside({})
    const answer = await approveSeen(second, path)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(
      `它是按第 ${newest - 1} 版提的，现在最新是第 ${newest} 版`,
    )
  })

  test('an approval of effects that changed meanwhile asks to look again', async () => {
    const path = await proposalOf(first, 'category', CATEGORY)
    const seen = ''
    await openPlace({ trade: 'ktv' })
    const answer = await second.post(`${path}/approve`, { seen })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('影响有变化')
  })

  test('a second proposal waits until the first is dealt with; the same key is one proposal', async () => {
    const form = await changeForm({ level: 'high', source: '通知' })
    const made = await first.post('/office/rulebook/change/risk', form)
    const again = await first.post('/office/rulebook/change/risk', form)
    expect(again.headers.get('location')).toBe(made.headers.get('location')?.split('?')[0])
    const other = await second.post(
      '/office/rulebook/change/risk',
      await changeForm({ level: 'low', source: 'x' }),
    )
    expect(other.status).toBe(409)
    await first.post(`${made.headers.get('location')?.split('?')[0]}/withdraw`, {})
    const later = await second.post(
      '/office/rulebook/change/risk',
      await changeForm({ level: 'low', source: 'x' }),
    )
    expect(later.status).toBe(303)
  })

  test('what is withdrawn cannot be approved', async () => {
    const path = await proposalOf(first, 'risk', { level: 'high', source: '通知' })
    await second.post(`${path}/withdraw`, {})
    const answer = await second.post(`${path}/approve`, { seen: '' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('已撤回')
  })
})

describe('bad input', () => {
  test('broken JSON stays as typed, with the error at its field', async () => {
    const json = '{\n"name": {"zh": "峡窝镇"\n'
    const answer = await first.post(
      '/office/rulebook/change/part',
      await changeForm({ part: 'town', json }),
    )
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('id="f-json-error"')
    expect(page).toContain('不是合格的 JSON')
    expect(page).toContain('&quot;zh&quot;: &quot;峡窝镇&quot;')
  })

  test('JSON of the wrong form names the places', async () => {
    const json = '{"name": {"zh": "", "en": "x"}}'
    const answer = await first.post(
      '/office/rulebook/change/part',
      await changeForm({ part: 'town', json }),
    )
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('name › zh')
  })

  test('10 MB are refused before they are read', async () => {
    const form = new URLSearchParams(await changeForm({ part: 'town', json: 'x' })).toString()
    const answer = await first.post(
      '/office/rulebook/change/part',
      `${form}&more=${'x'.repeat(10_000_000)}`,
    )
    expect(answer.status).toBe(413)
  })

  test('whatever is typed into the forms of a change, nothing answers 5xx', async () => {
    const nasty = ['', ' ', '-1', '9'.repeat(400), 'null', '{"__proto__":{}}', '['.repeat(20_000)]
    const fields = ['base', 'effective', 'why', 'zh', 'trade_ktv', 'to', 'level', 'part', 'json']
    for (const what of ['risk', 'category', 'lift', 'fever', 'area', 'area_end', 'part'])
      for (const [i, value] of [...nasty, '\u0000', '\u202e', '＝1+1'].entries()) {
        const field = fields[(i + what.length) % fields.length] ?? 'why'
        const form = await changeForm({ part: 'english', json: '{}', [field]: value })
        const answer = await first.post(`/office/rulebook/change/${what}`, form)
        expect([303, 404, 409, 422], `${what} ${field} ${value.slice(0, 20)}`).toContain(
          answer.status,
        )
      }
    for (const path of [
      '/office/listed?before=x',
      '/office/listed?before=9~9&show=ended',
      '/office/rulebook?before=-1',
    ])
      expect((await first.get(path)).status).toBe(200)
  })

  test('an unknown change or proposal is 404', async () => {
    for (const path of [
      '/office/rulebook/change/none',
      '/office/rulebook/proposals/0',
      '/office/rulebook/proposals/x',
    ])
      expect((await first.get(path)).status).toBe(404)
  })
})

test('a page of the history is read over its key, the open proposal over its state', async () => {
  const sql = String(Reflect.get(historyStatement(db, 9), 'statement'))
  const { results } = await db.$client
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(9)
    .all<{ detail: string }>()
  expect(results.map(({ detail }) => detail)).toEqual([
    'SEARCH proposals USING INTEGER PRIMARY KEY (rowid<?)',
  ])
})
