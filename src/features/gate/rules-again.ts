// Somebody over the limit at the gate: what follows from the readings, with or without network. Pure.
import { MINUTE } from '../../shared/clock'
import { maskPlate } from '../board/rules'
import {
  type Course,
  type Fever,
  type GateDay,
  type GatePerson,
  isOverLimit,
  plausible,
  type Shift,
} from './rules'

/** A course with one more reading. `corrects`: the one it stands for. */
export function courseWith(
  fever: Fever,
  course: Course | null,
  reading: Course['readings'][number],
  corrects = '',
): Course | null {
  const stand = (course?.readings ?? []).filter(({ ref }) => ref !== corrects)
  const all = [...stand, reading]
  const from = all.findIndex(({ t }) => isOverLimit(fever, t))
  return from < 0 ? null : { told: course?.told ?? false, readings: all.slice(from) }
}

/** When somebody is measured again; 0: stopped, to be told; null: nothing is open. */
export function againOf(fever: Fever, course: Course | null): number | null {
  const last = course?.readings.at(-1)
  if (!course || !last || course.told) return null
  const over = course.readings.filter(({ t }) => isOverLimit(fever, t)).length
  if (over >= fever.stopAt) return 0
  if (course.readings.length - over > fever.outOf - fever.stopAt) return null
  return last.at + fever.againMinutes * MINUTE
}

export function withCourse(
  fever: Fever,
  person: GatePerson,
  shift: Shift,
  course: Course | null,
): GatePerson {
  return {
    ...person,
    course: { ...person.course, [shift]: course },
    again: { ...person.again, [shift]: againOf(fever, course) },
  }
}

/** A save that waits on the phone. */
interface Waiting {
  key: string
  url: string
  fields: Record<string, string>
}

const AGAIN = /\/again$/
const VEHICLE = /\/vehicle$/
const SHIFT = /\/shift$/

export const isAgain = ({ url }: Pick<Waiting, 'url'>): boolean => AGAIN.test(url)
export const isVehicle = ({ url }: Pick<Waiting, 'url'>): boolean => VEHICLE.test(url)
export const isShift = ({ url }: Pick<Waiting, 'url'>): boolean => SHIFT.test(url)

/** When it was made, by the town's clock. */
export const madeAt = ({ fields }: Pick<Waiting, 'fields'>): number =>
  Number(fields.phone_at) + Number(fields.offset)

/** Its boxes: whose, and what was typed. */
export const boxesOf = ({ fields }: Pick<Waiting, 'fields'>): [worker: number, typed: string][] =>
  Object.entries(fields).flatMap(([name, typed]): [number, string][] => {
    const worker = Number(/^[ta](\d+)$/.exec(name)?.[1] ?? 0)
    return worker && (typed || fields.all === '1') ? [[worker, typed]] : []
  })

export const isPlate = (typed: string): boolean => maskPlate(typed) !== null

/** How many lines it is to the person at the gate. */
export const linesOf = (waiting: Waiting): number =>
  isVehicle(waiting) || isShift(waiting) ? 1 : boxesOf(waiting).length

function personWith(day: GateDay, person: GatePerson, waiting: Waiting): GatePerson {
  const { key, fields } = waiting
  const typed = boxesOf(waiting).find(([worker]) => worker === person.id)?.[1]
  const t = typed ? plausible(typed, day.fever) : null
  if (t === null) return person
  const shift = fields.shift === 'pm' ? 'pm' : 'am'
  const reading = { ref: `${key}-${person.id}`, t, at: madeAt(waiting) }
  const corrects = isAgain(waiting) ? '' : fields[`s${person.id}`]
  const course = courseWith(day.fever, person.course[shift], reading, corrects)
  return withCourse(day.fever, person, shift, course)
}

/** As many hand-overs as the gate shows. */
export const SHIFTS_SHOWN = 3

/** With who took over on this phone. `kept`: the town does not know yet. */
export function withShifts(day: GateDay, all: readonly Waiting[], kept: boolean): GateDay {
  // The town may have one of them already, where its answer was lost on the way.
  const known = new Set(day.shifts.map(({ at }) => at))
  const fresh = all.filter((each) => isShift(each) && !known.has(madeAt(each)))
  const here = fresh.map((each) => ({
    ...{ at: madeAt(each), who: day.me, note: (each.fields.note ?? '').trim() },
    kept,
  }))
  const shifts = [...here, ...day.shifts].sort((a, b) => b.at - a.at)
  return { ...day, shifts: shifts.slice(0, SHIFTS_SHOWN) }
}

/** The list as the phone knows it: with what it holds of today and the town does not have yet, in order. */
export function withWaiting(day: GateDay, all: readonly Waiting[]): GateDay {
  const vehicles = all.filter(isVehicle)
  const [last] = vehicles.slice(-1)
  return {
    ...withShifts(day, all, true),
    people: all
      .filter((each) => !isVehicle(each) && !isShift(each))
      .reduce((people, each) => people.map((one) => personWith(day, one, each)), day.people),
    vehicles: day.vehicles && {
      n: day.vehicles.n + vehicles.length,
      last: last
        ? { plate: maskPlate(last.fields.plate ?? '') ?? '', at: madeAt(last) }
        : day.vehicles.last,
    },
  }
}

/** With readings the town has just taken. */
export function withReadings(
  day: GateDay,
  sent: Waiting,
  rows: readonly { worker: number; id: number; t: number; at: number }[],
): GateDay {
  const shift = sent.fields.shift === 'pm' ? 'pm' : 'am'
  const taken = new Map(rows.map((row) => [row.worker, row]))
  const people = day.people.map((each): GatePerson => {
    const row = taken.get(each.id)
    if (!row) return each
    const { id, t, at } = row
    const corrects = isAgain(sent) ? '' : sent.fields[`s${each.id}`]
    const before = each.course[shift]
    const course = courseWith(day.fever, before, { ref: String(id), t, at }, corrects)
    return withCourse(day.fever, { ...each, [shift]: { id, t, at } }, shift, course)
  })
  return { ...day, people }
}
