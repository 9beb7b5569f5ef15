// Brings the enterprises' reports and duty rosters up to this minute; what is there stays.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Place } from '../../src/features/places/tables'
import { sealAccident, sealNames, sealReport } from '../../src/features/reports/fields'
import type { Figures } from '../../src/features/reports/rules'
import { rosterDays } from '../../src/features/reports/rules-roster'
import type { Rulebook } from '../../src/features/rulebook/form'
import { DAY, dayOf, MINUTE, startOfDay } from '../../src/shared/clock'
import { idOf, keeperIdOf } from './accounts'
import { insertStatements, UNLESS_THERE } from './found'
import { ACCIDENTS, reportsOn, rosterOn } from './reports'
import { type DemoState, writeState } from './state'
import { allPlaces, DAYS } from './top-up'

interface Reporting {
  db: Db
  book: Rulebook
  keys: AccountKeys
  data: string
  now: number
}

/** What each enterprise counted on a day; readings of a worker nobody measured are not there. */
async function countedOn({ db, book }: Reporting, day: number): Promise<Map<number, Figures>> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.id, count(e.worker_id) AS staff, ifnull(sum(w.works_from > ?1), 0) AS watched,
         ifnull(sum(e.since = ?1), 0) AS returned, ifnull(sum(e.since = ?1 AND w.risk), 0) AS outside,
         ifnull(sum(EXISTS (SELECT 1 FROM worker_temperatures t WHERE t.place_id = p.id AND t.day = ?1
           AND t.worker_id = e.worker_id AND t.shift = 'am')), 0) AS measured,
         (SELECT count(DISTINCT t.worker_id) FROM worker_temperatures t
           WHERE t.place_id = p.id AND t.day = ?1 AND t.shift = 'am' AND t.temperature >= ?2) AS abnormal
       FROM places p JOIN employments e ON e.place_id = p.id AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL
         AND e.since <= ?1
       LEFT JOIN pledges w ON w.worker_id = e.worker_id AND w.kind = 'personal' AND w.superseded_by IS NULL
         AND w.withdrawn_at IS NULL
       WHERE p.kind = 'enterprise' AND p.status = 'open' GROUP BY p.id`,
    )
    .bind(day, book.fever.limit)
    .all<Omit<Figures, 'present'> & { id: number }>()
  return new Map(
    results.map(({ id, ...figures }) => [id, { ...figures, present: figures.measured }]),
  )
}

/** The stop of one enterprise some days ago, which is over. */
const STOPPED = { nth: 2, from: 6, to: 4 }

interface OnDay {
  day: number
  today: Map<number, Figures>
  before: Map<number, Figures>
}

async function rowsOn(
  reporting: Reporting,
  places: Place[],
  state: DemoState,
  { day, today, before }: OnDay,
) {
  const { book, keys } = reporting
  const rosters = rosterDays(dayOf(reporting.now) - 1)
  const open = places.filter(({ openedOn }) => openedOn !== null && openedOn <= day)
  const stopped = places[STOPPED.nth]
  const ago = state.foundedOn - day
  return (
    await Promise.all(
      open.map(async (place) => {
        const figures = today.get(place.id)
        if (!figures || (place === stopped && ago <= STOPPED.from && ago >= STOPPED.to)) return []
        const accidents = ACCIDENTS.filter(
          ({ nth, ago: days }) => places[nth] === place && days === ago,
        ).length
        const counted = { today: figures, before: before.get(place.id) ?? null, accidents }
        const duty = rosters.includes(day) ? rosterOn(book, place, day)?.names : null
        return Promise.all(
          reportsOn(book, place, day, counted).map(async ({ needs, ...sent }) => ({
            ...sent,
            placeId: place.id,
            by: keeperIdOf(place),
            late: Number(sent.late),
            zero: Number(sent.zero),
            disinfected: JSON.stringify({ workshop: 2, canteen: 1 + (place.id % 2) }),
            computed: JSON.stringify(sent.computed),
            duty: await sealReport(keys, sent.key, 'duty', duty ? JSON.stringify(duty) : ''),
            needs: await sealReport(keys, sent.key, 'needs', needs),
            rulebookVersion: book.version,
          })),
        )
      }),
    )
  ).flat()
}

async function rosterRows({ book, keys, now }: Reporting, places: Place[], from: number) {
  const days = [dayOf(now) - 1, ...rosterDays(dayOf(now))].filter((day) => day > from)
  const rows = await Promise.all(
    places.flatMap((place) =>
      days.map(async (day) => {
        const roster = rosterOn(book, place, day)
        if (!roster) return []
        return {
          placeId: place.id,
          day,
          key: `demo-roster-${place.id}-${day}`,
          names: await sealNames(keys, place.id, day, roster.names),
          gaps: roster.gaps,
          by: keeperIdOf(place),
          at: startOfDay(day) - DAY / 2,
          rulebookVersion: book.version,
        }
      }),
    ),
  )
  return rows.flat()
}

async function accidentRows({ book, keys }: Reporting, places: Place[], { foundedOn }: DemoState) {
  return Promise.all(
    ACCIDENTS.flatMap((told, i) => {
      const place = places[told.nth]
      return place ? [{ told, place, key: `demo-accident-${i + 1}` }] : []
    }).map(async ({ told, place, key }) => {
      const day = foundedOn - told.ago
      const happenedAt = startOfDay(day) + told.minute * MINUTE
      const seenAt = told.seen ? happenedAt + 40 * MINUTE : null
      return {
        key,
        placeId: place.id,
        areaPath: place.areaPath,
        kind: told.kind,
        happenedAt,
        placeText: await sealAccident(keys, key, 'place_text', told.where),
        what: await sealAccident(keys, key, 'what', told.what),
        done: await sealAccident(keys, key, 'done', told.done),
        hurt: told.hurt,
        day,
        at: happenedAt + 15 * MINUTE,
        by: keeperIdOf(place),
        rulebookVersion: book.version,
        seenBy: seenAt === null ? null : idOf('admin'),
        seenAt,
      }
    }),
  )
}

const stopRows = (places: Place[], { foundedOn }: DemoState) => {
  const place = places[STOPPED.nth]
  if (!place) return []
  const from = foundedOn - STOPPED.from
  const by = keeperIdOf(place)
  return [
    {
      key: 'demo-stop-1',
      placeId: place.id,
      fromDay: from,
      untilDay: foundedOn - STOPPED.to,
      reason: 'repair',
      by,
      at: startOfDay(from - 1) + DAY / 2,
    },
  ]
}

/** Writes what was sent between where `state` stands and now, and moves `state` along. */
export async function keepReports(reporting: Reporting, state: DemoState): Promise<void> {
  const { db, data, now } = reporting
  const today = dayOf(now)
  const since = state.reportsUntil ?? startOfDay(today - DAYS + 1) - 1
  const firstDay = Math.max(dayOf(since + 1), today - DAYS + 1)
  const places = (await allPlaces(db)).filter(
    ({ kind, status }) => kind === 'enterprise' && status === 'open',
  )
  const days = Array.from({ length: today - firstDay + 1 }, (_, i) => firstDay + i)
  const rows: Awaited<ReturnType<typeof rowsOn>> = []
  let before = await countedOn(reporting, firstDay - 1)
  for (const day of days) {
    const counted = await countedOn(reporting, day)
    rows.push(...(await rowsOn(reporting, places, state, { day, today: counted, before })))
    before = counted
  }
  const rosters = await rosterRows(reporting, places, state.rostersUntil ?? 0)
  const insert = (table: string, all: object[]) =>
    insertStatements(
      db,
      table,
      all.map((row) => ({ ...row })),
      UNLESS_THERE,
    )
  await batchAll(db, [
    ...insert(
      'daily_reports',
      rows.filter(({ at }) => at > since && at <= now),
    ),
    ...insert('duty_rosters', rosters),
    ...insert('accidents', await accidentRows(reporting, places, state)),
    ...insert('production_stops', stopRows(places, state)),
    db.$client.prepare('SELECT 1'),
  ])
  state.reportsUntil = now
  state.rostersUntil = rosterDays(today).at(-1) ?? today
  writeState(data, state)
}
