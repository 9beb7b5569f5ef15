// A worker moves from one place to another with the pledge they have.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countWorkers } from '../../src/features/people'
import { HOUR } from '../../src/shared/clock'
import { addMember, helperOf, keeperOf } from '../support/people'
import { staffed, workersOf } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, MORNING, one, openPlace, type Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})
beforeEach(() => {
  clock.now = MORNING + HOUR
})

/** A confirmed worker with their phone, and a second place. */
async function twoPlaces() {
  const here = await staffed()
  await here.keeper.post(`/keep/${here.place.code}/staff/${here.worker}/confirm`, {})
  const there = await openPlace({ name: '二店' })
  const otherKeeper = await keeperOf(there)
  return { ...here, there, otherKeeper }
}
const people = async (): Promise<number> =>
  (await one<{ value: number }>("SELECT value FROM progress_counts WHERE name = 'workers'"))
    ?.value ?? 0
const moves = async (worker: number): Promise<number> =>
  (
    await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'people.move' AND subject = ?",
      `workers:${worker}`,
    )
  )?.n ?? 0
const notice = (answer: Response) => answer.headers.get('location')?.replace(/.*notice=/, '')
const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

describe('the keeper moves a worker', () => {
  const open = async (keeper: Phone, code: string, worker: number) => {
    const path = `/keep/${code}/staff/${worker}/move`
    return { path, page: await (await keeper.get(path)).text() }
  }

  test('to another place of their own: listed there at once, and counted once', async () => {
    const { place, there, keeper, worker } = await twoPlaces()
    await addMember(there, keeper, 'keeper')
    const before = await people()
    const { path, page } = await open(keeper, place.code, worker)
    expect(page).toContain('二店')
    const form = { seen: hidden(page, 'seen'), to: there.code, code: '' }
    expect(notice(await keeper.post(path, form))).toBe('moved_own')
    expect(await countWorkers(db, place.id)).toBe(0)
    expect(await workersOf(db, env, there.id)).toMatchObject([
      { workerId: worker, confirmed: true, job: '厨师', shown: false },
    ])
    expect(await people()).toBe(before)
    expect(await moves(worker)).toBe(1)
  })

  test('elsewhere by code: left here, waiting there, and counted again once confirmed', async () => {
    const { place, there, keeper, otherKeeper, worker } = await twoPlaces()
    const before = await people()
    const { path, page } = await open(keeper, place.code, worker)
    const typed = `${there.code.slice(0, 3)} ${there.code.slice(3).toLowerCase()}`
    const form = { seen: hidden(page, 'seen'), code: typed }
    expect(notice(await keeper.post(path, form))).toBe('moved')
    expect(await workersOf(db, env, place.id)).toEqual([])
    expect(await workersOf(db, env, there.id)).toMatchObject([{ confirmed: false }])
    expect(await people()).toBe(before - 1)
    await otherKeeper.post(`/keep/${there.code}/staff/${worker}/confirm`, {})
    expect(await people()).toBe(before)
  })

  test('sent twice it is one move', async () => {
    const { place, there, keeper, worker } = await twoPlaces()
    const { path, page } = await open(keeper, place.code, worker)
    const form = { seen: hidden(page, 'seen'), code: there.code }
    const answers = await Promise.all([keeper.post(path, form), keeper.post(path, form)])
    expect(answers.map(notice)).toEqual(['moved', 'moved'])
    expect(notice(await keeper.post(path, form))).toBe('moved')
    expect(await moves(worker)).toBe(1)
    expect(await workersOf(db, env, there.id)).toHaveLength(1)
  })

  test('who has left meanwhile is not moved, and the page says so', async () => {
    const { place, there, keeper, worker, phone } = await twoPlaces()
    const { path, page } = await open(keeper, place.code, worker)
    await phone.post('/pledges/leave', { code: place.code })
    const answer = await keeper.post(path, { seen: hidden(page, 'seen'), code: there.code })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('已经不在这里')
    expect(await workersOf(db, env, there.id)).toEqual([])
    expect(await moves(worker)).toBe(0)
    expect((await keeper.get(path)).status).toBe(404)
  })

  test('a page from before they left and came back moves nobody', async () => {
    const { place, there, keeper, worker, phone } = await twoPlaces()
    const { path, page } = await open(keeper, place.code, worker)
    await phone.post('/pledges/leave', { code: place.code })
    await phone.post(`/p/${place.code}/pledge/carry`, { job: '收银', invitation: '' })
    clock.now += HOUR
    await keeper.post(`/keep/${place.code}/staff/${worker}/confirm`, {})
    const answer = await keeper.post(path, { seen: hidden(page, 'seen'), code: there.code })
    expect(answer.status).toBe(409)
    expect(await countWorkers(db, place.id)).toBe(1)
  })

  test('where they work already they stay as confirmed as they were', async () => {
    const { place, there, keeper, otherKeeper, worker, phone } = await twoPlaces()
    await phone.post(`/p/${there.code}/pledge/carry`, { job: '收银', consent: '1' })
    await otherKeeper.post(`/keep/${there.code}/staff/${worker}/confirm`, {})
    const { path, page } = await open(keeper, place.code, worker)
    await keeper.post(path, { seen: hidden(page, 'seen'), code: there.code })
    expect(await workersOf(db, env, there.id)).toMatchObject([
      { confirmed: true, job: '收银', shown: true },
    ])
    expect(await workersOf(db, env, place.id)).toEqual([])
  })

  const refused: [string, (codes: { own: string; closed: string }) => string, string][] = [
    ['no code', () => '', '请选一处，或填门口的编号'],
    ['a mistyped code', () => '7K3M9QY', '编号有误'],
    ['the place they work at', ({ own }) => own, '就是现在的单位'],
    ['a place that has closed', ({ closed }) => closed, '那里已经关闭'],
  ]
  test.each(refused)(
    '%s is refused beside the field, and what was typed stays',
    async (_, of, says) => {
      const { place, keeper, worker } = await twoPlaces()
      const closed = await openPlace({ status: 'closed' })
      const { path, page } = await open(keeper, place.code, worker)
      const code = of({ own: place.code, closed: closed.code })
      const answer = await keeper.post(path, { seen: hidden(page, 'seen'), code })
      expect(answer.status).toBe(422)
      const again = await answer.text()
      expect(again).toContain(says)
      if (code) expect(again).toContain(`value="${code}"`)
      expect(await countWorkers(db, place.id)).toBe(1)
    },
  )

  test('a helper, or the keeper of another place, cannot', async () => {
    const { place, there, otherKeeper, worker } = await twoPlaces()
    const helper = await helperOf(place)
    const form = { seen: '0', code: there.code }
    expect((await helper.post(`/keep/${place.code}/staff/${worker}/move`, form)).status).toBe(403)
    const other = await otherKeeper.post(`/keep/${there.code}/staff/${worker}/move`, {
      seen: '0',
      code: place.code,
    })
    expect(other.status).toBe(409)
    expect(await countWorkers(db, place.id)).toBe(1)
  })
})

