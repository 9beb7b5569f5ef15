// The public board: an allow-list. What is not named in these types never leaves the room.
import type { Db } from '../../db/client'
import type { Bindings } from '../../env'
import { dayOf, HOUR } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { type Owed, roundsOwed } from '../obligations'
import {
  type Builder,
  builderOf,
  type DoorState,
  doorState,
  lastStepAt,
  namesStaff,
  type Place,
  type PlaceKind,
  type ShutFacts,
} from '../places'
import { lastRating } from '../returns'
import { overFrom, type Rulebook } from '../rulebook'
import { firstLiveSlot } from '../visits/rules'
import { dutiesOf, namesOf, owedToday, workerName } from './day'
import {
  type Block,
  isRecorded,
  isStale,
  lastsDays,
  type StockItem,
  staleAfter,
  type Task,
  taskOf,
} from './rules'
import { timesOf } from './rules-done'
import { feverCourses, isSettled } from './rules-fever'
import { type DayRows, readRows } from './store'
import { patrolsAt } from './store-patrols'

interface Stamp {
  /** When it was last done; null: never, or too long ago. */
  at: number | null
  /** 马*; empty when it has no single hand. */
  by: string
  stale: boolean
}

export interface DoneLine {
  at: number
  duty: string
  where: string | undefined
  agent: string | undefined
  by: string
}

export interface Board {
  place: {
    code: string
    name: string
    kind: PlaceKind
    address: string
    stage: string | null
    opensAt: number | null
    closesAt: number | null
    openedOn: number | null
    acceptanceNumber: number | null
    capacity: number | null
    entrances: number
    /** Of a site's isolation area; null: none is declared. */
    isolation: { rooms: number; beds: number } | null
    /** Of a site: its contractor, and who is in charge by surname. */
    builder: Builder
    /** People inside; null where no capacity asks for it. */
    live: number | null
  }
  state: DoorState
  /** What keeps it shut, where the town does. */
  shut: (ShutFacts & { code: string; since: number | null }) | null
  day: number
  /** `late`: how many of today’s are overdue. */
  disinfection: Stamp & { times: number; owed: number; late: number; lines: DoneLine[] }
  staff: Stamp & {
    workers: number
    pledged: number
    measured: number
    watched: number
    /** 张* 厨师, only with consent, never at a site, and nobody who may not work yet. */
    shown: { name: string; job: string }[]
  }
  supplies: Stamp & { items: StockItem[]; lasts: { item: string; days: number } | null }
  vehicle: Stamp & { count: number; lines: { at: number; plate: string }[] }
  temperatures: Stamp & { visits: number; over: number; handled: boolean }
  /** How a site judged itself by the norm; null: it never did, or is none. */
  norm: { day: number; done: number; applying: number } | null
  /** The town's rounds at a site today, of those owed; null: none are. */
  patrol: { done: number; owed: number; problems: number; at: number | null } | null
  /** Rounds of a site's own people; null where the rulebook asks for none. */
  rounds: { closed: Stamp | null; watch: Stamp | null }
}

const LINES = 6
/** Names on a board; of the others it says how many they are. */
const NAMES = 16
const PLATE = /^\p{Script=Han}[A-Z]·\*\*[A-Z0-9挂学警港澳]{3}$/u

interface Seen {
  book: Rulebook
  place: Place
  now: number
  rows: DayRows
  nameOf: (by: number) => string
}

function stamp(
  { book, place, now, nameOf }: Seen,
  block: Block,
  last: { at: number; by: number } | undefined,
): Stamp {
  const at = last?.at ?? null
  return {
    at,
    by: last ? nameOf(last.by) : '',
    stale: isStale(at, staleAfter(book, place.kind, block), now),
  }
}

/** The records of some tasks, oldest first. */
function recordsOf(seen: Seen, ...tasks: Task[]) {
  const ids = dutiesOf(seen, ...tasks)
  return seen.rows.records.filter((record) => ids.includes(record.duty))
}

function disinfectionOf(seen: Seen, all: Owed[]): Board['disinfection'] {
  const { rows, now, nameOf } = seen
  const duties = dutiesOf(seen, 'disinfect')
  const today = recordsOf(seen, 'disinfect', 'air').filter((record) => record.day === dayOf(now))
  const owing = all.filter((each) => duties.includes(each.duty))
  return {
    ...stamp(seen, 'disinfection', recordsOf(seen, 'disinfect').at(-1)),
    times: timesOf(rows, duties),
    owed: owing.length,
    late: owing.filter((each) => each.state === 'late').length,
    lines: today.slice(-LINES).map(({ at, duty, detail, by }) => ({
      at,
      duty,
      where: detail.where,
      agent: detail.with,
      by: nameOf(by),
    })),
  }
}

async function staffOf(seen: Seen, keys: Pick<Bindings, 'FIELD_KEY'>): Promise<Board['staff']> {
  const { rows } = seen
  return {
    ...stamp(seen, 'staff', rows.saves[0]),
    workers: rows.listed,
    pledged: rows.signed,
    measured: rows.measured.either,
    watched: rows.watched,
    shown: await Promise.all(
      rows.shown.map(async ({ workerId, name, job }) => ({
        name: maskName(await workerName(keys, workerId, name)),
        job,
      })),
    ),
  }
}

