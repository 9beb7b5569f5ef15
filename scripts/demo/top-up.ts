// Brings the visits of the demo town up to a minute, day by day, so that a loading that was stopped
// goes on where it stood.
import type { Db } from '../../src/db/client'
import { placeFromRow } from '../../src/features/places/store'
import type { Place } from '../../src/features/places/tables'
import { dayOf, startOfDay } from '../../src/shared/clock'
import { fillTheFullShop, restToday } from './fill'
import { followUp, type Ledger, writeVisits } from './load-visits'
import { SIZES } from './sizes'
import { type DemoState, writeState } from './state'
import { type DemoVisit, visitsOf } from './visits'

/** Two weeks, today being the fourteenth day: as long as the rulebook keeps visits. */
export const DAYS = 14

export interface ToppingUp {
  data: string
  now: number
  /** Replaces the line that is being said. */
  progress: (line: string) => void
}

// As they stand in the database: a shop that somebody has suspended since has no more visitors.
export async function allPlaces(db: Db): Promise<Place[]> {
  const { results } = await db.$client
    .prepare('SELECT * FROM places ORDER BY id')
    .all<Record<string, unknown>>()
  return results.map(placeFromRow)
}

interface Coming {
  day: number
  at: { place: Place; visit: DemoVisit }[]
}

const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0)
const number = (n: number): string => n.toLocaleString('en')

/** Writes the visits between where `state` stands and now, and moves `state` along. */
export async function topUp(
  ledger: Ledger,
  state: DemoState,
  { data, now, progress }: ToppingUp,
): Promise<void> {
  const { db, book } = ledger
  const places = await allPlaces(db)
  const today = dayOf(now)
  const since = state.loadedUntil
  const firstDay = Math.max(dayOf(since + 1), today - DAYS + 1)
  const isNew = (at: number): boolean => at > since && at <= now

  const days: Coming[] = Array.from({ length: today - firstDay + 1 }, (_, i) => {
    const day = firstDay + i
    const at = places.flatMap((place) =>
      visitsOf(book, place, day, SIZES[state.size].visitScale).map((visit) => ({ place, visit })),
    )
    return { day, at }
  })
  const arrivals = (day: Coming): DemoVisit[] =>
    day.at.map(({ visit }) => visit).filter((visit) => isNew(visit.at))
  const total = sum(days.map((day) => arrivals(day).length))
  let done = 0

  await restToday(db, places, today)
  for (const day of days) {
    await writeVisits(ledger, arrivals(day), (count) => {
      done += count
      progress(`Loading the demo town: visits ${number(done)} / ${number(total)}`)
    })
    for (const { place, visit } of day.at) await followUp(ledger, place, visit, isNew)
    state.loadedUntil = Math.min(now, startOfDay(day.day + 1) - 1)
    writeState(data, state)
  }
  await fillTheFullShop(ledger, places, now)
}
