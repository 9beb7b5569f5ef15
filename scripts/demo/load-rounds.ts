// Brings the patrols of the demo town up to a minute, day by day: rounds with what they found, spot checks,
// orders, and who stays at the sites under observation. What is owed is read where the product reads it.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { PatrolLine } from '../../src/features/patrols'
import { linesOf, teamOf } from '../../src/features/patrols/rules-day'
import {
  type DayRows,
  dayPlaces,
  placeStatements,
  stateStatements,
  teamsStatement,
} from '../../src/features/patrols/store-day'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { DAY, dayOf, startOfDay } from '../../src/shared/clock'
import { PATROL_LEVELS } from '../../src/shared/patrol'
import { idOf } from './accounts'
import { areaNamed } from './areas'
import { staffOfAll } from './load-duties'
import { issueStatements, stepStatements } from './load-orders'
import { type DemoOrder, lifeOf } from './orders'
import { type DemoRound, roundsOf } from './rounds'
import { shiftsOf } from './shifts'
import { specialOrders } from './special-orders'
import { spotsOf } from './spots'
import { type DemoState, writeState } from './state'
import { allPlaces, DAYS } from './top-up'
import { roundStatements, shiftStatements, spotStatements } from './write-rounds'

interface Walking {
  db: Db
  book: Rulebook
  keys: AccountKeys
  data: string
  now: number
  progress: (line: string) => void
}

const TOWN = JSON.stringify([['/', '0']])
/** An order given so many days ago may still take its next step. */
const ORDERS_LAST = 5

interface People {
  /** Accounts in each team. */
  members: Map<number, number[]>
  placeById: Map<number, Place>
  villageClerks: Map<number, number>
}

async function peopleOf({ db }: Walking, places: Place[]): Promise<People> {
  const { results } = await db.$client
    .prepare(
      'SELECT team_id AS team, account_id AS account FROM team_members WHERE account_id IS NOT NULL AND until IS NULL ORDER BY id',
    )
    .all<{ team: number; account: number }>()
  const members = new Map<number, number[]>()
  for (const { team, account } of results)
    members.set(team, [...(members.get(team) ?? []), account])
  const clerks = places.flatMap(({ areaId, liaisonId }) =>
    liaisonId === null ? [] : [[areaId, liaisonId] as const],
  )
  return {
    members,
    placeById: new Map(places.map((place) => [place.id, place])),
    villageClerks: new Map([...clerks, [areaNamed('左照沟村').id, idOf('clerk')]]),
  }
}

/** The town as it stood on a day: what opened later was not open yet. */
const asOf = (rows: DayRows, { placeById }: People, day: number): DayRows => ({
  ...rows,
  places: rows.places.map((each) => {
    const later = (placeById.get(each.id)?.openedOn ?? 0) > day && each.kind !== 'site'
    return later && each.status === 'open' ? { ...each, status: 'known' } : each
  }),
})

interface DayOfPatrols {
  day: number
  rounds: DemoRound[]
  lines: PatrolLine[]
  rows: DayRows
}

/** The places as each day has them, and the teams, in one round trip. */
async function rowsOf({ db }: Walking, days: readonly number[]): Promise<DayRows[]> {
  const results = await db.$client.batch<never>([
    teamsStatement(db),
    ...placeStatements(db, TOWN),
    ...days.flatMap((day) => stateStatements(db, day)),
  ])
  const [teams = [], places = [], areas = [], ...states] = results.map((each) => each.results)
  return days.map((_, i) => {
    const [listed = [], watched = []] = states.slice(2 * i)
    const nothing = { rounds: [], orders: [], shifts: [] }
    return { ...nothing, places: dayPlaces({ places, areas, listed, watched }), teams }
  })
}

function dayOfPatrols(
  { book, now }: Walking,
  people: People,
  rows: DayRows,
  day: number,
): DayOfPatrols {
  const judged = { day, now: Math.min(now, startOfDay(day) + DAY - 1) }
  const then = asOf(rows, people, day)
  const at = PATROL_LEVELS.map((level) => ({
    level,
    lines: linesOf(book, then, { level, ...judged }),
  }))
  const walkersOf = ({ team, place }: PatrolLine, level: string): readonly number[] =>
    level === 'town'
      ? (people.members.get(team?.id ?? 0) ?? [])
      : [people.villageClerks.get(place.areaId)].filter((id) => id !== undefined)
  return {
    day,
    rows,
    lines: at[0]?.lines ?? [],
    rounds: at.flatMap(({ level, lines }) =>
      roundsOf(lines, { book, day, level, now, walkersOf: (line) => walkersOf(line, level) }),
    ),
  }
}