describe('a worker moves on their own phone', () => {
  const filled = async (phone: Phone, code: string) => {
    const page = await (await phone.get('/pledges/move')).text()
    return { from: hidden(page, 'from'), code, job: '服务员', consent: '1' }
  }

  test('leaves the old place at once and waits for the new keeper, with the old pledge', async () => {
    const { place, there, phone, number, worker } = await twoPlaces()
    const answer = await phone.post('/pledges/move', await filled(phone, there.code))
    expect(notice(answer)).toBe('moved')
    expect(await workersOf(db, env, place.id)).toEqual([])
    expect(await workersOf(db, env, there.id)).toMatchObject([
      { confirmed: false, job: '服务员', shown: true, pledgeNumber: number },
    ])
    expect(await (await phone.get('/pledges?notice=moved')).text()).toContain('已换单位')
    expect(await moves(worker)).toBe(1)
  })

  test('scanning the new door offers the move, with its code filled in', async () => {
    const { there, phone } = await twoPlaces()
    const door = await (await phone.get(`/p/${there.code}/pledge`)).text()
    expect(door).toContain(`/pledges/move?to=${there.code}`)
    const page = await (await phone.get(`/pledges/move?to=${there.code}`)).text()
    expect(page).toContain(`value="${there.code}"`)
  })

  test('sent again it is one move; after leaving otherwise it is refused', async () => {
    const { place, there, phone, worker } = await twoPlaces()
    const form = await filled(phone, there.code)
    await phone.post('/pledges/move', form)
    expect(notice(await phone.post('/pledges/move', form))).toBe('moved')
    expect(await moves(worker)).toBe(1)
    const third = await openPlace()
    const late = await phone.post('/pledges/move', { ...form, code: third.code })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('您已不在原来的单位')
    expect(await workersOf(db, env, third.id)).toEqual([])
    expect(await workersOf(db, env, place.id)).toEqual([])
  })

  test('with nothing filled in each field says what it needs', async () => {
    const { phone } = await twoPlaces()
    const answer = await phone.post('/pledges/move', {
      ...(await filled(phone, '')),
      job: '',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('请填新单位门口的编号')
    expect(page).toContain('请填写岗位')
    expect(page).toMatch(/name="consent" value="1" checked/)
  })

  test('with two places says which one is left', async () => {
    const { place, there, phone } = await twoPlaces()
    await phone.post(`/p/${there.code}/pledge/carry`, { job: '收银' })
    const third = await openPlace({ name: '三店' })
    const without = await phone.post('/pledges/move', { code: third.code, job: '厨师' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('请选离开哪里')
    const page = await (await phone.get('/pledges/move')).text()
    const [, from = ''] = new RegExp(`value="(${there.code}-\\d+)"`).exec(page) ?? []
    await phone.post('/pledges/move', { from, code: third.code, job: '厨师' })
    expect(await workersOf(db, env, there.id)).toEqual([])
    expect(await countWorkers(db, place.id)).toBe(1)
  })
})
