// Who works at a place, one by one, for the lists of boxes by which they are measured.
import type { Db } from '../../db/client'
import type { Bindings } from '../../env'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import type { StaffLine } from '../people'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { workerName } from './day'
import { type Course, feverCourses } from './rules-fever'
import type { ReadTemperature } from './store'
import { readPeopleRows } from './store-people'

export interface Worker extends StaffLine {
  /** Opened, and masked but for the keeper. */
  name: string
  am: ReadTemperature | null
  pm: ReadTemperature | null
}

export interface People {
  workers: Worker[]
  fevers: Course[]
}

type Keys = Pick<Bindings, 'FIELD_KEY'>

/** The phone number of a worker; empty when it cannot be opened. */
export const workerPhone = async (
  keys: Keys,
  { workerId, phone }: Pick<Worker, 'workerId' | 'phone'>,
): Promise<string> => {
  const where = { table: 'workers', column: 'phone', row: workerId }
  return (await decryptField(keys.FIELD_KEY, where, phone)) ?? ''
}

/**
 * Those who work at a place as they stand on a day. `full`: by their whole name, for the keeper; otherwise
 * masked.
 */
export async function readPeople(
  db: Db,
  keys: Keys,
  asked: { book: Rulebook; place: Pick<Place, 'id'>; now: number; full: boolean },
): Promise<People> {
  const { book, place, now, full } = asked
  const rows = await readPeopleRows(db, place.id, dayOf(now))
  const reading = new Map(rows.temperatures.map((each) => [`${each.workerId} ${each.shift}`, each]))
  const workers = await Promise.all(
    rows.staff.map(async ({ name: stored, ...each }): Promise<Worker> => {
      const name = await workerName(keys, each.workerId, stored)
      return {
        ...each,
        name: full ? name : maskName(name),
        am: reading.get(`${each.workerId} am`) ?? null,
        pm: reading.get(`${each.workerId} pm`) ?? null,
      }
    }),
  )
  return { workers, fevers: feverCourses(book, rows.readings) }
}
