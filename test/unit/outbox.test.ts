// Forms that wait on a phone, whatever the line, the town and the person do meanwhile.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Outbox, outboxOf } from '../../src/islands/outbox'
import { type Answer, afterAnswer, pauseAfter, type Sending } from '../../src/islands/outbox-rules'
import type { Vault } from '../../src/islands/vault'

/** A vault without a browser: what it holds outlives the page, as in IndexedDB. */
function vaultOver(held: Map<string, unknown>): Vault {
  return {
    owner: 'a',
    read: async (name) => structuredClone(held.get(name) ?? null),
    readBytes: async (name) => {
      const bytes = held.get(name)
      return bytes instanceof Uint8Array ? new Uint8Array(bytes) : null
    },
    async write(values) {
      for (const [name, value] of Object.entries(values)) held.set(name, structuredClone(value))
    },
    async rewrite(name, value) {
      const there = held.has(name)
      if (there) held.set(name, structuredClone(value))
      return there
    },
    async remove(...names) {
      for (const name of names) held.delete(name)
    },
    names: async (prefix) => [...held.keys()].filter((name) => name.startsWith(prefix)),
  }
}

const answered = (status: number, body: unknown, retryAfter: number | null = null): Answer => ({
  kind: 'answered',
  status,
  retryAfter,
  body,
})

/** What may happen to one posting. `lost`, `killed`: the town has it, the phone never hears of it. */
const WAYS = [
  'ok',
  'cut',
  'lost',
  'killed',
  'bad',
  'signedOut',
  'broken',
  'busy',
  'portal',
] as const
type Way = (typeof WAYS)[number]

class Killed extends Error {}

/** A town that does each key once, and a phone that holds the others. */
class World {
  readonly held = new Map<string, unknown>()
  readonly made: string[] = []
  /** What the town has, in the order it came. */
  readonly order: string[] = []
  now = 1_000_000
  ways: Way[] = []
  outbox: Outbox = this.open()

  open(): Outbox {
    return outboxOf({
      vault: vaultOver(this.held),
      post: (_url, body) => this.meet(String(body.get('key')), body.get('good') === '1'),
      now: () => this.now,
      chance: () => 0.5,
      alone: (work) => work(),
    })
  }

  async meet(key: string, good: boolean): Promise<Answer> {
    const way = this.ways.shift() ?? 'ok'
    const again = this.order.includes(key)
    if (way === 'cut') return { kind: 'cut' }
    if (way === 'signedOut') return answered(401, { ok: false, message: '请先登录' })
    if (way === 'broken') return answered(500, { message: '出错了' })
    if (way === 'busy') return answered(503, { message: '人多' }, 3)
    if (way === 'portal') return answered(200, null)
    if (!again && (way === 'bad' || !good))
      return answered(422, { ok: false, message: '有误', errors: { proof: '巡查码不对' } })
    if (!again) this.order.push(key)
    if (way === 'lost') return { kind: 'cut' }
    if (way === 'killed') throw new Killed()
    return answered(200, { ok: true, again })
  }

  async add(good: boolean): Promise<void> {
    const key = `K${String(this.made.length).padStart(4, '0')}`
    this.made.push(key)
    this.now += 1
    await this.outbox.add({
      key,
      url: '/somewhere/files',
      label: '鑫源五金',
      fields: { key, good: good ? '1' : '0' },
      files: { photo: { type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) } },
      madeAt: this.now,
    })
  }

  async flush(lineBack: boolean): Promise<void> {
    try {
      await this.outbox.flush(lineBack)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      this.outbox = this.open()
    }
  }

  async correctAll(): Promise<void> {
    for (const { key, problem } of await this.outbox.list())
      if (problem) await this.outbox.fix(key, { key, good: '1' })
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), good: fc.boolean() }),
  fc.record({
    do: fc.constant('flush' as const),
    lineBack: fc.boolean(),
    ways: fc.array(fc.constantFrom(...WAYS), { maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400_000 }) }),
  fc.record({ do: fc.constantFrom('correct' as const, 'reload' as const) }),
)

