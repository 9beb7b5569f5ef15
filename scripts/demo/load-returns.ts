// Sites that judged themselves, isolation areas where people are observed, a batch that is planned, the
// enterprises that were visited; written once.
import { batchAll, type Db } from '../../src/db/client'
import type { Place } from '../../src/features/places/tables'
import { ratingOf } from '../../src/features/returns/rules'
import type { Rated } from '../../src/features/returns/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { checklistOf } from '../../src/features/rulebook/rules'
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { idOf, keeperIdOf } from './accounts'
import { type Dice, diceOf } from './dice'
import { insertStatements } from './found'
import { gatesOf } from './special'

interface Loading {
  db: Db
  book: Rulebook
  now: number
}

// Two rooms where somebody who works at the site is under observation: there the supervisor is anyway.
const DECLARE = `UPDATE places SET isolation_rooms = 2, isolation_beds = 6 WHERE kind = 'site' AND id IN (
  SELECT e.place_id FROM pledges g INDEXED BY pledges_answers_due CROSS JOIN employments e ON e.worker_id = g.worker_id
  WHERE g.kind = 'personal' AND g.answers_purged_at IS NULL AND g.works_from > ? AND g.superseded_by IS NULL
    AND g.withdrawn_at IS NULL AND e.left_on IS NULL AND e.confirmed_at IS NOT NULL UNION SELECT ?)`

/** Enterprises whose people come back in batches at the moment. */
const BATCHED = 9

const keyAt = (at: number, dice: Dice): string => newKey(at, (n) => dice.bytes(n))

function ratingsOf({ book, now }: Loading, sites: Place[]) {
  return sites.map((place, i) => {
    const dice = diceOf(`rating|${place.code}`)
    const at = startOfDay(dayOf(now) - 1 - (i % 6)) + 9 * HOUR
    const results = Object.fromEntries(
      checklistOf(book, 'site', place.trade).map(({ id }): [string, Rated] => [
        id,
        dice.chance(0.92) ? 'pass' : 'fail',
      ]),
    )
    const { done, applying } = ratingOf(results)
    return {
      key: keyAt(at, dice),
      placeId: place.id,
      day: dayOf(at),
      results: JSON.stringify(results),
      done,
      applying,
      rulebookVersion: book.version,
      by: keeperIdOf(place),
      at,
    }
  })
}

/** How many work at each place, as far as their keepers have confirmed them. */
async function staffOf(db: Db): Promise<Map<number, number>> {
  const { results } = await db.$client
    .prepare(
      'SELECT place_id AS id, count(*) AS n FROM employments WHERE left_on IS NULL AND confirmed_at IS NOT NULL GROUP BY place_id',
    )
    .all<{ id: number; n: number }>()
  return new Map(results.map(({ id, n }) => [id, n]))
}

function surveysOf({ book, now }: Loading, enterprises: Place[], staff: Map<number, number>) {
  const visited = enterprises.filter((_, i) => i % 5 < 3)
  return visited.map((place, i) => {
    const dice = diceOf(`survey|${place.code}`)
    const at = startOfDay(dayOf(now) - 1 - (i % 8)) + 10 * HOUR
    const back = staff.get(place.id) ?? 0
    // Those who are not back yet come from elsewhere, a few of them from where the risk is high.
    const away = dice.between(0, Math.floor(back / 5))
    const outside = away + dice.between(0, Math.floor(back / 6))
    const answers = book.survey.questions.map(({ id, kind }) => [
      id,
      kind === 'tick' ? Number(dice.chance(0.25)) : 0,
    ])
    return {
      key: keyAt(at, dice),
      placeId: place.id,
      day: dayOf(at),
      answers: JSON.stringify({
        ...Object.fromEntries(answers),
        staff: back + away,
        outside,
        local: back + away - outside,
        high_risk: dice.between(0, Math.min(2, away)),
      }),
      rulebookVersion: book.version,
      by: idOf('admin'),
      at,
    }
  })
}

/** The first batch of an enterprise came some days ago; the second is planned, at every third sent back. */
function batchesOf({ book, now }: Loading, place: Place, i: number) {
  const today = dayOf(now)
  const came = today - 4 - (i % 3)
  const batch = (seq: number, day: number, at: number) => ({
    key: keyAt(at, diceOf(`batch|${seq}|${place.code}`)),
    placeId: place.id,
    areaPath: place.areaPath,
    seq,
    day,
    rulebookVersion: book.version,
    by: keeperIdOf(place),
    at,
  })
  const decided = (state: string, at: number, reason: string | null) => ({
    state,
    reason,
    version: 2,
    decidedBy: idOf('admin'),
    decidedAt: at,
  })
  const asked = startOfDay(today - 1) + 10 * HOUR + i * 7 * MINUTE
  const open = { state: 'planned', reason: null, version: 1, decidedBy: null, decidedAt: null }
  return [
    {
      ...batch(1, came, startOfDay(came - 2) + 10 * HOUR),
      ...decided('approved', startOfDay(came - 1) + 9 * HOUR, null),
    },
    {
      ...batch(2, today + 2 + (i % 2), asked),
      ...(i % 3 === 2 ? decided('sent_back', asked + HOUR, '宿舍住不下，请分两天来') : open),
    },
  ]
}

// The town's own people came first, all on the day; people from elsewhere are on the second batch.
const SEATS = `INSERT INTO return_people (key, batch_id, worker_id, name_index, origin, came_at, came_by)
  SELECT 'demo:' || worker_id, batch_id, worker_id, 'demo:' || worker_id, iif(seq = 1, 'local', 'other'),
    iif(seq = 1, day * ${DAY} + ${startOfDay(0) + 8 * HOUR}, NULL), iif(seq = 1, by, NULL)
  FROM (SELECT e.worker_id, b.id AS batch_id, b.seq, b.day, b.by,
      row_number() OVER (PARTITION BY b.id ORDER BY e.worker_id) AS n
    FROM return_batches b CROSS JOIN employments e ON e.place_id = b.place_id
    WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL AND e.worker_id % 3 = (b.seq = 2) AND e.worker_id NOT IN (
      SELECT worker_id FROM pledges WHERE worker_id = e.worker_id AND works_from IS NOT NULL))
  WHERE n <= 8`

/** Whole or not at all; a town that has ratings keeps what it has. */
export async function loadReturns(loading: Loading, places: Place[]): Promise<void> {
  const { db, now } = loading
  if (await db.$client.prepare('SELECT 1 FROM site_ratings LIMIT 1').first()) return
  const open = places.filter(({ status }) => status === 'open')
  const sites = open.filter(({ kind, stage }) => kind === 'site' && stage !== 'none')
  const enterprises = open.filter(({ kind }) => kind === 'enterprise')
  const surveys = surveysOf(loading, enterprises, await staffOf(db))
  await batchAll(db, [
    db.$client.prepare(DECLARE).bind(dayOf(now), gatesOf(places).foreman?.id ?? 0),
    ...insertStatements(db, 'site_ratings', ratingsOf(loading, sites)),
    ...insertStatements(db, 'surveys', surveys),
    ...insertStatements(
      db,
      'handbooks',
      surveys.map(({ placeId, day, by, at }) => ({ placeId, day, by, at })),
    ),
    ...insertStatements(
      db,
      'return_batches',
      enterprises.slice(0, BATCHED).flatMap((place, i) => batchesOf(loading, place, i)),
    ),
    db.$client.prepare(SEATS),
  ])
}