/** Staff and visitors together: whose fever it was cannot be told from the board. */
function temperaturesOf(seen: Seen): Board['temperatures'] {
  const { book, rows } = seen
  const fevers = feverCourses(book, rows.fevers)
  const { visits, over, waiting, lastAt } = rows.visits
  // A visitor checks in by themselves, so the newest entry has a time but no hand.
  const entries = lastAt === null ? [] : [{ at: lastAt, by: 0 }]
  const last = [...recordsOf(seen, 'check'), ...rows.saves, ...entries]
    .sort((x, y) => x.at - y.at)
    .at(-1)
  return {
    ...stamp(seen, 'temperatures', last),
    visits,
    over: over + fevers.length,
    handled: waiting === 0 && fevers.every(isSettled),
  }
}

/** The newest of a site's rounds: of its fence and gates, or of the people under observation. */
function roundOf(seen: Seen, when: 'watch' | undefined): Stamp | null {
  const { book, place, rows, now, nameOf } = seen
  const duty = book.duties[place.kind].find(
    (each) => taskOf(each) === 'round' && each.when === when,
  )
  if (!duty) return null
  const last = rows.records.filter((record) => record.duty === duty.id).at(-1)
  return {
    at: last?.at ?? null,
    by: last ? nameOf(last.by) : '',
    stale: isStale(last?.at ?? null, duty.staleAfterHours * HOUR, now),
  }
}

async function shutOf(db: Db, place: Place, state: DoorState): Promise<Board['shut']> {
  const { code, kind, status, statusCause, statusReason } = place
  if (state !== 'notyet' && status !== 'suspended' && status !== 'closed') return null
  const since = state === 'notyet' ? null : await lastStepAt(db, place.id)
  return { code, kind, status, statusCause, statusReason, since }
}

/** What the town's patrols owe a site today, and what they made. */
async function patrolOf(db: Db, { book, place, now, rows }: Seen): Promise<Board['patrol']> {
  if (place.kind !== 'site') return null
  const rounds = await patrolsAt(db, place.id, dayOf(now))
  const owing = roundsOwed(
    book,
    {
      place: { ...place, listed: false },
      watched: rows.watched,
      rounds: rounds.map(({ at }) => ({ level: 'town', at })),
    },
    'town',
    now,
  )
  if (owing.length === 0) return null
  return {
    done: owing.filter(({ state }) => state === 'done').length,
    owed: owing.length,
    problems: rounds.reduce((sum, { problems }) => sum + problems, 0),
    at: rounds.at(-1)?.at ?? null,
  }
}

/** The five blocks of a place's board. */
export async function boardOf(
  db: Db,
  keys: Pick<Bindings, 'FIELD_KEY'>,
  { book, place, now }: { book: Rulebook; place: Place; now: number },
): Promise<Board> {
  const liveFrom = place.capacity === null ? null : firstLiveSlot(book, place.kind, now)
  const duties = book.duties[place.kind].filter(isRecorded).map(({ id }) => id)
  const gates = dutiesOf({ book, place }, 'vehicle')
  const rows = await readRows(db, place.id, dayOf(now), {
    records: duties,
    counts: 1,
    saves: 1,
    overFrom: overFrom(book),
    ...(namesStaff(place.kind) ? { shown: NAMES } : {}),
    liveFrom,
    members: true,
  })
  const seen: Seen = { book, place, now, rows, nameOf: await namesOf(keys, rows) }
  const all = owedToday(book, place, rows, now)
  const [count] = rows.counts
  const vehicles = recordsOf(seen, 'vehicle')
  const cars = vehicles.filter((record) => record.day === dayOf(now) && !record.detail.none)
  const state = doorState(place, now)
  const { code, name, kind, address, stage, opensAt, closesAt, openedOn, acceptanceNumber } = place
  return {
    place: {
      ...{ code, name, kind, address, stage, opensAt, closesAt, openedOn, acceptanceNumber },
      capacity: place.capacity,
      isolation: place.isolationRooms
        ? { rooms: place.isolationRooms, beds: place.isolationBeds ?? 0 }
        : null,
      builder: await builderOf(keys.FIELD_KEY, place),
      entrances: Math.max(1, place.entrances.length),
      live: rows.live === null ? null : Math.max(0, rows.live),
    },
    state,
    shut: await shutOf(db, place, state),
    day: dayOf(now),
    disinfection: disinfectionOf(seen, all),
    staff: await staffOf(seen, keys),
    supplies: {
      ...stamp(seen, 'supplies', count),
      items: count?.items ?? [],
      lasts: lastsDays(count?.items ?? []),
    },
    vehicle: {
      ...stamp(seen, 'vehicle', vehicles.at(-1)),
      count:
        timesOf(rows, gates) -
        timesOf(
          rows,
          gates.map((id) => `${id}/none`),
        ),
      lines: cars.slice(-LINES).flatMap(({ at, detail }) =>
        // Only the masked form: anything else that found its way into the row stays inside.
        PLATE.test(detail.plate ?? '') ? [{ at, plate: detail.plate ?? '' }] : [],
      ),
    },
    temperatures: temperaturesOf(seen),
    norm: kind === 'site' ? await lastRating(db, place.id) : null,
    patrol: await patrolOf(db, seen),
    rounds: { closed: roundOf(seen, undefined), watch: roundOf(seen, 'watch') },
  }
}
