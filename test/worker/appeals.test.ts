import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealAppeal } from '../../src/features/applications'
import { changeLife } from '../../src/features/places'
import { newRowId, systemRandom } from '../../src/shared/ids'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import {
  type AtOffice,
  applicationAt,
  deskRules,
  newFormKey,
  seen,
  standing,
  words,
} from '../support/review'
import { clock, db, foundTown, one, openPlace } from '../support/town'

let reviewer: OwnPhone
let colleague: OwnPhone
let admin: OwnPhone

beforeAll(async () => {
  await foundTown(deskRules())
  reviewer = await officer({ role: 'reviewer', department: 'market' })
  colleague = await officer({ role: 'reviewer', department: 'market' })
  admin = await officer({ role: 'admin' })
})

interface Appealed {
  placeId: number
  applicationId: number | null
  against: string
  decidedBy: number | null
  by: number
  areaPath?: string
}

/** An appeal as the keeper's page writes it; answers its path. */
async function appealOf(made: Appealed): Promise<{ id: number; path: string }> {
  const id = newRowId(systemRandom)
  const { placeId, applicationId, against, decidedBy, by, areaPath = '/1/2/3/' } = made
  const text = await sealAppeal(env.FIELD_KEY, 'text', id, '我家不是三合一，请再看')
  await db.$client
    .prepare(
      `INSERT INTO appeals (id, key, place_id, application_id, against, decided_by, area_path, state, text, at, by)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)`,
    )
    .bind(
      id,
      newFormKey(),
      placeId,
      applicationId,
      against,
      decidedBy,
      areaPath,
      text,
      clock.now,
      by,
    )
    .run()
  return { id, path: `/office/appeals/${id}` }
}

const lastEvent = (id: number) =>
  one<{ id: number }>('SELECT max(id) AS id FROM application_events WHERE application_id = ?', id)

/** Refused by `reviewer`, and appealed. */
async function refused(place = {}): Promise<AtOffice & { appeal: { id: number; path: string } }> {
  const at = await applicationAt('submitted', { place })
  const form = await seen(reviewer, at.path)
  await reviewer.post(`${at.path}/refuse`, { ...form, ground: 'three_in_one', text: '店里住人' })
  const appeal = await appealOf({
    placeId: at.place.id,
    applicationId: at.id,
    against: `application_events:${(await lastEvent(at.id))?.id}`,
    decidedBy: reviewer.accountId,
    by: at.keeper.accountId,
  })
  return { ...at, appeal }
}

const answer = (phone: OwnPhone, path: string, form: Record<string, string> = {}) =>
  phone.post(path, {
    key: newFormKey(),
    version: '1',
    answer: 'overturned',
    text: '现场看过',
    ...form,
  })

const state = (id: number) => one<{ state: string }>('SELECT state FROM appeals WHERE id = ?', id)

