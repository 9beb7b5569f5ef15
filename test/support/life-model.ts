// The whole life of places as a model without a database, and the same on the real one: each command
// is done to both, and afterwards everything that is kept must agree.
import fc from 'fast-check'
import { expect } from 'vitest'
import { openDb } from '../../src/db/client'
import {
  causeText,
  changeLife,
  type LifeAct,
  type LifeChange,
  lifeStatements,
  MOVES,
  setRestDay,
  statusAfter,
} from '../../src/features/places'
import type { PlaceKind, PlaceStatus } from '../../src/features/places/tables'
import { CHANGE_CAUSES, PLACE_KINDS } from '../../src/features/places/values'
import type { AccountActor } from '../../src/shared/actor'
import { dayOf } from '../../src/shared/clock'
import { poisonedD1 } from './broken'
import { clock, db, one, openPlace } from './town'

const ACTS = Object.keys(MOVES) as LifeAct[]

/** A place as it must be. */
interface Expected {
  id: number
  kind: PlaceKind
  status: PlaceStatus
  cause: string | null
  reason: string | null
  version: number
  openedOn: number | null
  steps: number
  /** The newest step: from, to, cause, what in particular, why. */
  last: unknown[] | null
  rests: boolean
}

export interface Town {
  places: Expected[]
  /** Keys used so far, for sending one again. */
  sent: LifeChange[]
}

/** What all towns of a file have together: rows of the log, places by kind and status. */
export class Kept {
  audits = 0
  commands = 0
  readonly counts = new Map<string, number>()

  count(kind: PlaceKind, status: PlaceStatus, by: 1 | -1): void {
    const name = `${kind}/${status}`
    this.counts.set(name, (this.counts.get(name) ?? 0) + by)
  }
}

let keys = 0
const freshKey = (): string => `life-${++keys}`

/** Three places, one of each kind, that are only known. */
export async function newTown(kept: Kept): Promise<Town> {
  const places: Expected[] = []
  for (const kind of PLACE_KINDS) {
    const { id, version } = await openPlace({ kind, status: 'known' })
    kept.count(kind, 'known', 1)
    places.push({
      id,
      kind,
      status: 'known',
      cause: null,
      reason: null,
      version,
      openedOn: null,
      steps: 0,
      last: null,
      rests: false,
    })
  }
  return { places, sent: [] }
}

const OFFICER: AccountActor = { kind: 'officer', id: 1, name: 'admin', scopes: [], places: [] }

interface Asked {
  place: number
  act: LifeAct
  cause: LifeChange['cause']
  ref: string | null
  reason: string | null
  /** Which version the officer's page showed. */
  seen: 'any' | 'newest' | 'older'
}

const changeOf = (place: Expected, asked: Asked): LifeChange => ({
  key: freshKey(),
  placeId: place.id,
  act: asked.act,
  cause: asked.cause,
  ref: asked.ref,
  reason: asked.reason,
  ...(asked.seen === 'any' ? {} : { version: place.version - (asked.seen === 'older' ? 1 : 0) }),
  actor: OFFICER,
  rulebookVersion: 1,
  at: clock.now,
})

/** Done to the model; false when the place does not allow it or the page was an old one. */
function take(kept: Kept, place: Expected, change: LifeChange): boolean {
  const to = statusAfter(place.status, change.act)
  if (to === null || (change.version !== undefined && change.version !== place.version))
    return false
  kept.count(place.kind, place.status, -1)
  kept.count(place.kind, to, 1)
  kept.audits += 1
  Object.assign(place, {
    last: [place.status, to, change.cause, change.ref ?? null, change.reason ?? null],
    status: to,
    cause: causeText(change),
    reason: change.reason ?? null,
    version: place.version + 1,
    steps: place.steps + 1,
    openedOn: to === 'open' ? (place.openedOn ?? dayOf(change.at)) : place.openedOn,
  })
  return true
}

const STANDING = `SELECT p.status, p.status_cause AS cause, p.status_reason AS reason, p.version, p.opened_on AS openedOn,
  (SELECT count(*) FROM place_changes c WHERE c.place_id = p.id) AS steps,
  (SELECT json_array(c.from_status, c.to_status, c.cause, c.ref, c.reason) FROM place_changes c
     WHERE c.place_id = p.id ORDER BY c.id DESC LIMIT 1) AS last,
  (SELECT ifnull(max(seq), 0) FROM audit) AS audits,
  (SELECT json_group_object(name, n) FROM (SELECT kind || '/' || status AS name, sum(count) AS n FROM place_counts
     GROUP BY 1 HAVING n <> 0 ORDER BY 1)) AS counts
  FROM places p WHERE p.id = ?`

