// What a place's counters must come to, counted anew from every row, as it was done before there were any.
import { worksFrom } from '../../src/db/works-from-store'
import { db } from './town'

interface Here {
  id: number
  confirmed: number
  signed: number
  works: number
}
interface Reading {
  id: number
  worker: number
  shift: 'am' | 'pm'
  at: number
  key: string
  corrects: number | null
}
interface DutyRow {
  id: number
  duty: string
  corrects: number | null
}

const all = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (
    await db.$client
      .prepare(sql)
      .bind(...values)
      .all<T>()
  ).results

const standing = <T extends { id: number; corrects: number | null }>(rows: T[]): T[] =>
  rows.filter(({ id }) => !rows.some(({ corrects }) => corrects === id))

const sizeOf = (rows: readonly { worker: number }[]): number =>
  new Set(rows.map(({ worker }) => worker)).size

/** The same figures as `readRows`, and the people of each save, from the rows of a place and a day. */
export async function liveCounts(place: number, day: number) {
  const here = await all<Here>(
    `SELECT e.worker_id AS id, e.confirmed_at IS NOT NULL AS confirmed, ifnull(${worksFrom('e.worker_id', '?2')}, 0) AS works,
       EXISTS (SELECT 1 FROM pledges p WHERE p.worker_id = e.worker_id AND p.kind = 'personal'
         AND p.withdrawn_at IS NULL AND p.superseded_by IS NULL) AS signed
     FROM employments e WHERE e.place_id = ?1 AND e.left_on IS NULL`,
    place,
    day,
  )
  const of = 'WHERE place_id = ?1 AND day = ?2 AND undone_at IS NULL'
  const readings = await all<Reading>(
    `SELECT id, worker_id AS worker, shift, at, key, corrects FROM worker_temperatures ${of}`,
    place,
    day,
  )
  const duties = standing(
    await all<DutyRow>(`SELECT id, duty, corrects FROM duty_records ${of}`, place, day),
  )
  const counted = await all(`SELECT id FROM stock_counts ${of}`, place, day)
  const listed = here.filter(({ confirmed }) => confirmed)
  const present = listed.filter(({ works }) => works <= day)
  const among = (people: Here[], shift?: 'am' | 'pm') =>
    sizeOf(
      readings.filter(
        (each) => (!shift || each.shift === shift) && people.some(({ id }) => id === each.worker),
      ),
    )
  const saves = Map.groupBy(standing(readings), ({ key, at }) => `${key.split('-')[0]} ${at}`)
  return {
    listed: listed.length,
    signed: listed.filter(({ signed }) => signed).length,
    waiting: here.length - listed.length,
    unsigned: here.filter(({ signed }) => !signed).length,
    watch: here.filter(({ works }) => works > day).length,
    watched: listed.length - present.length,
    done: Object.fromEntries(
      [...Map.groupBy(duties, ({ duty }) => duty)].map(([duty, rows]) => [duty, rows.length]),
    ),
    counted: counted.length,
    measured: { am: among(listed, 'am'), pm: among(listed, 'pm'), either: among(listed) },
    present: { staff: present.length, am: among(present, 'am'), pm: among(present, 'pm') },
    saves: [...saves.values()].map((rows) => rows.length).sort((a, b) => a - b),
  }
}