const ordersOf = (book: Rulebook, rounds: readonly DemoRound[]): DemoOrder[] =>
  rounds.flatMap(({ key, at, findings }) => {
    const [found] = findings.filter(({ fixed }) => !fixed)
    if (!found) return []
    return [{ roundKey: key, item: found.item, text: found.note, at, ...lifeOf(book, key, at) }]
  })

/** What a day brought, with the orders that were given on it. */
function foundOn(walking: Walking, people: People, state: DemoState, of: DayOfPatrols) {
  const { book } = walking
  const walkerOf = (place: Place): number | undefined => {
    const walkers = people.members.get(teamOf(place, 'joint', of.rows.teams)?.id ?? 0) ?? []
    return walkers.find((id) => id === idOf('patrol')) ?? walkers[0]
  }
  const told = specialOrders(
    book,
    [...people.placeById.values()],
    state.foundedOn,
    walkerOf,
  ).filter(({ round }) => round.day === of.day)
  const rounds = [...of.rounds, ...told.map(({ round }) => round)]
  const places = new Map(rounds.map(({ key, placeId }) => [key, people.placeById.get(placeId)]))
  return {
    rounds,
    orders: [...told.map(({ order }) => order), ...ordersOf(book, of.rounds)].flatMap((order) => {
      const place = places.get(order.roundKey)
      return place ? [{ order, place }] : []
    }),
  }
}

/** Everybody who stays at a site: the officer of its village by day, one of the group by night. */
function shiftsAt(
  people: People,
  { lines, rows, day }: DayOfPatrols,
  gap: { site: number; on: number },
) {
  const group = rows.teams
    .filter(({ kind }) => kind === 'site_resident')
    .flatMap(({ id }) => people.members.get(id) ?? [])
  return lines
    .filter(({ resident }) => resident !== null)
    .flatMap(({ place }) => {
      const village = people.villageClerks.get(place.areaId)
      const keepers = [village, group[place.id % group.length]].filter((id) => id !== undefined)
      return shiftsOf({ ...place, keepers }, day, { gapOn: place.id === gap.site ? gap.on : null })
    })
}

/** Writes what reached the town between where `state` stands and now, and moves `state` along. */
export async function walkRounds(walking: Walking, state: DemoState): Promise<void> {
  const { db, book, keys, data, now, progress } = walking
  const today = dayOf(now)
  const since = state.roundsUntil ?? startOfDay(today - DAYS + 1) - 1
  const firstDay = Math.max(dayOf(since + 1), today - DAYS + 1)
  const isNew = (at: number): boolean => at > since && at <= now
  const places = await allPlaces(db)
  const people = await peopleOf(walking, places)
  const staff = await staffOfAll(walking)
  const ordering = { db, keys, rulebookVersion: book.version }
  const from = Math.max(today - DAYS + 1, firstDay - ORDERS_LAST)
  const numbers = Array.from({ length: today - from + 1 }, (_, i) => from + i)
  const rows = await rowsOf(walking, numbers)
  const days = rows.map((each, i) => dayOfPatrols(walking, people, each, from + i))
  const found = days.map((of) => foundOn(walking, people, state, of))
  const arrived = found.flatMap(({ rounds }) => rounds).filter((each) => isNew(each.receivedAt))
  const spots = arrived.flatMap((round) => {
    const place = people.placeById.get(round.placeId)
    return place ? spotsOf(book, place, round, staff.get(place.id) ?? []) : []
  })
  const orders = found.flatMap((each) => each.orders)
  const here = new Set(arrived.map(({ key }) => key))
  const site = days.at(-1)?.lines.find(({ resident }) => resident !== null)?.place.id ?? 0
  // The shift of the evening before reaches into the first day.
  const [first] = days
  const shifts = [...(first ? [{ ...first, day: first.day - 1 }] : []), ...days].flatMap((of) =>
    shiftsAt(people, of, { site, on: today }),
  )
  progress(`Loading the demo town: patrols of ${today - firstDay + 1} days`)
  await batchAll(db, [
    ...(await roundStatements(walking, arrived)),
    ...spotStatements(db, spots),
    ...(await issueStatements(
      ordering,
      orders.filter(({ order }) => here.has(order.roundKey)),
    )),
    ...(await stepStatements(ordering, orders, ({ at }) => isNew(at))),
    ...shiftStatements(walking, shifts),
  ])
  state.roundsUntil = now
  writeState(data, state)
}