describe('an appeal against a decision on an application', () => {
  test('is not answered by whoever decided', async () => {
    const { appeal, id } = await refused()
    expect(await words(await reviewer.get(appeal.path))).toContain('原决定是您作的，请由别人答复')
    const tried = await answer(reviewer, appeal.path)
    expect(tried.status).toBe(403)
    expect(await words(tried)).toContain('申诉由没有作原决定的人答复')
    expect(await state(appeal.id)).toEqual({ state: 'open' })
    expect(await standing(id)).toMatchObject({ state: 'refused' })
  })

  test('overturned, the application is under review again, its place applied, its clock new', async () => {
    const { appeal, id, path } = await refused()
    const form = await seen(colleague, appeal.path)
    expect((await answer(colleague, appeal.path, form)).status).toBe(303)
    expect(await standing(id)).toMatchObject({ state: 'submitted', status: 'applied' })
    expect(
      await one(
        'SELECT cause, ref FROM place_changes c JOIN applications a ON a.place_id = c.place_id WHERE a.id = ? ORDER BY c.id DESC LIMIT 1',
        id,
      ),
    ).toEqual({ cause: 'appeal', ref: String(appeal.id) })
    // Both texts stand side by side, on the appeal and on the application.
    for (const page of [appeal.path, path]) {
      const text = await words(await colleague.get(page))
      expect(text).toContain('我家不是三合一，请再看')
      expect(text).toContain('现场看过')
      expect(text).toContain('撤销原决定')
    }
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'appeals.overturned' AND subject = ?",
        `appeals:${appeal.id}`,
      ),
    ).toEqual({ n: 1 })
  })

  test('kept, nothing moves', async () => {
    const { appeal, id } = await refused()
    await answer(colleague, appeal.path, { answer: 'kept', text: '确实住人' })
    expect(await state(appeal.id)).toEqual({ state: 'kept' })
    expect(await standing(id)).toMatchObject({ state: 'refused', status: 'known' })
  })

  test('two answer at once: one wins, the other is told and keeps the text', async () => {
    const { appeal, id } = await refused()
    const answers = await Promise.all([
      answer(colleague, appeal.path),
      answer(admin, appeal.path, { answer: 'kept', text: '维持吧' }),
    ])
    expect(answers.map((each) => each.status).sort()).toEqual([303, 409])
    const lost = answers.find((each) => each.status === 409)
    expect(lost && (await words(lost))).toContain('已经有人先办了')
    expect(
      await one(
        "SELECT count(*) AS n FROM application_events WHERE application_id = ? AND act IN ('keep', 'overturn')",
        id,
      ),
    ).toEqual({ n: 1 })
  })

  test('the same answer sent again is harmless', async () => {
    const { appeal, id } = await refused()
    const form = await seen(colleague, appeal.path)
    expect((await answer(colleague, appeal.path, form)).status).toBe(303)
    expect((await answer(colleague, appeal.path, form)).status).toBe(303)
    expect(await standing(id)).toMatchObject({ version: 5 })
  })

  test('a new application of the place stands in the way: nothing is half-done', async () => {
    const { appeal, id, place } = await refused()
    await db.$client
      .prepare(
        `INSERT INTO applications SELECT 5000000 + ?1, 'again', 'A-again', place_id, trade, area_path, department, 'draft', 1,
           rulebook_version, answers, self_check, papers, NULL, NULL, NULL, NULL, created_by, created_at, updated_at,
           NULL, NULL, NULL, NULL, NULL FROM applications WHERE place_id = ?1`,
      )
      .bind(place.id)
      .run()
    const tried = await answer(colleague, appeal.path)
    expect(tried.status).toBe(409)
    expect(await words(tried)).toContain('现场看过')
    expect(await state(appeal.id)).toEqual({ state: 'open' })
    expect(await standing(id)).toMatchObject({ state: 'refused', status: 'known' })
  })

  test('upheld against the negative list, this application may be approved', async () => {
    const at = await applicationAt('submitted', { department: 'police', place: { trade: 'ktv' } })
    const form = await seen(admin, at.path)
    await admin.post(`${at.path}/refuse`, { ...form, ground: 'negative_list:ktv' })
    const police = await officer({ role: 'reviewer', department: 'police' })
    const appeal = await appealOf({
      placeId: at.place.id,
      applicationId: at.id,
      against: `application_events:${(await lastEvent(at.id))?.id}`,
      decidedBy: admin.accountId,
      by: at.keeper.accountId,
    })
    const page = await words(await police.get(appeal.path))
    expect(page).toContain('场所在负面清单上（歌舞厅、KTV）。撤销后')
    expect((await answer(police, appeal.path)).status).toBe(303)
    expect(await standing(at.id)).toMatchObject({ state: 'submitted', status: 'applied' })
    await admin.post(`${at.path}/accept`, await seen(admin, at.path))
    expect(await standing(at.id)).toMatchObject({ state: 'accepted', status: 'accepted' })
  })

  test('another department, another area, a missing text or answer', async () => {
    const { appeal } = await refused()
    const police = await officer({ role: 'reviewer', department: 'police' })
    expect((await answer(police, appeal.path)).status).toBe(403)
    const far = await officer({ role: 'admin', areaId: 9, areaPath: '/1/9/' })
    expect((await far.get(appeal.path)).status).toBe(404)
    expect((await answer(far, appeal.path)).status).toBe(404)
    const empty = await answer(colleague, appeal.path, { text: ' ' })
    expect(empty.status).toBe(422)
    expect(await words(empty)).toContain('请写明理由')
    expect((await answer(colleague, appeal.path, { answer: 'maybe' })).status).toBe(422)
    expect((await colleague.get('/office/appeals/none')).status).toBe(404)
  })
})

