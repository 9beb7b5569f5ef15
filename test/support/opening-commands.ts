// The same on the real database: every command goes through the functions the pages use, and afterwards
// place, application, timeline, inspection, counts and log must be what the model says.
import fc from 'fast-check'
import { expect } from 'vitest'
import { type Db, openDb } from '../../src/db/client'
import { applicationById } from '../../src/features/applications'
import { decideAll, stepKey } from '../../src/features/applications/store-decide'
import { submitApplication, withdrawApplication } from '../../src/features/applications/store-draft'
import { startApplication } from '../../src/features/applications/store-start'
import { failInspection, passInspection } from '../../src/features/inspections/store-finish'
import { attend } from '../../src/features/inspections/store-judge'
import { planInspections } from '../../src/features/inspections/store-plan'
import { causeText, type LifeAct, placeFromRow, statusAfter } from '../../src/features/places'
import { PLACE_KINDS } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { stopPlace } from '../../src/features/switches/store-place'
import { stepStatements } from '../../src/features/switches/store-step'
import type { AccountActor } from '../../src/shared/actor'
import { dayOf } from '../../src/shared/clock'
import { poisonedD1 } from './broken'
import {
  giveWay,
  liveInspection,
  liveOf,
  type ModelPlace,
  mayMove,
  move,
  step,
  type Town,
  tellsOneStory,
} from './opening-model'
import { clock, db, one, openPlace } from './town'

const SCOPE = { role: 'admin', department: null, areaPath: '/1/' } as const
const OFFICER: AccountActor = { kind: 'officer', id: 1, name: 'admin', scopes: [SCOPE], places: [] }
const KEEPER: AccountActor = { kind: 'keeper', id: 2, name: 'keeper', scopes: [], places: [] }

/** What all walks of a file share. */
export class Real {
  commands = 0
  happened = 0
  audits = 0
  nextId = 1
  town: Pick<Town, 'inspections' | 'lastNumber' | 'counts'> = {
    inspections: 0,
    lastNumber: 0,
    counts: {},
  }
  /** The newest command that did something, to be sent again. */
  sent: Prepared | null = null
  constructor(readonly book: Rulebook) {}
}

interface Prepared {
  /** On whichever database, at whichever instant; the rest is what a page showed. */
  run: (on: Db, now: number) => Promise<unknown>
  /** Done to the model; false when it may not happen. */
  apply: (town: Town, now: number) => boolean
  /** What sending it again does; left out: nothing. */
  again?: (town: Town) => void
}

/** Two places that are only known, each with a pledge of its keeper. */
export async function newTown(real: Real): Promise<Town> {
  const places: ModelPlace[] = []
  for (const kind of PLACE_KINDS.slice(0, 2)) {
    const { id, code, version } = await openPlace({ kind, status: 'known' })
    const name = `${kind}/known`
    real.town.counts[name] = (real.town.counts[name] ?? 0) + 1
    await db.$client
      .prepare(
        "INSERT INTO pledges (id, key, number, kind, place_id, rulebook_version, answers, text_hash, signed_at) VALUES (?1, ?2, ?2, 'place', ?1, 1, '{}', '', 0)",
      )
      .bind(id, `pledge-${id}`)
      .run()
    places.push({
      id,
      code,
      kind,
      status: 'known',
      cause: null,
      version,
      steps: 0,
      due: null,
      number: null,
      application: null,
      inspection: null,
    })
  }
  real.sent = null
  return { places, log: [], ...real.town }
}

type Prepare = (town: Town, place: ModelPlace, real: Real, stale: boolean) => Prepared
const at = (town: Town, { id }: { id: number }): ModelPlace =>
  town.places.find((each) => each.id === id) as ModelPlace
const rowOf = async (id: number) =>
  placeFromRow((await one<Record<string, unknown>>('SELECT * FROM places WHERE id = ?', id)) ?? {})