/** Everything kept about a place, its steps, the log and the counts agrees with the model. */
async function agree(kept: Kept, place: Expected): Promise<void> {
  const row = await one<Record<string, string | number | null>>(STANDING, place.id)
  const { id: _id, kind: _kind, rests: _rests, ...expected } = place
  const counts = [...kept.counts].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  expect({
    ...row,
    last: JSON.parse(String(row?.last ?? null)),
    counts: JSON.parse(String(row?.counts)),
  }).toEqual({ ...expected, audits: kept.audits, counts: Object.fromEntries(counts) })
}

abstract class Command implements fc.AsyncCommand<Town, Kept> {
  check = () => true
  abstract act(town: Town, kept: Kept): Promise<Expected>
  abstract toString(): string
  async run(town: Town, kept: Kept): Promise<void> {
    kept.commands += 1
    await agree(kept, await this.act(town, kept))
  }
}

const placeOf = (town: Town, n: number): Expected => town.places[n % town.places.length] as Expected

/** One step, from a page that is new, old or says nothing. */
class Step extends Command {
  constructor(readonly asked: Asked) {
    super()
  }
  override async act(town: Town, kept: Kept) {
    const place = placeOf(town, this.asked.place)
    const change = changeOf(place, this.asked)
    const before = take(kept, place, change)
    expect(await changeLife(db, change)).toBe(before)
    if (before) town.sent.push(change)
    return place
  }
  override toString = () => `step ${JSON.stringify(this.asked)}`
}

/** A form sent again: nothing happens, whatever the place is by now. */
class Again extends Command {
  constructor(readonly n: number) {
    super()
  }
  override async act(town: Town) {
    const { version: _version, ...change } = town.sent[this.n % Math.max(1, town.sent.length)] ?? {
      ...changeOf(placeOf(town, 0), { ...NOTHING, act: 'resume' }),
    }
    const place = town.places.find(({ id }) => id === change.placeId) as Expected
    if (town.sent.length > 0) expect(await changeLife(db, change)).toBe(false)
    return place
  }
  override toString = () => `again ${this.n}`
}
const NOTHING: Asked = {
  place: 0,
  act: 'apply',
  cause: 'officer',
  ref: null,
  reason: null,
  seen: 'any',
}

/** Two officers decide from the same page at once: at most one of them. */
class Race extends Command {
  constructor(
    readonly first: Asked,
    readonly second: Asked,
  ) {
    super()
  }
  override async act(town: Town, kept: Kept) {
    const place = placeOf(town, this.first.place)
    const both = [this.first, this.second].map((asked) =>
      changeOf(place, { ...asked, seen: 'newest' }),
    )
    const may = both.map(({ act }) => statusAfter(place.status, act) !== null)
    const won = await Promise.all(both.map((change) => changeLife(db, change)))
    expect(won.filter(Boolean)).toHaveLength(may.some(Boolean) ? 1 : 0)
    for (const [i, change] of both.entries())
      if (won[i]) {
        expect(take(kept, place, change)).toBe(true)
        town.sent.push(change)
      }
    return place
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
  override async act(town: Town) {
    const place = placeOf(town, this.asked.place)
    const change = changeOf(place, this.asked)
    const { d1, broke } = poisonedD1(this.after)
    await expect(d1.batch(lifeStatements(openDb(d1), change))).rejects.toThrow()
    expect(broke()).toBe(true)
    return place
  }
  override toString = () => `broken after ${this.after} ${JSON.stringify(this.asked)}`
}

/** The keeper's own changes go on beside: they move the version, never the status. */
class Rest extends Command {
  constructor(readonly place: number) {
    super()
  }
  override async act(town: Town, kept: Kept) {
    const place = placeOf(town, this.place)
    const day = place.rests ? null : dayOf(clock.now)
    expect(await setRestDay(db, place, day, { at: clock.now, actor: OFFICER })).toBe(true)
    place.rests = !place.rests
    place.version += 1
    kept.audits += 1
    return place
  }
  override toString = () => `rest ${this.place}`
}

const asked = fc.record<Asked>({
  place: fc.nat(2),
  act: fc.constantFrom(...ACTS),
  cause: fc.constantFrom(...CHANGE_CAUSES),
  ref: fc.constantFrom(null, 'ktv', '7'),
  reason: fc.constantFrom(null, '厨房无人测温', "it's; --"),
  seen: fc.constantFrom('any', 'newest', 'older'),
})

const step = asked.map((each) => new Step(each))

/** Mostly steps, with everything that may come between them. */
export const commands = (maxCommands: number) =>
  fc.commands<Town, Kept, false>(
    [
      step,
      step,
      step,
      step,
      fc.nat(50).map((n) => new Again(n)),
      fc.tuple(asked, asked).map(([a, b]) => new Race(a, b)),
      fc.tuple(asked, fc.nat(3)).map(([each, after]) => new Broken(each, after)),
      fc.nat(2).map((place) => new Rest(place)),
    ],
    { maxCommands, size: 'max' },
  )
