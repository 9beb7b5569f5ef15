// Who has newly come to town: reported, listed by village, found by phone, gone again.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { readWaiting } from '../accounts'
import { auditIfChanged } from '../audit'
import { pathEnd } from '../places/rules'
import type { ArrivalView } from './form'

export interface NewArrival {
  key: string
  /** Sealed. */
  name: string
  phone: string
  address: string
  origin: string
  phoneIndex: string
  arrivedOn: number
  placeId: number | null
  /** The person of the register, if they have this phone. */
  workerId: number | null
  workerIndex: string
  found: { id: number; path: string }
  /** The village they were found in looks after them. */
  managed: boolean
  /** Though somebody with this phone is listed already. */
  sure: boolean
}

/** Lists somebody; false when the key was used, or somebody with this phone is listed and nobody said otherwise. */
export async function addArrival(
  db: Db,
  each: NewArrival,
  by: { actor: AccountActor; now: number },
): Promise<boolean> {
  const [made] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO arrivals (key, name, phone, phone_index, address, origin, arrived_on, place_id, worker_id,
           found_area_id, found_area_path, area_id, area_path, reported_by, at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT id FROM workers WHERE id = ?9 AND phone_index = ?10),
           ?11, ?12, iif(?13, ?11, NULL), iif(?13, ?12, NULL), ?14, ?15
         WHERE ?16 OR NOT EXISTS (SELECT 1 FROM arrivals WHERE phone_index = ?4 AND left_on IS NULL)
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        each.key,
        each.name,
        each.phone,
        each.phoneIndex,
        each.address,
        each.origin,
        each.arrivedOn,
        each.placeId,
        each.workerId,
        each.workerIndex,
        each.found.id,
        each.found.path,
        each.managed ? 1 : 0,
        by.actor.id,
        by.now,
        each.sure ? 1 : 0,
      ),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'notices.arrival',
      subject: `arrivals:${each.key}`,
      detail: { area: each.found.path, managed: each.managed ? 1 : 0 },
    }),
  ])
  return wrote(made)
}

export const isListed = async (db: Db, key: string): Promise<boolean> =>
  (await db.$client.prepare('SELECT 1 FROM arrivals WHERE key = ?').bind(key).first()) !== null

/** One line of the list; personal fields sealed. */
export interface ListedArrival {
  id: number
  key: string
  name: string
  phone: string
  arrivedOn: number
  leftOn: number | null
  /** Where it stands in the list. */
  path: string
  place: string | null
  area: string
  areaEn: string
  managed: number
  year: number | null
  seq: number | null
}

export const LISTED = `SELECT a.id, a.key, a.name, a.phone, a.arrived_on AS arrivedOn, a.left_on AS leftOn,
  coalesce(a.area_path, a.found_area_path) AS path, p.name AS place, v.name AS area, v.name_en AS areaEn,
  a.area_id IS NOT NULL AS managed, n.year, n.seq`
export const JOINED = `LEFT JOIN places p ON p.id = a.place_id LEFT JOIN notices n ON n.id = a.notice_id
  LEFT JOIN areas v ON v.id = coalesce(a.area_id, a.found_area_id)`

export const PAGE_ROWS = 20

export interface ArrivalFilter {
  /** A subtree of areas. */
  areaPath: string
  view: ArrivalView
  after: { path: string; id: number } | null
}

const FOUND_IN = 'a.found_area_path >= ?1 AND a.found_area_path < ?2'
// Whoever has no village yet stands under NULL in the index of villages: a range of its own.
const VIEWS: Record<ArrivalView, string> = {
  nobody: `FROM arrivals a INDEXED BY arrivals_nobodys ${JOINED}
    WHERE a.area_id IS NULL AND a.notice_id IS NULL AND a.left_on IS NULL AND ${FOUND_IN}
      AND (a.found_area_path, a.id) > (?3, ?4) ORDER BY a.found_area_path, a.id`,
  notice: `FROM arrivals a INDEXED BY arrivals_area ${JOINED}
    WHERE a.area_path IS NULL AND a.notice_id IS NOT NULL AND a.left_on IS NULL AND ${FOUND_IN}
      AND a.id > ?4 AND ?3 <> '' ORDER BY a.id`,
  village: `FROM arrivals a INDEXED BY arrivals_area ${JOINED}
    WHERE a.area_path >= ?1 AND a.area_path < ?2 AND a.left_on IS NULL
      AND (a.area_path, a.id) > (?3, ?4) ORDER BY a.area_path, a.id`,
  left: `FROM arrivals a ${JOINED}
    WHERE (a.area_path >= ?1 AND a.area_path < ?2 OR a.area_path IS NULL AND ${FOUND_IN})
      AND a.left_on IS NOT NULL AND a.id > ?4 AND ?3 <> '' ORDER BY a.id`,
}

