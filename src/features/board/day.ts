// A place's day for its own staff: what it owes, what was done, who is to be measured again.
import type { Db } from '../../db/client'
import type { Bindings } from '../../env'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import { openMaskedName } from '../accounts'
import { type Owed, owed } from '../obligations'
import { type DoorState, doorState, type Place } from '../places'
import { overFrom, type Rulebook } from '../rulebook'
import { isRecorded, SAVES_SHOWN, type Task, taskOf } from './rules'
import { type DayCounts, doneFrom } from './rules-done'
import { type Course, feverCourses } from './rules-fever'
import { type DayRows, readRows } from './store'

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
  fevers: Fever[]
  /** 马* of an account that made a row. */
  nameOf: (by: number) => string
}

type Keys = Pick<Bindings, 'FIELD_KEY'>

/** Whether somebody may not work yet on a day. */
export const isAway = (worker: { worksFrom: number | null }, day: number): boolean =>
  (worker.worksFrom ?? 0) > day

/** What a place owes today, from its numbers. */
export const owedToday = (book: Rulebook, place: Place, counts: DayCounts, now: number): Owed[] =>
  owed(
    book,
    {
      place,
      staff: counts.present.staff,
      watched: counts.watched,
      done: doneFrom(book, place.kind, counts, now),
    },
    now,
  )

/** The duties of a kind of place that are recorded as one of these. */
export const dutiesOf = (
  { book, place }: { book: Rulebook; place: Pick<Place, 'kind'> },
  ...tasks: Task[]
): string[] =>
  book.duties[place.kind].filter((duty) => tasks.includes(taskOf(duty))).map((duty) => duty.id)

/** The masked names of everybody who belongs to the place or did, each opened once. */
export async function namesOf(keys: Keys, rows: DayRows): Promise<(by: number) => string> {
  const names = await Promise.all(
    rows.members.map(
      async ({ id, name }) => [id, await openMaskedName(keys.FIELD_KEY, id, name)] as const,
    ),
  )
  const shown = new Map(names)
  return (by) => shown.get(by) ?? ''
}

/** The name of a worker as it was typed; a dash when it cannot be opened. */
export const workerName = async (keys: Keys, id: number, stored: string): Promise<string> =>
  (await decryptField(keys.FIELD_KEY, { table: 'workers', column: 'name', row: id }, stored)) ?? '—'

/** As many counts of a day stand as lines on its page. */
const COUNTS = 3

/** The day of a place. `full`: workers by their whole name, for the keeper; otherwise masked. */
export async function readDay(
  db: Db,
  keys: Keys,
  { book, place, now, full }: { book: Rulebook; place: Place; now: number; full: boolean },
): Promise<Day> {
  const today = dayOf(now)
  const rows = await readRows(db, place.id, today, {
    records: book.duties[place.kind].filter(isRecorded).map(({ id }) => id),
    counts: COUNTS,
    saves: SAVES_SHOWN + 1,
    overFrom: overFrom(book),
    firsts: dutiesOf({ book, place }, 'disinfect'),
    members: true,
  })
  const names = new Map(rows.fevers.map(({ workerId, name }) => [workerId, name]))
  const fevers = feverCourses(book, rows.fevers).map(async (course): Promise<Fever> => {
    const name = await workerName(keys, course.workerId, names.get(course.workerId) ?? '')
    return { ...course, id: course.readings.at(-1)?.id ?? 0, name: full ? name : maskName(name) }
  })
  return {
    place,
    today,
    state: doorState(place, now),
    owed: owedToday(book, place, rows, now),
    rows,
    fevers: await Promise.all(fevers),
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
