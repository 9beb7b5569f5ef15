import { beforeAll, describe, expect, test } from 'vitest'
import {
  acceptedShop,
  atTheDoor,
  failedShop,
  inspectionOf,
  inspectRules,
  type Team,
  team,
} from '../support/inspect'
import { keeperOf } from '../support/people'
import { testRulebook } from '../support/rulebook'
import { db, foundTown, one } from '../support/town'

let sent: Team
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  sent = await team()
})

describe('the paper', () => {
  test('has every item, who came and what they say; empty for the pen it has none of it', async () => {
    const { place, path } = await failedShop(sent)
    const form = await (await sent.market.get(`${path}/form`)).text()
    expect(form).toContain('现场验收意见')
    expect(form).toContain('到场人员：李卫东')
    expect(form).toContain('同意开业')
    const blank = await (await sent.market.get(`${path}/form?blank=1`)).text()
    expect(blank).toContain('□ 合格，准予开业')
    expect(blank).not.toContain('<td>不合格</td>')
    const keeper = await keeperOf(place)
    const id = await inspectionOf(place)
    const own = await (await keeper.get(`/keep/${place.code}/acceptance/${id}`)).text()
    expect(own).toContain('到场人员：李*')
    expect(own).not.toContain('李卫东')
    const other = await keeperOf((await acceptedShop()).place)
    expect((await other.get(`/keep/${place.code}/acceptance/${id}`)).status).toBe(403)
    const elsewhere = await failedShop(sent)
    const foreign = await inspectionOf(elsewhere.place)
    expect((await keeper.get(`/keep/${place.code}/acceptance/${foreign}`)).status).toBe(404)
  })

  test('is not the keeper’s before the end', async () => {
    const { place } = await acceptedShop()
    await atTheDoor(place, sent)
    const keeper = await keeperOf(place)
    const id = await inspectionOf(place)
    expect((await keeper.get(`/keep/${place.code}/acceptance/${id}`)).status).toBe(404)
  })
})

test('notes and findings lie encrypted, and no name is in the log', async () => {
  const { place, path } = await failedShop(sent)
  const row = await one<{ text: string }>('SELECT text FROM findings WHERE place_id = ?', place.id)
  expect(row?.text).toMatch(/^1\./)
  const { results } = await db.$client
    .prepare('SELECT act, detail FROM audit WHERE subject = ? ORDER BY seq')
    .bind(path.replace('/office/inspections/', 'inspections:'))
    .all<{ act: string; detail: string | null }>()
  expect(results.map((each) => each.act)).toContain('inspections.fail')
  expect(JSON.stringify(results)).not.toContain('李卫东')
})
