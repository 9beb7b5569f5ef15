// The commands of a walk: each is done to the model and to the real database, and then both must agree on
// place, application, timeline, inspection, counts and log.
import fc from 'fast-check'
import { expect } from 'vitest'
import { openDb } from '../../src/db/client'
import { poisonedD1 } from './broken'
import { agree } from './opening-agree'
import { decide, handIn, start, withdraw } from './opening-applying'
import type { ModelPlace, Town } from './opening-model'
import { come, finish, plan, rule, stop } from './opening-rounds'
import type { Prepare, Prepared, Real } from './opening-town'
import { clock, db } from './town'

const OPERATIONS: Record<string, Prepare> = {
  start,
  handIn: handIn(false),
  handInAtLowRisk: handIn(true),
  accept: decide('accept'),
  sendBack: decide('send_back'),
  refuse: decide('refuse'),
  withdraw,
  plan,
  come,
  pass: finish('pass'),
  fail: finish('fail'),
  suspend: stop('suspend'),
  resume: stop('resume'),
  close: stop('close'),
  reopen: stop('reopen'),
  ruleSuspends: rule('suspend'),
  ruleResumes: rule('resume'),
  ruleRefuses: rule('refuse'),
  ruleOpens: rule('open_on_pledge'),
}

interface Asked {
  name: string
  place: number
  stale: boolean
}

abstract class Command implements fc.AsyncCommand<Town, Real> {
  check = () => true
  abstract act(town: Town, real: Real): Promise<void>
  abstract toString(): string
  async run(town: Town, real: Real): Promise<void> {
    real.commands += 1
    // Two decisions of one instant do not happen; the log and the rules tell them apart by it.
    clock.now += 1_000
    town.log = []
    await this.act(town, real)
    await agree(town, real)
    const { inspections, lastNumber, counts } = town
    real.town = { inspections, lastNumber, counts }
  }
}

const prepared = (town: Town, real: Real, { name, place, stale }: Asked): Prepared =>
  (OPERATIONS[name] as Prepare)(town, town.places[place] as ModelPlace, real, stale)

async function perform(town: Town, real: Real, operation: Prepared): Promise<void> {
  const happens = operation.apply(town, clock.now)
  expect(await operation.run(db, clock.now)).toBe(happens)
  if (!happens) return
  real.happened += 1
  real.sent = operation
}

/** Whatever comes to somebody's mind, allowed or not. */
class Any extends Command {
  constructor(readonly asked: Asked) {
    super()
  }
  override act(town: Town, real: Real) {
    return perform(town, real, prepared(town, real, this.asked))
  }
  override toString = () => JSON.stringify(this.asked)
}

/** One of the things that may happen now, so that walks get far; some from a page that is out of date. */
class Onward extends Command {
  #chosen = ''
  constructor(
    readonly place: number,
    readonly n: number,
    readonly stale: boolean,
  ) {
    super()
  }
  override act(town: Town, real: Real) {
    const { place, stale } = this
    const may = Object.keys(OPERATIONS).filter((name) => {
      const tried = structuredClone(town)
      return prepared(town, real, { name, place, stale: false }).apply(tried, clock.now)
    })
    this.#chosen = may[this.n % may.length] ?? 'start'
    return perform(town, real, prepared(town, real, { name: this.#chosen, place, stale }))
  }
  override toString = () => `${this.stale ? 'late ' : ''}${this.#chosen} at ${this.place}`
}

/** A form sent once more, later: nothing happens a second time. */
class Again extends Command {
  override async act(town: Town, real: Real) {
    const { sent } = real
    await sent?.run(db, clock.now)
    sent?.again?.(town)
  }
  override toString = () => 'again'
}

/** Two at once from the same page: the outcome is that of one after the other, in one order or the other. */
class Race extends Command {
  constructor(
    readonly first: Asked,
    readonly second: Asked,
  ) {
    super()
  }
  override async act(town: Town, real: Real) {
    const both = [this.first, this.second].map((asked) => prepared(town, real, asked)) as [
      Prepared,
      Prepared,
    ]
    const came = await Promise.all(both.map(({ run }) => run(db, clock.now)))
    const orders = (
      [
        [0, 1],
        [1, 0],
      ] as const
    ).map((order) => {
      const after = structuredClone(town)
      const happened = [false, false]
      for (const i of order) happened[i] = both[i].apply(after, clock.now)
      return { after, happened }
    })
    const fitting = orders.filter(({ happened }) => happened.every((each, i) => each === came[i]))
    expect(fitting.length, `${came}`).toBeGreaterThan(0)
    const last = fitting.at(-1)
    for (const { after } of fitting) {
      const fits = await agree(after, { ...real, audits: real.audits } as Real).then(
        () => true,
        () => false,
      )
      if (fits || after === last?.after) return void Object.assign(town, after)
    }
  }
  override toString = () => `race ${JSON.stringify([this.first, this.second])}`
}

/** The database fails somewhere in the batch: nothing of it stays. */
class Broken extends Command {
  constructor(
    readonly asked: Asked,
    readonly after: number,
  ) {
    super()
  }
  override async act(town: Town, real: Real) {
    const operation = prepared(town, real, this.asked)
    const { d1, broke } = poisonedD1(this.after)
    const outcome = await operation.run(openDb(d1), clock.now).catch(() => 'failed')
    if (broke()) expect(outcome).toBe('failed')
    else expect(operation.apply(town, clock.now)).toBe(outcome)
  }
  override toString = () => `broken after ${this.after}: ${JSON.stringify(this.asked)}`
}

const asked = fc.record<Asked>({
  name: fc.constantFrom(...Object.keys(OPERATIONS)),
  place: fc.nat(1),
  stale: fc.nat(7).map((n) => n === 0),
})
const onward = (stale: boolean) =>
  fc.tuple(fc.nat(1), fc.nat(1000)).map(([place, n]) => new Onward(place, n, stale))

export const commands = (maxCommands: number) =>
  fc.commands<Town, Real, false>(
    [
      ...[onward(false), onward(false), onward(false), onward(true)],
      asked.map((each) => new Any(each)),
      fc.constant(null).map(() => new Again()),
      fc.tuple(asked, asked, fc.boolean()).map(([a, b, same]) => {
        const second = same ? { ...b, place: a.place } : b
        return new Race(a, second)
      }),
      fc.tuple(asked, fc.nat(7)).map(([each, after]) => new Broken(each, after)),
    ],
    { maxCommands, size: 'max' },
  )
