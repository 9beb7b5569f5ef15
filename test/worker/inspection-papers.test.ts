import { beforeAll, describe, expect, test } from 'vitest'
import {
  acceptedShop,
  atTheDoor,
  failedShop,
  inspectionOf,
  inspectRules,
  key,
  type Team,
  team,
} from '../support/inspect'
import { keeperOf } from '../support/people'
import { PLAIN } from '../support/photos'
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
    expect(form).toContain('<td>李卫东</td>')
    expect(form).toContain('同意开业')
    const blank = await (await sent.market.get(`${path}/form?blank=1`)).text()
    expect(blank).toContain('□ 合格，准予开业')
    expect(blank).not.toContain('<td>不合格</td>')
    const keeper = await keeperOf(place)
    const id = await inspectionOf(place)
    const own = await (await keeper.get(`/keep/${place.code}/acceptance/${id}`)).text()
    expect(own).toContain('<td>李*</td>')
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

describe('an item by itself', () => {
  const typed = (change: Record<string, string | Blob> = {}): FormData => {
    const form = new FormData()
    const all = { key: key(), result: 'fail', note: '口罩只够一天', photo: new File([], '') }
    for (const [name, value] of Object.entries({ ...all, ...change })) form.append(name, value)
    return form
  }

  test('takes a note and a photo with its result, and shows them to all who look', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    const item = `${path}/items/stock`
    expect((await sent.market.postForm(`${item}/files`, typed())).status).toBe(303)
    const photo = new File([PLAIN.jpeg], 'p.jpg', { type: 'image/jpeg' })
    expect((await sent.market.postForm(`${item}/files`, typed({ photo, note: '' }))).status).toBe(
      303,
    )
    const page = await (await sent.health.get(path)).text()
    expect(page).toContain('口罩只够一天')
    expect(page).toMatch(/<img src="\/files\/\d+"/)
    expect(await (await sent.market.get(item)).text()).toContain('value="口罩只够一天"')
  })

  test('keeps what was typed when the photo is none', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    const photo = new File(['%PDF-1.4'], 'p.pdf')
    const answer = await sent.market.postForm(`${path}/items/stock/files`, typed({ photo }))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="口罩只够一天"')
    expect(page).toContain('id="f-photo-error"')
    const foreign = await sent.health.postForm(`${path}/items/stock/files`, typed())
    expect(foreign.status).toBe(409)
    const long = await sent.market.postForm(
      `${path}/items/stock/files`,
      typed({ note: '长'.repeat(201) }),
    )
    expect(long.status).toBe(422)
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
