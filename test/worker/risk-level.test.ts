import { beforeAll, beforeEach, expect, test } from 'vitest'
import { dayOf } from '../../src/shared/clock'
import { pageKey } from '../support/board'
import type { OwnPhone } from '../support/people'
import {
  admins,
  approveSeen,
  CATEGORY,
  cleanSlate,
  DEPARTMENTS,
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

/** A place that has applied, with a pledge of its keeper where the test says so. */
async function applied(change: Parameters<typeof openPlace>[0], pledged: boolean) {
  const place = await openPlace({ status: 'applied', ...change })
  await db.$client
    .prepare(
      `INSERT INTO applications (key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at)
       VALUES (?1, ?1, ?2, ?3, '/1/2/3/', 'market', ?4, 1, '', '{}', '{}', 1, 1, 1)`,
    )
    .bind(pageKey(), place.id, place.trade, place.status === 'applied' ? 'submitted' : 'failed')
    .run()
  if (pledged)
    await db.$client
      .prepare(
        `INSERT INTO pledges (id, key, number, kind, place_id, rulebook_version, answers, text_hash, signed_at)
         VALUES (?1, ?2, ?2, 'place', ?1, 1, '', '', 1)`,
      )
      .bind(place.id, pageKey())
      .run()
  return place
}

const applicationOf = (place: { id: number }) =>
  one<{ state: string; act: string; reasons: string }>(
    `SELECT a.state, e.act, e.reasons, e.actor_kind AS kind FROM applications a JOIN application_events e ON e.application_id = a.id
     WHERE a.place_id = ?`,
    place.id,
  )
const level = async (to: string) => {
  const path = await proposalOf(first, 'risk', { level: to, source: '通知' })
  const page = await pageOf(second, path)
  await approveSeen(second, path)
  await runToEnd()
  return page
}

test('a town of low risk opens who applied with a pledge at once, and owes them an inspection', async () => {
  const place = await applied({}, true)
  const failed = await applied({ status: 'accepted' }, true)
  const without = await applied({}, false)
  const preview = await level('low')
  expect(preview).toContain('凭承诺书先开业')
  expect(preview).toContain('共 2 个场所变动')
  for (const each of [place, failed]) {
    expect(await statusOf(each)).toMatchObject({ status: 'open', cause: 'risk_level' })
    expect(await applicationOf(each)).toEqual({
      state: 'passed',
      act: 'open',
      reasons: '[]',
      kind: 'rulebook',
    })
    expect(
      await one(
        'SELECT inspection_due_on AS due, opened_on AS opened FROM places WHERE id = ?',
        each.id,
      ),
    ).toEqual({
      due: dayOf(clock.now) + 7,
      opened: dayOf(clock.now),
    })
  }
  expect(await statusOf(without)).toMatchObject({ status: 'applied' })
  expect(await pageOf(new Phone(), `/p/${place.code}`)).toContain('name="temperature"')
})

test('a higher risk shuts those that still owe the inspection, and low risk opens them again', async () => {
  const place = await applied({}, true)
  const inspected = await openPlace()
  await level('low')
  await level('high')
  expect(await statusOf(place)).toMatchObject({ status: 'suspended', cause: 'risk_level' })
  expect(await pageOf(new Phone(), `/p/${place.code}`)).toContain(
    '本镇风险等级调整，须先通过现场验收',
  )
  expect(await statusOf(inspected)).toMatchObject({ status: 'open' })
  await level('low')
  expect(await statusOf(place)).toMatchObject({ status: 'open' })
})

test('an application of a newly listed trade is refused with the entry, and its place goes back', async () => {
  const place = await applied({ trade: 'ktv' }, true)
  const path = await proposalOf(first, 'category', CATEGORY)
  expect(await pageOf(second, path)).toContain('申请不予受理：门店 1 家')
  await approveSeen(second, path)
  await runToEnd()
  expect(await statusOf(place)).toMatchObject({
    status: 'known',
    cause: 'negative_list:dance_halls',
  })
  expect(await applicationOf(place)).toEqual({
    state: 'refused',
    act: 'refuse',
    reasons: '["negative_list:dance_halls"]',
    kind: 'rulebook',
  })
})
