// The view of a day: made when it is first asked for, brought up to date when something has changed.
import type { Db } from '../../db/client'
import { DAY, dayOf, startOfDay } from '../../shared/clock'
import { newKey, systemRandom } from '../../shared/ids'
import { outermost } from '../accounts'
import { type ListedArea, listAreas } from '../places'
import type { Rulebook } from '../rulebook'
import { SHIFT_LOOKBACK } from './rules-day'
import {
  emptyTally,
  type KeptDay,
  keptDays,
  type Tally,
  tell,
  together,
  touchedBy,
} from './rules-view'
import { readDayRows } from './store-day'
import { foundOfDay, readSomeRows } from './store-day-some'
import {
  type Changes,
  forgetViews,
  type KeptRow,
  readChanges,
  readKept,
  readUnits,
  writeView,
} from './store-view'

/** Another number after each change of what is kept, so that what an older release kept is not read. */
const FORM = 1

/** Every area: paths begin with a slash, which comes before 0. */
const EVERYWHERE = JSON.stringify([['/', '0']])

/** Clocks of two machines may differ by so much. */
const SKEW = 60_000

export interface ViewAsked {
  /** The Shanghai day. */
  day: number
  now: number
}

/** A day that is over is judged as of its last instant. */
export const judgedAt = ({ day, now }: ViewAsked): number =>
  Math.min(now, startOfDay(day) + DAY - 1)

const spansOf = (day: number) => ({
  shiftsFrom: startOfDay(day) - SHIFT_LOOKBACK,
  shiftsTo: startOfDay(day) + DAY,
})

const keptFrom = ({ line, ...row }: KeptRow): KeptDay => ({
  ...row,
  staleAt: null,
  line: JSON.parse(line),
})

/** The tallies with some places counted out and some counted in. */
function count(
  units: Map<string, Tally>,
  { out, into }: { out: readonly KeptDay[]; into: readonly KeptDay[] },
): Map<string, Tally> {
  const tallyOf = (unit: string): Tally => {
    const tally = units.get(unit) ?? emptyTally()
    units.set(unit, tally)
    return tally
  }
  for (const each of out) tell(tallyOf, each, -1)
  for (const each of into) tell(tallyOf, each, 1)
  return units
}

/** The whole day, out of everything it is made of. */
async function make(db: Db, book: Rulebook, { day, now }: ViewAsked) {
  const [areas, read, found] = await Promise.all([
    listAreas(db),
    readDayRows(db, { ranges: EVERYWHERE, level: null, day }, spansOf(day)),
    foundOfDay(db, day),
  ])
  const rows = keptDays(book, { ...read, found }, { now, day })
  return {
    areas: JSON.stringify(areas),
    drop: null,
    rows,
    units: count(new Map(), { out: [], into: rows }),
  }
}

/** Some places of it. */
async function remake(
  db: Db,
  book: Rulebook,
  { places, areas }: { places: number[]; areas: string },
  { day, now }: ViewAsked,
) {
  if (places.length === 0) return { areas, drop: [], rows: [], units: new Map() }
  const [read, old] = await Promise.all([
    readSomeRows(db, places, { day, spans: spansOf(day) }),
    readKept(db, day, places),
  ])
  const rows = keptDays(book, read, { now, day })
  const out = old.map(keptFrom)
  const touched = [...new Set([...out, ...rows].flatMap(touchedBy))]
  return {
    areas,
    drop: places,
    rows,
    units: count(await readUnits(db, day, touched), { out, into: rows }),
  }
}

/** Whether what is kept can be brought up to date at all. */
const isUsable = ({ view, lost, places }: Changes, version: string, now: number): boolean =>
  view !== null && !lost && places !== null && view.version === version && now > view.at - SKEW

/** So many changes of other days are looked at again and again; then the view is told to know them. */
const IDLE_CHANGES = 10

/** Somebody else may come first; what they have written is then looked at anew. */
const TRIES = 4

/**
 * Brings the view of a day up to date: one round trip and four rows when it is. A change costs what its place
 * has of that day; the first look at a day, or one after more than a few changes, reads the town once. Gives the
 * areas of the town in walking order.
 */
export async function freshView(db: Db, book: Rulebook, asked: ViewAsked): Promise<ListedArea[]> {
  const { day } = asked
  const now = judgedAt(asked)
  const version = `${book.version}/${FORM}`
  for (let i = 0; i < TRIES; i++) {
    const changes = await readChanges(db, day, now)
    const { view, seq } = changes
    const places = changes.places ?? []
    const usable = isUsable(changes, version, now) ? view : null
    if (usable && places.length === 0 && seq - usable.seq < IDLE_CHANGES)
      return JSON.parse(usable.areas)
    const at = Math.max(now, usable?.at ?? now)
    const { areas, ...made } = usable
      ? await remake(db, book, { places, areas: usable.areas }, { day, now })
      : await make(db, book, { day, now })
    const after = { token: newKey(now, systemRandom), version, seq, at, areas }
    if (await writeView(db, { day, before: view, after, ...made })) return JSON.parse(areas)
  }
  return listAreas(db)
}

/** The work of every minute: the first to ask in the morning need not wait for the day to be made. */
export async function keepView(db: Db, book: Rulebook, now: number): Promise<void> {
  const day = dayOf(now)
  await freshView(db, book, { day, now })
  await forgetViews(db, day)
}

export interface Within {
  /** As of `rangesOf`. */
  ranges: string
  /** Of these teams; null: of all. */
  teams?: readonly number[] | null
}

/** What the view of a day counts there. */
export async function readTally(
  db: Db,
  day: number,
  { ranges, teams = null }: Within,
): Promise<Tally> {
  const spans: [string, string][] = JSON.parse(outermost(ranges))
  const units = spans.flatMap(([path]) => teams?.map((team) => `${team}${path}`) ?? [path])
  const tallies = await readUnits(db, day, units)
  return together([...tallies.values()])
}
