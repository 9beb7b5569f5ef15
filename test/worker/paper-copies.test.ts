// The copy of a certificate of somebody who cannot be scanned: why, by whom it is opened, when it goes.
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { copiesOf } from '../../src/features/watches/store-copies'
import { dueCopies } from '../../src/features/watches/store-purge'
import { createScheduled } from '../../src/scheduled'
import { DAY, isoDay } from '../../src/shared/clock'
import { sendForm, type TypedForm } from '../support/multipart'
import { helperOf, keeperOf, officer } from '../support/people'
import { phonePhoto, SECRETS_OF_A_PHOTO, textOf } from '../support/photos'
import { notingD1, plansOf } from '../support/plans'
import { numberIn, signAt, somebody, staffed, workerOf } from '../support/pledge'
import { clock, db, one, openPlace, Phone } from '../support/town'
import { clerk, key, text, today, watchTown } from '../support/watched'

watchTown()

const COUNT = 'SELECT count(*) AS n FROM paper_copies WHERE worker_id = ? AND removed_at IS NULL'
const copies = async (worker: number) => (await one<{ n: number }>(COUNT, worker))?.n
const copyRow = (worker: number) =>
  one<{ id: number; file_id: number; kept_through: number; text: string; why: string }>(
    'SELECT * FROM paper_copies WHERE worker_id = ?',
    worker,
  )
const files = async () => (await env.FILES.list()).objects.map((each) => each.key)
const openings = async (copy: number) =>
  (
    await db.$client
      .prepare(
        "SELECT actor_kind AS who, detail ->> 'as' AS opened FROM audit WHERE act = 'watches.open_copy' AND detail ->> 'copy' = ? ORDER BY seq",
      )
      .bind(copy)
      .all<{ who: string; opened: string }>()
  ).results

/** Somebody without a phone, signed on the keeper's, whose certificate was seen. */
async function elder(until = isoDay(today() + 30)) {
  const place = await openPlace()
  const keeper = await keeperOf(place)
  await keeper.post(`/keep/${place.code}/staff/sign`, {})
  const number = numberIn(await signAt(keeper, place, { who: somebody('孙大爷') }))
  const worker = await workerOf(number)
  const papers = `/keep/${place.code}/staff/${worker}/papers`
  await keeper.post(papers, { key: key(), kind: 'health', until })
  return { place, keeper, worker, papers, number }
}

/** Somebody who signed on a phone of their own, whose certificate was seen. */
async function withPhone() {
  const made = await staffed(somebody('赵四'))
  await made.keeper.post(`/keep/${made.place.code}/staff/${made.worker}/confirm`, {})
  const papers = `/keep/${made.place.code}/staff/${made.worker}/papers`
  await made.keeper.post(papers, { key: key(), kind: 'health', until: '' })
  return { ...made, papers }
}

const photo = () => new File([phonePhoto()], '证明.jpg')
const copy = (phone: Phone, papers: string, typed: TypedForm = {}, kind = 'health') =>
  sendForm(phone, `${papers}/copy/${kind}/files`, {
    key: key(),
    why: 'no_phone',
    text: '',
    photo: photo(),
    ...typed,
  })

async function copied() {
  const made = await elder()
  expect((await copy(made.keeper, made.papers, { text: '老人机' })).status).toBe(303)
  const row = await copyRow(made.worker)
  if (!row) throw new Error('no copy')
  return { ...made, row, path: `/copies/${row.id}` }
}

