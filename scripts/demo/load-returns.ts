// Sites that judged themselves, isolation areas where people are observed, a batch that is planned, the
// enterprises that were visited; written once.
import { batchAll, type Db } from '../../src/db/client'
import type { Place } from '../../src/features/places/tables'
import { ratingOf } from '../../src/features/returns/rules'
import type { Rated } from '../../src/features/returns/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { checklistOf } from '../../src/features/rulebook/rules'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
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

function surveysOf({ book, now }: Loading, enterprises: Place[]) {
  const visited = enterprises.filter((_, i) => i % 5 < 3)
  return visited.map((place, i) => {
    const dice = diceOf(`survey|${place.code}`)
    const at = startOfDay(dayOf(now) - 1 - (i % 8)) + 10 * HOUR
    const staff = dice.between(18, 160)
    const outside = dice.between(0, Math.floor(staff / 4))
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
        staff,
        outside,
        local: staff - outside,
      }),
      rulebookVersion: book.version,
      by: idOf('admin'),
      at,
    }
  })
}

function batchOf({ book, now }: Loading, place: Place) {
  const dice = diceOf(`batch|${place.code}`)
  const at = startOfDay(dayOf(now)) + HOUR
  return {
    key: keyAt(at, dice),
    placeId: place.id,
    areaPath: place.areaPath,
    seq: 1,
    day: dayOf(now) + 2,
    state: 'planned',
    rulebookVersion: book.version,
    by: keeperIdOf(place),
    at,
  }
}

const SEATS = `INSERT INTO return_people (key, batch_id, worker_id, name_index, origin)
  SELECT 'demo:' || e.worker_id, b.id, e.worker_id, 'demo:' || e.worker_id, 'roster'
  FROM return_batches b CROSS JOIN employments e ON e.place_id = b.place_id
  WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL AND e.worker_id NOT IN (
    SELECT worker_id FROM pledges WHERE worker_id = e.worker_id AND works_from IS NOT NULL)
  ORDER BY e.worker_id LIMIT 8`

/** Whole or not at all; a town that has ratings keeps what it has. */
export async function loadReturns(loading: Loading, places: Place[]): Promise<void> {
  const { db, now } = loading
  if (await db.$client.prepare('SELECT 1 FROM site_ratings LIMIT 1').first()) return
  const open = places.filter(({ status }) => status === 'open')
  const sites = open.filter(({ kind, stage }) => kind === 'site' && stage !== 'none')
  const enterprises = open.filter(({ kind }) => kind === 'enterprise')
  const surveys = surveysOf(loading, enterprises)
  const [first] = enterprises
  await batchAll(db, [
    db.$client.prepare(DECLARE).bind(dayOf(now), gatesOf(places).foreman?.id ?? 0),
    ...insertStatements(db, 'site_ratings', ratingsOf(loading, sites)),
    ...insertStatements(db, 'surveys', surveys),
    ...insertStatements(
      db,
      'handbooks',
      surveys.map(({ placeId, day, by, at }) => ({ placeId, day, by, at })),
    ),
    ...(first ? insertStatements(db, 'return_batches', [batchOf(loading, first)]) : []),
    db.$client.prepare(SEATS),
  ])
}
