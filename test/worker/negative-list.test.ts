import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { rulebookInForce } from '../../src/features/rulebook'
import { readDoor } from '../../src/features/visits/store'
import { DAY } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { keeperOf, type OwnPhone } from '../support/people'
import {
  admins,
  approveSeen,
  CATEGORY,
  cleanSlate,
  DEPARTMENTS,
  minute,
  newestVersion,
  pageOf,
  proposalOf,
  runToEnd,
  statusOf,
  TRADES,
} from '../support/switches'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let first: OwnPhone
let second: OwnPhone

beforeAll(async () => {
  await foundTown({ trades: TRADES, departments: DEPARTMENTS })
})

beforeEach(async () => {
  await cleanSlate()
  ;[first, second] = await admins()
})

describe('a new entry of the negative list', () => {
  test('is at the door on the next request after the second officer approves', async () => {
    const place = await openPlace({ trade: 'ktv', name: '金嗓子' })
    const other = await openPlace({ name: '老马' })
    const path = await proposalOf(first, 'category', CATEGORY)
    expect(await pageOf(new Phone(), `/p/${place.code}`)).toContain('name="temperature"')

    const answer = await approveSeen(second, path)
    expect(answer.status).toBe(303)
    const door = await pageOf(new Phone(), `/p/${place.code}`)
    expect(door).toContain('这里已被暂停营业，请不要进入')
    expect(door).toContain('歌舞厅列入负面清单：密闭聚集')
    expect(door).toContain('3 月 12 日起')
    expect(door).toContain('如果它仍在营业，请反映')
    expect(door).not.toContain('name="temperature"')
    expect(await pageOf(new Phone(), `/p/${place.code}?lang=zh`)).not.toContain('crowds')
    expect(await pageOf(new Phone(), `/p/${other.code}`)).toContain('name="temperature"')
  })

  test('is said at the door in the reader’s language', async () => {
    const place = await openPlace({ trade: 'ktv' })
    await approveSeen(second, await proposalOf(first, 'category', CATEGORY))
    const phone = new Phone()
    await phone.get('/?lang=en')
    const door = await pageOf(phone, `/p/${place.code}`)
    expect(door).toContain('Dance halls: on the negative list (closed rooms, crowds)')
    expect(door).not.toContain('密闭聚集')
  })

  test('is on the board, the screen, and on the keeper’s own page with what to do', async () => {
    const place = await openPlace({ trade: 'ktv' })
    const keeper = await keeperOf(place)
    await approveSeen(second, await proposalOf(first, 'category', CATEGORY))
    for (const page of ['board', 'screen'])
      expect(await pageOf(new Phone(), `/p/${place.code}/${page}`)).toContain('密闭聚集')
    const today = await pageOf(keeper, `/keep/${place.code}/today`)
    expect(today).toContain('密闭聚集')
    expect(today).toContain(`/keep/${place.code}/application`)
  })

  test('makes a check-in there no entry, and the receipt asks to report it', async () => {
    const place = await openPlace({ trade: 'ktv' })
    await approveSeen(second, await proposalOf(first, 'category', CATEGORY))
    const phone = new Phone()
    const answer = await phone.checkIn(place, {
      key: 'shut-door-key-1',
      name: '张小燕',
      phone: '13800001234',
    })
    const receipt = await pageOf(phone, answer.headers.get('location') ?? '')
    expect(receipt).toContain('本次不算进店')
    expect(receipt).toContain(`/p/${place.code}/report`)
    expect(await one('SELECT visits FROM place_days WHERE place_id = ?', place.id)).toMatchObject({
      visits: 0,
    })
  })

  test('leaves a step and an audit row with the entry as its reason, and counts what it moved', async () => {
    const place = await openPlace({ trade: 'ktv' })
    const path = await proposalOf(first, 'category', CATEGORY)
    await approveSeen(second, path)
    await runToEnd()
    const version = await newestVersion()
    expect(
      await one(
        'SELECT cause, ref, reason, to_status, actor_id, rulebook_version FROM place_changes WHERE place_id = ?',
        place.id,
      ),
    ).toEqual({
      cause: 'negative_list',
      ref: 'dance_halls',
      reason: '密闭聚集',
      to_status: 'suspended',
      actor_id: second.accountId,
      rulebook_version: version,
    })
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'places.suspend' AND subject = ? AND rulebook_version = ?",
        `places:${place.id}`,
        version,
      ),
    ).toEqual({ n: 1 })
    expect(
      await one('SELECT published_by, approved_by FROM rulebooks WHERE version = ?', version),
    ).toEqual({
      published_by: first.accountId,
      approved_by: second.accountId,
    })
    const page = await pageOf(first, path)
    expect(page).toContain('落实完毕，变动 1 个场所')
    expect(page).toContain('暂停营业：门店 1 家')
  })

  test('lifted, opens only what that list had shut', async () => {
    const listed = await openPlace({ trade: 'ktv' })
    const ordered = await openPlace({ trade: 'ktv', status: 'suspended', statusCause: 'order' })
    await approveSeen(second, await proposalOf(first, 'category', CATEGORY))
    await runToEnd()
    await approveSeen(second, await proposalOf(first, 'lift', { entry: 'dance_halls' }))
    await runToEnd()
    expect(await statusOf(listed)).toMatchObject({ status: 'open', reason: null })
    expect(await statusOf(ordered)).toMatchObject({ status: 'suspended', cause: 'order' })
  })

  test('waits for its day, and the minute of that day applies it', async () => {
    const place = await openPlace({ trade: 'ktv' })
    const path = await proposalOf(first, 'category', { ...CATEGORY, effective: '2020-03-20' })
    await approveSeen(second, path)
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    expect(await pageOf(first, path)).toContain('3 月 20 日起自动落实')
    clock.now = Date.parse('2020-03-20T00:00:30+08:00')
    await minute()
    expect(await statusOf(place)).toMatchObject({
      status: 'suspended',
      cause: 'negative_list:dance_halls',
    })
    expect(await one('SELECT changed, state FROM proposals ORDER BY id DESC LIMIT 1')).toEqual({
      changed: 1,
      state: 'applied',
    })
  })

  test('with a last day ends by itself on the day after', async () => {
    const place = await openPlace({ trade: 'ktv' })
    const to = new Date(clock.now + DAY).toISOString().slice(0, 10)
    await approveSeen(second, await proposalOf(first, 'category', { ...CATEGORY, to }))
    await runToEnd()
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
    clock.now += 2 * DAY
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
  })
})

test('showing a door that is shut is one query and at most 10 rows read', async () => {
  const place = await openPlace({ trade: 'ktv', capacity: 40 })
  await approveSeen(second, await proposalOf(first, 'category', CATEGORY))
  await approveSeen(second, await proposalOf(first, 'lift', { entry: 'dance_halls' }))
  await approveSeen(second, await proposalOf(first, 'category', { ...CATEGORY, en: 'KTV' }))
  const tally = { trips: 0, read: 0, written: 0 }
  const book = await rulebookInForce(db, clock.now)
  const door = await readDoor(openDb(countedD1(tally)), place.code, book, clock.now)
  expect(door).toMatchObject({ shutAt: clock.now, place: { status: 'suspended' } })
  expect(tally.trips).toBe(1)
  expect(tally.read).toBeLessThanOrEqual(10)
})