describe('a copy is kept', () => {
  test('of somebody without a phone, with its reason, and said beside the documents', async () => {
    const { keeper, papers, row } = await copied()
    expect(row).toMatchObject({ why: 'no_phone', kept_through: today() + 14 })
    expect(row.text).not.toContain('老人机')
    const page = await text(keeper, papers)
    expect(page).toContain('健康证明副本')
    expect(page).toContain('没有手机')
    expect(page).not.toContain('拍照留存')
  })

  test('never without a reason, a photo, or a document that was seen and still holds', async () => {
    const { keeper, papers, worker } = await elder(isoDay(today() + 1))
    const refused = await copy(keeper, papers, { why: '' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('说不出理由的不留副本')
    const without = await copy(keeper, papers, { photo: new File([], '') })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('href="#f-photo"')
    const pdf = new File(['%PDF-1.4 not a photo'], 'a.pdf')
    expect((await copy(keeper, papers, { photo: pdf })).status).toBe(422)
    clock.now += 2 * DAY
    await keeper.signIn()
    expect((await copy(keeper, papers)).status).toBe(409)
    expect(await copies(worker)).toBe(0)
    expect(await text(keeper, papers)).not.toContain('拍照留存')
  })

  test('of no ID card, and not by a keeper of a proof that is an officer’s', async () => {
    const { keeper, papers } = await elder()
    expect((await copy(keeper, papers, {}, 'id_card')).status).toBe(404)
    expect((await copy(keeper, papers, {}, 'travel_paper')).status).toBe(404)
    const phone = await clerk()
    expect((await phone.get(papers.replace(/.*staff/, '/office/watches/worker'))).status).toBe(404)
  })

  test('of somebody who signed on their own phone only for another reason, in words', async () => {
    const { keeper, papers, worker } = await withPhone()
    expect(await text(keeper, `${papers}/copy/health`)).toContain('用自己的手机签过承诺书')
    const phoneless = await copy(keeper, papers, { why: 'no_phone', text: '没有' })
    expect(phoneless.status).toBe(422)
    expect(await phoneless.text()).toContain('不能写没有手机')
    const silent = await copy(keeper, papers, { why: 'no_code' })
    expect(silent.status).toBe(422)
    expect(await copies(worker)).toBe(0)
    expect((await copy(keeper, papers, { why: 'no_code', text: '手机摔坏了' })).status).toBe(303)
    expect(await copies(worker)).toBe(1)
  })

  test('once, however often it is sent; a second one of a kind is refused and leaves no file', async () => {
    const { keeper, papers, worker } = await elder()
    const once = { key: key(), photo: photo() }
    await copy(keeper, papers, once)
    expect((await copy(keeper, papers, once)).status).toBe(303)
    expect((await copy(keeper, papers)).status).toBe(409)
    expect(await copies(worker)).toBe(1)
    const stored = await one<{ n: number }>(
      "SELECT count(*) AS n FROM files WHERE purpose = 'copy' AND stored_at IS NOT NULL AND subject LIKE 'paper_copies:%' AND id NOT IN (SELECT file_id FROM paper_copies)",
    )
    expect(stored?.n).toBe(0)
  })

  test('no longer than the document holds', async () => {
    const { keeper, papers, worker } = await elder(isoDay(today() + 3))
    await copy(keeper, papers)
    expect((await copyRow(worker))?.kept_through).toBe(today() + 3)
  })

  test('by an officer of the area, whose copy the keeper sees named but cannot open', async () => {
    const { keeper, papers, worker } = await elder()
    const phone = await clerk()
    const office = `/office/watches/worker/${worker}`
    await phone.post(`${office}/papers`, {
      key: key(),
      kind: 'travel_paper',
      until: '',
      result: 'clear',
    })
    expect(await text(phone, office)).toContain('拍照留存')
    expect((await copy(phone, office, {}, 'travel_paper')).status).toBe(303)
    const row = await copyRow(worker)
    expect(await text(keeper, papers)).toContain('村里证明副本')
    expect(await text(keeper, papers)).not.toContain(`/copies/${row?.id}`)
    expect((await keeper.get(`/copies/${row?.id}`)).status).toBe(404)
    expect((await phone.get(`/copies/${row?.id}/photo`)).status).toBe(200)
  })
})

describe('a copy is opened', () => {
  test('by its keeper and by the clerk, each opening in the log; the photo is as taken, without its secrets', async () => {
    const { keeper, row, path } = await copied()
    const page = await text(keeper, path)
    expect(page).toContain('老人机')
    const shown = await keeper.get(`${path}/photo`)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('cache-control')).toBe('private, no-store')
    const bytes = textOf(new Uint8Array(await shown.arrayBuffer()))
    for (const secret of SECRETS_OF_A_PHOTO) expect(bytes).not.toContain(secret)
    await (await clerk()).get(`${path}/photo`)
    expect(await openings(row.id)).toEqual([
      { who: 'keeper', opened: 'keeper' },
      { who: 'officer', opened: 'officer' },
    ])
  })

  test('by nobody else, nor as a file of the place, and nothing is logged as opened', async () => {
    const { place, keeper, row, path } = await copied()
    const other = await keeperOf(await openPlace())
    const far = await officer({ role: 'clerk', areaId: 9, areaPath: '/1/9/' })
    const roles = ['viewer', 'patrol', 'reviewer'] as const
    const officers = await Promise.all(roles.map((role) => officer({ role })))
    for (const phone of [new Phone(), other, await helperOf(place), far, ...officers])
      for (const each of [path, `${path}/photo`])
        expect((await phone.get(each)).status, each).toBe(404)
    for (const phone of [keeper, await clerk(), ...officers])
      expect((await phone.get(`/files/${row.file_id}`)).status).toBe(404)
    expect((await other.post(`${path}/remove`, {})).status).toBe(404)
    expect(await openings(row.id)).toEqual([])
  })

  test('from the bucket by nobody: what lies there is no picture', async () => {
    const before = new Set(await files())
    await copied()
    const [object] = (await files()).filter((each) => !before.has(each))
    const stored = await env.FILES.get(object ?? '')
    const bytes = new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(bytes.length).toBeGreaterThan(100)
    expect(textOf(bytes)).not.toContain('JFIF')
    expect([...bytes.subarray(0, 3)]).not.toEqual([0xff, 0xd8, 0xff])
    expect(stored?.httpMetadata?.contentType).toBe('application/octet-stream')
  })

  test('no longer by the keeper once the worker has left', async () => {
    const { place, keeper, worker, path } = await copied()
    await keeper.post(`/keep/${place.code}/staff/${worker}/leave`, {})
    expect((await keeper.get(`${path}/photo`)).status).toBe(404)
  })
})

describe('a copy goes', () => {
  const minute = () => createScheduled(() => clock.now)({} as ScheduledController, env)
  const gone = async (fileId: number) =>
    (await one<{ n: number }>('SELECT count(*) AS n FROM files WHERE id = ?', fileId))?.n === 0

  test('on its day, row and photo, and the town is told how many', async () => {
    const { keeper, row, path, worker } = await copied()
    const before = (await files()).length
    clock.now += 14 * DAY
    await minute()
    expect(await copies(worker)).toBe(1)
    clock.now += DAY
    expect((await (await keeper.signIn()).get(`${path}/photo`)).status).toBe(404)
    await minute()
    clock.now += 60_000
    await minute()
    expect(await copyRow(worker)).toBeNull()
    expect(await gone(row.file_id)).toBe(true)
    expect((await files()).length).toBeLessThan(before)
    expect(await text(new Phone(), '/deletions')).toContain('证明副本 1 份')
  })

  test('at once when its keeper erases it; another photo may be taken then, the old form makes none', async () => {
    const { keeper, papers, worker } = await elder()
    const once = { key: key(), photo: photo() }
    await copy(keeper, papers, once)
    const row = await copyRow(worker)
    const path = `/copies/${row?.id}`
    expect((await keeper.post(`${path}/remove`, {})).status).toBe(303)
    expect((await keeper.get(`${path}/photo`)).status).toBe(404)
    await copy(keeper, papers, once)
    expect(await copies(worker)).toBe(0)
    await minute()
    expect(await gone(row?.file_id ?? 0)).toBe(true)
    expect((await copy(keeper, papers)).status).toBe(303)
    expect(await copies(worker)).toBe(1)
  })

  test('when the signer withdraws the pledge, or erases it on their own page', async () => {
    for (const way of ['withdraw', 'erase'] as const) {
      const { keeper, papers, worker, phone, number } = await withPhone()
      await copy(keeper, papers, { why: 'no_code', text: '手机摔坏了' })
      const row = await copyRow(worker)
      const own = await text(phone, '/pledges/held')
      expect(own).toContain('健康证明副本')
      expect((await phone.get(`/copies/${row?.id}/photo`)).status).toBe(200)
      const done =
        way === 'withdraw'
          ? await phone.post(`/pledges/${number}/withdraw`, {})
          : await phone.post(`/copies/${row?.id}/remove`, {})
      expect(done.status).toBe(303)
      expect(await copies(worker), way).toBe(0)
      await minute()
      expect(await gone(row?.file_id ?? 0), way).toBe(true)
    }
  })

  test('of somebody who works nowhere any more', async () => {
    const { place, keeper, worker, row } = await copied()
    await keeper.post(`/keep/${place.code}/staff/${worker}/leave`, {})
    clock.now += DAY
    await minute()
    expect(await copyRow(worker)).toBeNull()
    clock.now += 60_000
    await minute()
    expect(await gone(row.file_id)).toBe(true)
  })

  test('what is due is found by its day, what lies there by its worker', async () => {
    const sent: Parameters<typeof notingD1>[0] = []
    const noting = openDb(notingD1(sent))
    const [byDay] = dueCopies(noting, 1)
    await byDay?.all()
    await copiesOf(noting, 1, 1)
    const plans = await plansOf(sent, ['paper_copies'])
    const [due, kept] = plans.filter(({ sql }) => !sql.includes('NOT EXISTS'))
    expect(due?.detail).toContain('paper_copies_due (kept_through<?)')
    expect(kept?.detail).toMatch(/paper_copies_(worker|one) \(worker_id=\?\)/)
  })
})