test('whatever happens on the way, every form is done once or still waits, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World()
      for (const each of steps) {
        if (each.do === 'add') await world.add(each.good)
        if (each.do === 'wait') world.now += each.ms
        if (each.do === 'reload') world.outbox = world.open()
        if (each.do === 'correct') await world.correctAll()
        if (each.do === 'flush') {
          world.ways = [...each.ways]
          await world.flush(each.lineBack)
          world.ways = []
        }
        const waiting = new Set((await world.outbox.list()).map(({ key }) => key))
        for (const key of world.made)
          expect(waiting.has(key) || world.order.includes(key), `${key} is lost`).toBe(true)
      }
      // In the end there is a line, and the person corrects what was refused.
      for (let round = 0; round < 3; round++) {
        await world.correctAll()
        world.now += 3_600_000
        await world.flush(true)
      }
      expect([...world.order].sort()).toEqual(world.made)
      expect(world.held.size, 'nothing stays behind, no photo either').toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('forms go out in the order they were made, with their photo, once there is a line', async () => {
  const world = new World()
  for (let i = 0; i < 5; i++) await world.add(true)
  world.ways = ['cut']
  expect(await world.outbox.flush()).toBe('cut')
  expect(world.order).toEqual([])
  expect(await world.outbox.flush(true)).toBeNull()
  expect(world.order).toEqual(world.made)
})

test('a form the town refuses stays with the reason until it is corrected or given up', async () => {
  const world = new World()
  await world.add(false)
  await world.add(true)
  await world.flush(false)
  const [refused] = await world.outbox.list()
  expect(refused?.problem).toEqual({
    status: 422,
    message: '有误',
    errors: { proof: '巡查码不对' },
  })
  expect(world.order).toEqual(['K0001'])
  await world.outbox.drop('K0000')
  expect(await world.outbox.list()).toEqual([])
})

test('what is still under way cannot be given up or changed', async () => {
  const world = new World()
  await world.add(true)
  await world.outbox.drop('K0000')
  await world.outbox.fix('K0000', { key: 'K0000', good: '0' })
  expect(await world.outbox.list()).toMatchObject([{ fields: { good: '1' } }])
})

test('a photo that follows a form waits until the form is through', async () => {
  const world = new World()
  await world.add(false)
  const photo = { key: 'P', url: '/x/files', label: '', fields: { key: 'P', good: '1' }, madeAt: 5 }
  await world.outbox.add({ ...photo, after: 'K0000' })
  await world.flush(false)
  expect(world.order).toEqual([])
  await world.correctAll()
  await world.flush(false)
  expect(world.order).toEqual(['K0000', 'P'])
})

test('what follows a form whose good rows are stored goes by itself, unlike after one given up', async () => {
  const world = new World()
  await world.add(false)
  await world.outbox.settle('K0000')
  expect(await world.outbox.list(), 'still under way').toHaveLength(1)
  const second = {
    key: 'Z',
    url: '/x/again',
    label: '',
    fields: { key: 'Z', good: '1' },
    madeAt: 5,
  }
  await world.outbox.add({ ...second, after: 'K0000' })
  await world.flush(false)
  await world.outbox.settle('K0000')
  await world.flush(false)
  expect(world.order).toEqual(['Z'])
  expect(await world.outbox.list()).toEqual([])
})

const sending: Sending = {
  key: 'K',
  url: '/x',
  label: '',
  fields: {},
  files: {},
  madeAt: 0,
  tries: 0,
  notBefore: 0,
  cut: false,
  problem: null,
}

test.each([
  ['signed out', answered(401, { ok: false }), 'signIn', 'as it was'],
  ['a busy town', answered(503, null, 30), 'busy', 'later'],
  ['an error of the town', answered(500, { message: 'x' }), null, 'later'],
  ['the page of a hotel', answered(200, null), 'cut', 'later'],
  ['a proxy that forbids', answered(403, null), 'cut', 'later'],
  ['a place that is closed', answered(409, { ok: false, message: '已停业' }), null, 'problem'],
  ['too large a photo', answered(413, null), null, 'problem'],
  ['done before', answered(200, { ok: true, again: true }), null, 'gone'],
] as const)('%s', (_name, answer, stop, fate) => {
  const after = afterAnswer(sending, answer, 1000, 0.5)
  expect(after.stop).toBe(stop)
  if (fate === 'gone') expect(after.left).toBeNull()
  if (fate === 'as it was') expect(after.left).toEqual(sending)
  if (fate === 'problem')
    expect(after.left?.problem?.status).toBe(answer.kind === 'answered' && answer.status)
  if (fate === 'later') expect(after.left?.notBefore).toBeGreaterThan(1000)
  if (fate === 'later') expect(after.left?.problem).toBeNull()
})

test('a town that asks for 30 seconds is given them', () => {
  expect(afterAnswer(sending, answered(503, null, 30), 1000, 0).left?.notBefore).toBe(31_000)
})

test('pauses grow with each try and never beyond five minutes', () => {
  expect([0, 1, 2, 20].map((tries) => pauseAfter(tries, 1))).toEqual([2000, 4000, 8000, 300_000])
})
