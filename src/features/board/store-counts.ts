// How far places are on a day, from the counters that triggers keep: nobody who works there is read, but the
// few who do not count today.
import type { Db } from '../../db/client'
import type { DayCounts } from './rules-done'

/**
 * Whoever is measured or listed at a place without being counted, as `worker` and `here`: those kept away, and
 * those who left or wait anew after they were measured. Nobody can have been measured before the day they came
 * or went.
 */
const apart = (place: string): string[] => [
  `SELECT e.worker_id AS worker, 1 AS here FROM employments e INDEXED BY employments_away
    WHERE e.place_id = ${place} AND e.left_on IS NULL AND e.works_from > ?2 AND e.confirmed_at IS NOT NULL`,
  `SELECT e.worker_id AS worker, 0 AS here FROM employments e INDEXED BY employments_gone
    WHERE e.place_id = ${place} AND e.left_on >= ?2`,
  `SELECT e.worker_id AS worker, 0 AS here FROM employments e INDEXED BY employments_waiting
    WHERE e.place_id = ${place} AND e.left_on IS NULL AND e.confirmed_at IS NULL AND e.since >= ?2`,
]

const anybody = (place: string): string =>
  apart(place)
    .map((each) => `EXISTS (${each})`)
    .join(' OR ')

/** The figures of a place as they are stored, and as JSON those who do not count in them; ?2 is the day. */
export const counters = (
  place: string,
): string => `ifnull(s.listed, 0) AS listed, ifnull(s.signed, 0) AS signed, ifnull(d.done, '{}') AS done,
  ifnull(d.counted, 0) AS counted, ifnull(d.am, 0) AS am, ifnull(d.pm, 0) AS pm, ifnull(d.measured, 0) AS measured,
  iif(${anybody(place)}, (SELECT json_array(sum(here), sum(here AND am), sum(here AND pm), sum(NOT here AND am), sum(NOT here AND pm),
      sum(NOT here AND (am OR pm)))
    FROM (SELECT away.here, ifnull(max(t.shift = 'am'), 0) AS am, ifnull(max(t.shift = 'pm'), 0) AS pm
      FROM (${apart(place).join(' UNION ALL ')}) away LEFT JOIN worker_temperatures t ON t.place_id = ${place} AND t.day = ?2
        AND t.worker_id = away.worker AND t.undone_at IS NULL GROUP BY away.worker)), '[]') AS apart`

/** Where those figures stand, beside a place. */
export const withCounters = (
  place: string,
): string => `LEFT JOIN place_staff s ON s.place_id = ${place}
  LEFT JOIN duty_days d ON d.place_id = ${place} AND d.day = ?2`

export interface StoredCounters {
  listed: number
  signed: number
  /** JSON. */
  done: string
  counted: number
  am: number
  pm: number
  measured: number
  /** JSON: six numbers; none where nobody is apart. */
  apart: string
}

/** Of a place nothing is stored of. */
export const NO_COUNTERS: StoredCounters = {
  listed: 0,
  signed: 0,
  done: '{}',
  counted: 0,
  am: 0,
  pm: 0,
  measured: 0,
  apart: '[]',
}

/** What is stored, without those who do not count. */
export function countsFrom(stored: StoredCounters): DayCounts {
  const [watched = 0, awayAm = 0, awayPm = 0, goneAm = 0, gonePm = 0, gone = 0] = JSON.parse(
    stored.apart,
  ) as number[]
  const [am, pm] = [stored.am - goneAm, stored.pm - gonePm]
  return {
    listed: stored.listed,
    signed: stored.signed,
    watched,
    done: JSON.parse(stored.done) as DayCounts['done'],
    counted: stored.counted,
    measured: { am, pm, either: stored.measured - gone },
    present: { staff: stored.listed - watched, am: am - awayAm, pm: pm - awayPm },
  }
}

const ONE = '(SELECT ?1 AS id) p'

const COUNTS = `SELECT ${counters('p.id')}, v.visits, v.over, v.waiting, (SELECT n.at FROM visits n
    WHERE n.place_id = v.place_id AND n.day = v.day ORDER BY n.key DESC LIMIT 1) AS lastAt
  FROM ${ONE} ${withCounters('p.id')} LEFT JOIN place_days v ON v.place_id = p.id AND v.day = ?2`

/** The figures of one place, and what came in by its door. */
export const countStatement = (db: Db, placeId: number, day: number): D1PreparedStatement =>
  db.$client.prepare(COUNTS).bind(placeId, day)