/** A page of the list, one row more than shown; tests read its plan. */
export const arrivalsStatement = (db: Db, filter: ArrivalFilter): D1PreparedStatement =>
  db.$client
    .prepare(`${LISTED} ${VIEWS[filter.view]} LIMIT ${PAGE_ROWS + 1}`)
    .bind(
      filter.areaPath,
      pathEnd(filter.areaPath),
      filter.after?.path ?? filter.areaPath,
      filter.after?.id ?? 0,
    )

export async function listArrivals(
  db: Db,
  filter: ArrivalFilter,
): Promise<{ rows: ListedArrival[]; more: boolean }> {
  const { results } = await arrivalsStatement(db, filter).all<ListedArrival>()
  return { rows: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS }
}

/** Whoever has a telephone number, found or looked after in a subtree. */
export async function arrivalsOfPhone(
  db: Db,
  areaPath: string,
  phoneIndex: string,
): Promise<ListedArrival[]> {
  const { results } = await db.$client
    .prepare(
      `${LISTED} FROM arrivals a ${JOINED}
       WHERE (a.area_path >= ?1 AND a.area_path < ?2 OR a.area_path IS NULL AND ${FOUND_IN})
         AND a.phone_index = ?3 ORDER BY a.id DESC LIMIT ${PAGE_ROWS}`,
    )
    .bind(areaPath, pathEnd(areaPath), phoneIndex)
    .all<ListedArrival>()
  return results
}

export interface VillageCount {
  areaId: number
  area: string
  areaEn: string
  n: number
}

/** How many people each village of a subtree looks after, and how many nobody does. */
export async function arrivalCounts(
  db: Db,
  areaPath: string,
): Promise<{ villages: VillageCount[]; nobody: number }> {
  const range = [areaPath, pathEnd(areaPath)]
  const [villages, nobody] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT a.area_id AS areaId, v.name AS area, v.name_en AS areaEn, count(*) AS n
         FROM arrivals a INDEXED BY arrivals_area JOIN areas v ON v.id = a.area_id
         WHERE a.area_path >= ? AND a.area_path < ? AND a.left_on IS NULL GROUP BY a.area_path`,
      )
      .bind(...range),
    db.$client
      .prepare(
        `SELECT count(*) AS n FROM arrivals INDEXED BY arrivals_nobodys
         WHERE area_id IS NULL AND notice_id IS NULL AND left_on IS NULL AND found_area_path >= ? AND found_area_path < ?`,
      )
      .bind(...range),
  ])
  const [row] = (nobody?.results ?? []) as { n: number }[]
  return { villages: (villages?.results ?? []) as VillageCount[], nobody: row?.n ?? 0 }
}

/** How many people nobody looks after yet in these ranges of areas (`rangesOf`). */
export async function countNobodys(db: Db, ranges: string): Promise<number> {
  const waiting = await readWaiting(db, { table: 'arrivals', ranges, late: [], now: 0 })
  return waiting('nobodys').n
}

/** Everything about one person, sealed. */
export interface ArrivalDetail extends ListedArrival {
  address: string
  origin: string
  code: string | null
  foundPath: string
  areaPath: string | null
  noticePath: string | null
}

export const arrivalById = (db: Db, id: number): Promise<ArrivalDetail | null> =>
  db.$client
    .prepare(
      `${LISTED}, a.address, a.origin, p.code, a.found_area_path AS foundPath, a.area_path AS areaPath,
         n.area_path AS noticePath FROM arrivals a ${JOINED} WHERE a.id = ?`,
    )
    .bind(id)
    .first<ArrivalDetail>()

/** Gone, or back again; false when it stands so already. */
export async function markLeft(
  db: Db,
  id: number,
  left: boolean,
  by: { actor: AccountActor; now: number },
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(`UPDATE arrivals SET left_on = ?1 WHERE id = ?2 AND (left_on IS NULL) = ?3`)
      .bind(left ? dayOf(by.now) : null, id, left ? 1 : 0),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: left ? 'notices.arrival_left' : 'notices.arrival_back',
      subject: `arrivals:${id}`,
    }),
  ])
  return wrote(changed)
}