/** An application as the page of that moment showed it. */
const shown = async (id: number, version: number) => {
  const found = await applicationById(db, id)
  if (!found) throw new Error(`no application ${id}`)
  return { ...found, version }
}

const start: Prepare = (_, place, real) => {
  const id = real.nextId++
  const made = { id, key: `app-${id}`, number: `A-${id}`, answers: '', barred: null }
  const about = { id: place.id, code: place.code, trade: 'catering' }
  return {
    run: (on, now) =>
      startApplication(on, { ...made, place: about }, { book: real.book, actor: KEEPER, now }),
    apply(town) {
      const here = at(town, place)
      if (here.status !== 'known' || liveOf(here)) return false
      here.application = { id, state: 'draft', version: 1, events: 1 }
      town.log.push('applications.start')
      return true
    },
  }
}

const handIn =
  (low: boolean): Prepare =>
  (_, place, real, stale) => {
    const seen = place.application
    const key = `in-${real.nextId++}`
    const book: Rulebook = { ...real.book, riskLevel: low ? 'low' : 'medium' }
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    return {
      run: async (on, now) =>
        seen !== null &&
        submitApplication(on, {
          key,
          application: await shown(seen.id, version),
          place: await rowOf(place.id),
          pledgeId: place.id,
          book,
          actor: KEEPER,
          now,
        }),
      apply(town, now) {
        const here = at(town, place)
        const { application } = here
        if (!application || application.id !== seen?.id || here.status !== 'known') return false
        if (!['draft', 'sent_back'].includes(application.state)) return false
        if (!mayMove(here, version, low ? 'open' : 'submit', low ? 'open_on_pledge' : 'apply'))
          return false
        move(application, low ? 'open' : 'submit', low ? 2 : 1)
        const due = low ? dayOf(now) + book.openOnPledgeInspectionWithinDays : null
        const act = low ? 'open_on_pledge' : 'apply'
        step(town, here, { act, cause: low ? 'pledge' : 'application', due })
        town.log.push('applications.submit')
        return true
      },
    }
  }

const decide =
  (decision: 'accept' | 'send_back' | 'refuse'): Prepare =>
  (_, place, real, stale) => {
    const seen = place.application
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    const application = { id: seen?.id ?? 0, number: `A-${seen?.id}`, version, placeId: place.id }
    const key = stepKey(`decide-${real.nextId++}`, application)
    const words = { reasons: [], text: null, publicReason: null }
    return {
      run: async (on, now) =>
        (
          await decideAll(on, [
            { application, decision, key, ...words, actor: OFFICER, at: now, rulebookVersion: 1 },
          ])
        ).size === 1,
      apply(town) {
        const here = at(town, place)
        if (here.application?.id !== seen?.id || !mayMove(here, version, decision, decision))
          return false
        if (here.application) move(here.application, decision)
        step(town, here, { act: decision, cause: `application:${application.number}` })
        town.log.push(`applications.${decision}`)
        return true
      },
    }
  }

const withdraw: Prepare = (_, place, real, stale) => {
  const seen = place.application
  const key = `back-${real.nextId++}`
  const version = (seen?.version ?? 0) - (stale ? 1 : 0)
  const moved = place.status === 'applied' || place.status === 'accepted'
  return {
    run: async (on, now) =>
      seen !== null &&
      withdrawApplication(on, {
        key,
        application: await shown(seen.id, version),
        place: { ...(await rowOf(place.id)), status: moved ? 'applied' : 'known' },
        book: real.book,
        actor: KEEPER,
        now,
      }),
    apply(town) {
      const here = at(town, place)
      if (here.application?.id !== seen?.id) return false
      if (!mayMove(here, version, 'withdraw', moved ? 'withdraw' : null)) return false
      if (here.application) move(here.application, 'withdraw')
      if (moved) step(town, here, { act: 'withdraw', cause: 'application' })
      town.log.push('applications.withdraw')
      return true
    },
  }
}