describe('an appeal against what was done to a place', () => {
  async function suspended(cause: 'officer' | 'negative_list' = 'officer') {
    const place = await openPlace({ trade: cause === 'officer' ? 'catering' : 'ktv' })
    const keeper = await keeperOf(place)
    const actor = {
      kind: 'officer' as const,
      id: reviewer.accountId,
      name: '',
      scopes: [],
      places: [],
    }
    await changeLife(db, {
      key: newFormKey(),
      placeId: place.id,
      act: 'suspend',
      cause,
      ref: cause === 'officer' ? null : 'ktv',
      reason: '未测温',
      actor,
      rulebookVersion: 1,
      at: clock.now,
    })
    const change = await one<{ id: number }>(
      'SELECT max(id) AS id FROM place_changes WHERE place_id = ?',
      place.id,
    )
    const appeal = await appealOf({
      placeId: place.id,
      applicationId: null,
      against: `place_changes:${change?.id}`,
      decidedBy: reviewer.accountId,
      by: keeper.accountId,
    })
    return { place, appeal }
  }
  const status = (id: number) =>
    one<{ status: string }>('SELECT status FROM places WHERE id = ?', id)

  test('overturned, the place opens again', async () => {
    const { place, appeal } = await suspended()
    expect(await words(await admin.get(appeal.path))).toContain('撤销后，场所恢复营业')
    await answer(admin, appeal.path)
    expect(await status(place.id)).toEqual({ status: 'open' })
  })

  test('a place suspended since for another cause stays shut; the answer is recorded', async () => {
    const { place, appeal } = await suspended()
    await db.$client
      .prepare("UPDATE places SET status_cause = 'case:7' WHERE id = ?")
      .bind(place.id)
      .run()
    expect(await words(await admin.get(appeal.path))).toContain('原决定已经不起作用')
    await answer(admin, appeal.path)
    expect(await status(place.id)).toEqual({ status: 'suspended' })
    expect(await state(appeal.id)).toEqual({ state: 'overturned' })
  })

  test('a listed trade stays shut', async () => {
    const { place, appeal } = await suspended('negative_list')
    expect((await answer(admin, appeal.path)).status).toBe(422)
    expect(await status(place.id)).toEqual({ status: 'suspended' })
  })
})

describe('the list of appeals', () => {
  test('shows open ones, the oldest first, says which are not one’s own, and finds by name', async () => {
    const first = await refused({ name: '先申诉的店' })
    clock.now += 60_000
    const second = await refused({ name: '后申诉的店' })
    const text = await words(await reviewer.get('/office/appeals'))
    expect(text.indexOf('先申诉的店')).toBeLessThan(text.indexOf('后申诉的店'))
    expect(text).toContain('您作的决定，请别人答复')
    expect(await words(await colleague.get('/office/appeals?q=后申诉'))).not.toContain('先申诉的店')
    await answer(colleague, second.appeal.path)
    expect(await words(await colleague.get('/office/appeals'))).not.toContain('后申诉的店')
    expect(await words(await colleague.get('/office/appeals?state=decided'))).toContain(
      '后申诉的店',
    )
    expect(await words(await colleague.get(`/office/appeals?q=${first.place.code}`))).toContain(
      '先申诉的店',
    )
    const home = await words(await colleague.get('/office'))
    expect(home).toMatch(/\d+ 待答复的申诉/)
  })
})
