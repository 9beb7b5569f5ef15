// A place's day for its own staff: what it owes, what was done, who is to be measured.
import type { Db } from '../../db/client'
import type { Bindings } from '../../env'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import { openMaskedName } from '../accounts'
import { type Done, type Owed, owed } from '../obligations'
import { type DoorState, doorState, type Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { Shift } from './rules'
import { doneFrom, type Measured } from './rules-done'
import { type Course, feverCourses } from './rules-fever'
import { type DayRows, type ReadTemperature, readRows } from './store'

export interface Worker {
  workerId: number
  name: string
  job: string
  /** Encrypted. */
  address: string | null
  shown: boolean
  pledged: boolean
  worksFrom: number | null
  am: ReadTemperature | null
  pm: ReadTemperature | null
}

/** Somebody who works there and was over the limit today. */
export interface Fever extends Course {
  /** The newest reading. */
  id: number
  name: string
}

export interface Day {
  place: Place
  today: number
  state: DoorState
  owed: Owed[]
  rows: DayRows
  workers: Worker[]
  fevers: Fever[]
  /** 马* of an account that made a row. */
  nameOf: (by: number) => string
}

type Keys = Pick<Bindings, 'FIELD_KEY'>
type Seen = Pick<DayRows, 'records' | 'counts' | 'staff' | 'temperatures'>

/** Whether somebody may not work yet on a day. */
export const isAway = (worker: { worksFrom: number | null }, day: number): boolean =>
  (worker.worksFrom ?? 0) > day

/** Those who are measured: everybody who may work. */
const presentIn = ({ staff }: Pick<Seen, 'staff'>, today: number): Set<number> =>
  new Set(staff.filter((each) => !isAway(each, today)).map(({ workerId }) => workerId))

const measuredIn = (
  rows: Pick<Seen, 'temperatures'>,
  shift: Shift,
  present: ReadonlySet<number>,
): Measured => {
  const times = rows.temperatures
    .filter((each) => each.shift === shift && present.has(each.workerId))
    .map((each) => each.at)
  return { count: times.length, at: Math.max(0, ...times) }
}

/** What was done, as the obligations count it. */
export function doneOf(
  book: Rulebook,
  place: Pick<Place, 'kind'>,
  rows: Seen,
  today: number,
): Done[] {
  const present = presentIn(rows, today)
  return doneFrom(book, place.kind, {
    records: rows.records,
    counted: rows.counts.map(({ at }) => at),
    staff: present.size,
    measured: { am: measuredIn(rows, 'am', present), pm: measuredIn(rows, 'pm', present) },
  })
}

/** Workers who may not begin yet. */
export const watchedOf = ({ staff }: Pick<DayRows, 'staff'>, now: number): number =>
  staff.filter((each) => isAway(each, dayOf(now))).length

/** What a place owes today, from its rows. */
export const owedToday = (book: Rulebook, place: Place, rows: DayRows, now: number): Owed[] =>
  owed(
    book,
    {
      place,
      staff: presentIn(rows, dayOf(now)).size,
      watched: watchedOf(rows, now),
      done: doneOf(book, place, rows, dayOf(now)),
    },
    now,
  )

/** The masked names of everybody who made a row, each opened once. */
export async function namesOf(keys: Keys, rows: DayRows): Promise<(by: number) => string> {
  const stored = new Map(
    [...rows.records, ...rows.counts, ...rows.temperatures].map((row) => [row.by, row.byName]),
  )
  const names = new Map<number, string>()
  for (const [by, name] of stored)
    if (name) names.set(by, await openMaskedName(keys.FIELD_KEY, by, name))
  return (by) => names.get(by) ?? ''
}

/** The name of a worker as it was typed; a dash when it cannot be opened. */
export const workerName = async (keys: Keys, id: number, stored: string): Promise<string> =>
  (await decryptField(keys.FIELD_KEY, { table: 'workers', column: 'name', row: id }, stored)) ?? '—'

/** The day of a place. `full`: workers by their whole name, for the keeper; otherwise masked. */
export async function readDay(
  db: Db,
  keys: Keys,
  { book, place, now, full }: { book: Rulebook; place: Place; now: number; full: boolean },
): Promise<Day> {
  const today = dayOf(now)
  const rows = await readRows(db, place.id, today, { firsts: true })
  const reading = new Map(rows.temperatures.map((each) => [`${each.workerId} ${each.shift}`, each]))
  const workers = await Promise.all(
    rows.staff.map(async (each): Promise<Worker> => {
      const name = await workerName(keys, each.workerId, each.name)
      return {
        workerId: each.workerId,
        name: full ? name : maskName(name),
        job: each.job,
        address: each.address,
        shown: each.shown === 1,
        pledged: each.pledged === 1,
        worksFrom: each.worksFrom,
        am: reading.get(`${each.workerId} am`) ?? null,
        pm: reading.get(`${each.workerId} pm`) ?? null,
      }
    }),
  )
  const nameById = new Map(workers.map((each) => [each.workerId, each.name]))
  const fevers = feverCourses(book, rows.readings).map((course) => ({
    ...course,
    id: course.readings.at(-1)?.id ?? 0,
    name: nameById.get(course.workerId) ?? '',
  }))
  return {
    place,
    today,
    state: doorState(place, now),
    owed: owedToday(book, place, rows, now),
    rows,
    workers,
    fevers,
    nameOf: await namesOf(keys, rows),
  }
}

/** How many duties are still to be done today, for the line above the list of entries. */
export async function countTodo(
  db: Db,
  { book, place, now }: { book: Rulebook; place: Place; now: number },
): Promise<{ todo: number; late: number }> {
  const rows = await readRows(db, place.id, dayOf(now))
  const all = owedToday(book, place, rows, now)
  const open = all.filter((each) => each.state !== 'done')
  return { todo: open.length, late: open.filter((each) => each.state === 'late').length }
}