const plan: Prepare = (_, place, real) => {
  const key = `plan-${real.nextId++}`
  return {
    run: (on, now) =>
      planInspections(on, {
        key,
        purpose: 'acceptance',
        placeIds: [place.id],
        members: [{ accountId: OFFICER.id, department: 'market' }],
        onDay: dayOf(now),
        actor: OFFICER,
        ranges: JSON.stringify([['/1/', '/10', '']]),
        book: real.book,
        now,
      }).then((n) => n > 0),
    apply(town) {
      const here = at(town, place)
      const { application } = here
      giveWay(here)
      const waits = application?.state === 'accepted' || application?.state === 'failed'
      if (here.status !== 'accepted' || !application || !waits || liveInspection(here)) return false
      town.inspections += 1
      const { inspections: id } = town
      here.inspection = { id, state: 'planned', version: 1, application: application.id }
      if (application.state === 'failed') move(application, 'schedule')
      else application.events += 1
      town.log.push('inspections.plan')
      return true
    },
    again: (town) => giveWay(at(town, place)),
  }
}

const come: Prepare = (_, place) => {
  const id = place.inspection?.id ?? 0
  return {
    run: (on, now) => attend(on, { id, actor: OFFICER, now, rulebookVersion: 1 }),
    apply(town) {
      const { inspection } = at(town, place)
      if (!inspection || inspection.id !== id || inspection.state !== 'planned') return false
      Object.assign(inspection, { state: 'started', version: inspection.version + 1 })
      town.log.push('inspections.attend')
      return true
    },
  }
}

const finish =
  (result: 'pass' | 'fail'): Prepare =>
  (_, place, __, stale) => {
    const seen = place.inspection
    const version = (seen?.version ?? 0) - (stale ? 1 : 0)
    const inspection = {
      id: seen?.id ?? 0,
      placeId: place.id,
      applicationId: seen?.application ?? null,
      purpose: 'acceptance' as const,
      version,
    }
    return {
      run: (on, now) => {
        const finishing = { inspection, actor: OFFICER, now, rulebookVersion: 1 }
        return result === 'pass' ? passInspection(on, finishing) : failInspection(on, finishing, [])
      },
      apply(town) {
        const here = at(town, place)
        const { application, inspection: live } = here
        if (!live || !application || live.id !== seen?.id || live.state !== 'started') return false
        if (live.version !== version || here.status !== 'accepted') return false
        if (application.id !== live.application || application.state !== 'accepted') return false
        const state = result === 'pass' ? 'passed' : 'failed'
        Object.assign(live, { state, version: live.version + 1 })
        move(application, result)
        if (result === 'pass') {
          town.lastNumber += 1
          step(town, here, { act: 'pass', cause: `inspection:${live.id}` })
          Object.assign(here, { number: town.lastNumber, due: null })
        }
        town.log.push(`inspections.${result}`)
        return true
      },
    }
  }

const stop =
  (act: 'suspend' | 'resume' | 'close' | 'reopen'): Prepare =>
  (_, place, real, stale) => {
    const keys = `stop-${real.nextId++}-`
    const version = place.version - (stale ? 1 : 0)
    return {
      run: (on, now) =>
        stopPlace(on, {
          ...{ keys, key: `${keys}${place.id}`, placeId: place.id, act, version },
          ...{ cause: 'officer', reason: '暂停', actor: OFFICER, by: OFFICER },
          ...{ rulebookVersion: 1, at: now },
        }),
      apply(town) {
        const here = at(town, place)
        if (here.version !== version || statusAfter(here.status, act) === null) return false
        step(town, here, { act, cause: 'officer' })
        const live = liveOf(here)
        if (act === 'close' && live) move(live, 'refuse')
        return true
      },
    }
  }

