// Those who work at a place one by one, as the lists of boxes show them.
import type { Db } from '../../db/client'
import { type StaffLine, staffFrom, staffStatements } from '../people'
import type { ReadTemperature } from './store'
import { type DayReadings, readingsFrom, readingsStatement } from './store-sheets'

/** Of each worker and shift the newest reading. */
function newestOf(readings: ReadTemperature[]): ReadTemperature[] {
  const newest = new Map<string, ReadTemperature>()
  for (const each of [...readings].sort((a, b) => a.id - b.id))
    newest.set(`${each.workerId} ${each.shift}`, each)
  return [...newest.values()]
}

export interface PeopleRows {
  staff: StaffLine[]
  /** Of each worker and shift the newest reading. */
  temperatures: ReadTemperature[]
  /** All readings: somebody over the limit has several. */
  readings: ReadTemperature[]
}

/** Everybody who works at a place, with the readings of a day: a row for 32 people and one of the day. */
export async function readPeopleRows(db: Db, placeId: number, day: number): Promise<PeopleRows> {
  const [sheets, away, taken] = await db.$client.batch<unknown>([
    ...staffStatements(db, [placeId], day),
    readingsStatement(db, { placeId, from: day, to: day }),
  ])
  const staff = staffFrom([sheets, away]).get(placeId) ?? []
  const here = new Set(staff.map((each) => each.workerId))
  const readings = readingsFrom((taken?.results ?? []) as DayReadings[])
  const theirs = readings.filter(({ workerId }) => here.has(workerId))
  return { staff, temperatures: newestOf(theirs), readings: theirs }
}
