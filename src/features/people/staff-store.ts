// The staff of a place as its pages list them: by state, by name, a page at a time.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import { dayOf } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { nameHolds, type StaffShow } from './rules'
import { openWorkerField } from './worker'

export const STAFF_ROWS = 50

/** One line of the staff of a place. */
export interface PlaceWorker {
  workerId: number
  maskedName: string
  job: string
  /** May be named on the board. */
  shown: boolean
  confirmed: boolean
  /** Of the pledge that holds; null: none signed, or withdrawn. */
  pledgeNumber: string | null
  pledgedOn: number | null
  textVersion: number | null
  witnessed: boolean
  /** From this day number the person may work; null: at once. */
  worksFrom: number | null
  risk: boolean
  /** A declaration since corrected kept the person away until this day: worth a question. */
  correctedFrom: number | null
  since: number
}

interface WorkerLine extends Omit<PlaceWorker, 'maskedName' | 'shown' | 'confirmed' | 'risk'> {
  name: string
  shown: number
  confirmedAt: number | null
  risk: number | null
  signedAt: number | null
}

/** Keyset: the last line of the page before. */
export interface StaffCursor {
  since: number
  workerId: number
}

export interface StaffAsked {
  placeId: number
  /** null: everybody, whoever waits included. */
  show: StaffShow | null
  /** Part of a name or a job, as typed; empty for all. */
  q: string
  after: StaffCursor | null
  today: number
  /** The keeper's search goes over whole names; a helper's over what a helper sees. */
  full: boolean
}

const HOLDS =
  "worker_id = e.worker_id AND kind = 'personal' AND superseded_by IS NULL AND withdrawn_at IS NULL"

/** What beside “works here” makes a line of a list; ?2 is today. */
const SHOWS = {
  listed: 'AND e.confirmed_at IS NOT NULL',
  waiting: 'AND e.confirmed_at IS NULL',
  unsigned: `AND NOT EXISTS (SELECT 1 FROM pledges WHERE ${HOLDS})`,
  watch: `AND ${worksFrom('e.worker_id', '?2')} > ?2`,
} as const satisfies Record<StaffShow, string>

const walk = (show: StaffShow | null): string =>
  `e.place_id = ?1 AND e.left_on IS NULL AND (e.since, e.worker_id) < (?3, ?4)
   ${show ? SHOWS[show] : ''} ORDER BY e.since DESC, e.worker_id DESC`

const LINE = `SELECT e.worker_id AS workerId, w.name, e.job, e.shown_by_consent AS shown, e.confirmed_at AS confirmedAt,
    e.since, p.number AS pledgeNumber, p.signed_at AS signedAt, p.text_version AS textVersion,
    p.witnessed_by IS NOT NULL AS witnessed,
    ${worksFrom('e.worker_id', '?2')} AS worksFrom,
    (SELECT max(risk) FROM pledges WHERE ${HOLDS}) AS risk,
    (SELECT max(works_from) FROM pledges WHERE worker_id = e.worker_id AND kind = 'personal'
       AND superseded_by IS NOT NULL) AS correctedFrom
  FROM employments e CROSS JOIN workers w ON w.id = e.worker_id
  LEFT JOIN pledges p ON p.id = (SELECT id FROM pledges WHERE ${HOLDS} ORDER BY signed_at DESC, id LIMIT 1)`

const FIRST: StaffCursor = { since: Number.MAX_SAFE_INTEGER, workerId: Number.MAX_SAFE_INTEGER }

/** A page of the list, one row more than shown. */
function pageStatement(db: Db, { placeId, show, after, today }: StaffAsked): D1PreparedStatement {
  const { since, workerId } = after ?? FIRST
  return db.$client
    .prepare(`${LINE} WHERE ${walk(show)} LIMIT ${STAFF_ROWS + 1}`)
    .bind(placeId, today, since, workerId)
}

/** Lines of people already found. */
const linesStatement = (
  db: Db,
  { placeId, today }: StaffAsked,
  ids: number[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${LINE} WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.worker_id IN (SELECT value FROM json_each(?3))`,
    )
    .bind(placeId, today, JSON.stringify(ids))

interface Named {
  workerId: number
  name: string
  job: string
}

/** Names are encrypted, so those of the whole place are opened to be searched; never another place's. */
async function found(db: Db, env: { FIELD_KEY: string }, asked: StaffAsked): Promise<WorkerLine[]> {
  const { placeId, show, after, today, q, full } = asked
  const { since, workerId } = after ?? FIRST
  const { results } = await db.$client
    .prepare(
      `SELECT e.worker_id AS workerId, w.name, e.job FROM employments e CROSS JOIN workers w ON w.id = e.worker_id
       WHERE ${walk(show)}`,
    )
    .bind(placeId, today, since, workerId)
    .all<Named>()
  const ids: number[] = []
  for (const each of results) {
    const name = await openWorkerField(env.FIELD_KEY, 'name', each.workerId, each.name)
    if (nameHolds(full ? name : maskName(name), q) || nameHolds(each.job, q))
      ids.push(each.workerId)
    if (ids.length > STAFF_ROWS) break
  }
  const lines = await linesStatement(db, asked, ids).all<WorkerLine>()
  return lines.results.sort((a, b) => ids.indexOf(a.workerId) - ids.indexOf(b.workerId))
}

/** A page of those who work at a place, the newest first; names masked. */
export async function listStaff(
  db: Db,
  env: { FIELD_KEY: string },
  asked: StaffAsked,
): Promise<{ workers: PlaceWorker[]; more: boolean }> {
  const lines = asked.q
    ? await found(db, env, asked)
    : (await pageStatement(db, asked).all<WorkerLine>()).results
  const workers = await Promise.all(
    lines.slice(0, STAFF_ROWS).map(
      async ({ name, signedAt, confirmedAt, ...line }): Promise<PlaceWorker> => ({
        ...line,
        maskedName: maskName(await openWorkerField(env.FIELD_KEY, 'name', line.workerId, name)),
        shown: line.shown === 1,
        confirmed: confirmedAt !== null,
        pledgedOn: signedAt === null ? null : dayOf(signedAt),
        witnessed: Boolean(line.witnessed),
        risk: line.risk === 1,
      }),
    ),
  )
  return { workers, more: lines.length > STAFF_ROWS }
}

export interface StaffCounts extends Record<StaffShow, number> {
  /** Confirmed, signed, and not kept away by a watch. */
  ready: number
}

/** How many each list holds: one walk over those who work here now, whatever the town's size. */
export async function countStaff(db: Db, placeId: number, today: number): Promise<StaffCounts> {
  const row = await db.$client
    .prepare(
      `WITH here AS MATERIALIZED (
         SELECT e.confirmed_at IS NOT NULL AS listed, EXISTS (SELECT 1 FROM pledges WHERE ${HOLDS}) AS signed,
           ifnull(${worksFrom('e.worker_id', '?2')}, 0) AS works
         FROM employments e WHERE e.place_id = ?1 AND e.left_on IS NULL)
       SELECT ifnull(sum(listed), 0) AS listed, ifnull(sum(NOT listed), 0) AS waiting,
         ifnull(sum(NOT signed), 0) AS unsigned, ifnull(sum(works > ?2), 0) AS watch,
         ifnull(sum(listed AND signed AND works <= ?2), 0) AS ready FROM here`,
    )
    .bind(placeId, today)
    .first<StaffCounts>()
  return row ?? { listed: 0, waiting: 0, unsigned: 0, watch: 0, ready: 0 }
}