/** The rules change: every place they concern takes the step, or, where one moved meanwhile, none. */
const rule =
  (act: Extract<LifeAct, 'suspend' | 'resume' | 'refuse' | 'open_on_pledge'>): Prepare =>
  (town, _, real, stale) => {
    const keys = `rule-${real.nextId++}-`
    const effect = {
      act,
      cause: act === 'open_on_pledge' ? ('risk_level' as const) : ('negative_list' as const),
      ref: act === 'open_on_pledge' ? null : 'ktv',
    }
    const asked = town.places.filter(({ status }) => statusAfter(status, act) !== null)
    const standing = asked.map(({ id, status, cause }, i) => ({
      ...{ id, status, effect, listedFor: null },
      statusCause: stale && i === 0 ? 'somebody else' : cause,
    }))
    return {
      run: async (on, now) => {
        const day = dayOf(now)
        const after = { book: real.book, day }
        const steps = { keys, places: standing, after, actor: OFFICER, rulebookVersion: 1, at: now }
        const statements = stepStatements(on, steps)
        if (statements.length === 0) return false
        const [first] = await on.$client.batch(statements)
        return (first?.meta.changes ?? 0) > 0
      },
      apply(after, now) {
        const same = standing.every((each) => {
          const here = at(after, each)
          return here.status === each.status && here.cause === each.statusCause
        })
        if (!same || standing.length === 0) return false
        for (const { id } of standing) {
          const here = at(after, { id })
          const live = liveOf(here)
          const opens = act === 'open_on_pledge'
          const due = opens ? dayOf(now) + real.book.openOnPledgeInspectionWithinDays : null
          step(after, here, { act, cause: causeText(effect), due })
          if (live && (act === 'refuse' || opens)) move(live, opens ? 'open' : 'refuse')
        }
        return true
      },
    }
  }

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

const STANDING = `SELECT p.id, p.status, p.status_cause AS cause, p.version, p.inspection_due_on AS due, p.acceptance_number AS number,
  (SELECT count(*) FROM place_changes c WHERE c.place_id = p.id) AS steps,
  (SELECT json_array(a.id, a.state, a.version, (SELECT count(*) FROM application_events e WHERE e.application_id = a.id))
     FROM applications a WHERE a.place_id = p.id ORDER BY a.id DESC LIMIT 1) AS application,
  (SELECT json_array(i.id, i.state, i.version) FROM inspections i WHERE i.place_id = p.id ORDER BY i.id DESC LIMIT 1) AS inspection
  FROM json_each(?) j CROSS JOIN places p ON p.id = j.value`

/** Everything that is kept is as the model says. */
async function agree(town: Town, real: Real): Promise<void> {
  const ids = JSON.stringify(town.places.map(({ id }) => id))
  const [places, log, counts] = await db.$client.batch<Record<string, unknown>>([
    db.$client.prepare(STANDING).bind(ids),
    db.$client.prepare('SELECT seq, act FROM audit WHERE seq > ? ORDER BY seq').bind(real.audits),
    db.$client.prepare(
      "SELECT kind || '/' || status AS name, sum(count) AS n FROM place_counts GROUP BY 1 HAVING n <> 0",
    ),
  ])
  const rows = (places?.results ?? []).map((row) => ({
    ...row,
    application: JSON.parse(String(row.application)),
    inspection: JSON.parse(String(row.inspection)),
  }))
  const expected = town.places.map(({ code: _code, kind: _kind, ...place }) => ({
    ...place,
    application: place.application && Object.values(place.application),
    inspection: place.inspection && [
      place.inspection.id,
      place.inspection.state,
      place.inspection.version,
    ],
  }))
  expect(rows).toEqual(expected)
  expect((log?.results ?? []).map(({ act }) => String(act)).sort()).toEqual([...town.log].sort())
  expect(Object.fromEntries((counts?.results ?? []).map(({ name, n }) => [name, n]))).toEqual(
    Object.fromEntries(Object.entries(town.counts).filter(([, n]) => n !== 0)),
  )
  expect(town.places.filter((place) => !tellsOneStory(place))).toEqual([])
  real.audits += log?.results.length ?? 0
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
