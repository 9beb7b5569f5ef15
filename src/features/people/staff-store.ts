// The staff of a place as its pages list them: by state, by name, a page at a time.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import { dayOf } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { nameHolds, type StaffShow } from './rules'
import { type StaffLine, staffOn } from './sheet-store'
import { openWorkerField } from './worker'

/** Lines of a page: each is a row of work, of a person, of a pledge and of the papers seen. */
export const STAFF_ROWS = 12
/** Of a search, which reads the staff sheets as well. */
const FOUND_ROWS = 10
/** Of those who wait, above the first page of the others. */
export const WAITING_ROWS = 5
/** Of those who wait for the keeper the newest are searched. */
const SEARCHED_ROWS = 200

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

interface WorkerLine {
  workerId: number
  name: string
  job: string
  shown: number
  confirmedAt: number | null
  since: number
  worksFrom: number | null
}

/** A line once for each pledge its worker ever signed; without one, once. */
interface PledgeLine extends WorkerLine {
  pledgeId: number | null
  number: string
  signedAt: number
  textVersion: number
  witnessed: number
  risk: number
  keptFrom: number | null
  superseded: number
  withdrawn: number
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
  /** Lines of a page. */
  rows?: number
  /** The keeper's search goes over whole names; a helper's over what a helper sees. */
  full: boolean
}

/** The index each list walks, and what beside “works here” makes a line of it; ?2 is today. */
const SHOWS = {
  listed: ['employments_here', 'AND e.confirmed_at IS NOT NULL'],
  waiting: ['employments_waiting', 'AND e.confirmed_at IS NULL'],
  unsigned: ['employments_unsigned', 'AND e.signed = 0'],
  watch: ['employments_away', 'AND e.works_from > ?2'],
} as const satisfies Record<StaffShow, readonly [string, string]>
const ALL = ['employments_here', ''] as const

const walk = (show: StaffShow | null): string => {
  const [index, more] = show ? SHOWS[show] : ALL
  return `employments e INDEXED BY ${index} WHERE e.place_id = ?1 AND e.left_on IS NULL
    AND (e.since, e.worker_id) < (?3, ?4) ${more} ORDER BY e.since DESC, e.worker_id DESC`
}

const COLUMNS = `e.worker_id, e.job, e.shown_by_consent, e.confirmed_at, e.since,
  iif(e.works_from > ?2, ${worksFrom('e.worker_id', '?2')}, e.works_from) AS works_from`

const line = (
  found: string,
): string => `SELECT n.worker_id AS workerId, w.name, n.job, n.shown_by_consent AS shown,
    n.confirmed_at AS confirmedAt, n.since, n.works_from AS worksFrom, p.id AS pledgeId, p.number, p.signed_at AS signedAt,
    p.text_version AS textVersion, p.witnessed_by IS NOT NULL AS witnessed, p.risk, p.works_from AS keptFrom,
    p.superseded_by IS NOT NULL AS superseded, p.withdrawn_at IS NOT NULL AS withdrawn
  FROM (${found}) n CROSS JOIN workers w ON w.id = n.worker_id
  LEFT JOIN pledges p ON p.worker_id = n.worker_id AND p.kind = 'personal'`

const FIRST: StaffCursor = { since: Number.MAX_SAFE_INTEGER, workerId: Number.MAX_SAFE_INTEGER }

/** A page of the list, one line more than shown. */
function pageStatement(db: Db, asked: StaffAsked): D1PreparedStatement {
  const { placeId, show, after, today, rows = STAFF_ROWS } = asked
  const { since, workerId } = after ?? FIRST
  return db.$client
    .prepare(line(`SELECT ${COLUMNS} FROM ${walk(show)} LIMIT ${rows + 1}`))
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
      line(`SELECT ${COLUMNS} FROM json_each(?3) j CROSS JOIN employments e
        ON e.place_id = ?1 AND e.worker_id = j.value WHERE e.left_on IS NULL`),
    )
    .bind(placeId, today, JSON.stringify(ids))

type Named = Pick<StaffLine, 'workerId' | 'name' | 'job' | 'pledged' | 'worksFrom'> & {
  confirmed: boolean
}

/** Whoever waits for the keeper stands on no sheet yet. */
async function waitingNames(db: Db, placeId: number): Promise<Named[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT e.worker_id AS workerId, w.name, e.job, e.signed, e.works_from AS worksFrom
       FROM employments e INDEXED BY employments_waiting CROSS JOIN workers w ON w.id = e.worker_id
       WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.confirmed_at IS NULL
       ORDER BY e.since DESC, e.worker_id DESC LIMIT ${SEARCHED_ROWS}`,
    )
    .bind(placeId)
    .all<Omit<Named, 'pledged' | 'confirmed'> & { signed: 0 | 1 }>()
  return results.map(({ signed, ...each }) => ({
    ...each,
    pledged: signed === 1,
    confirmed: false,
  }))
}

const ON_SHOW: Record<StaffShow, (each: Named, today: number) => boolean> = {
  listed: ({ confirmed }) => confirmed,
  waiting: ({ confirmed }) => !confirmed,
  unsigned: ({ pledged }) => !pledged,
  watch: ({ worksFrom }, today) => (worksFrom ?? 0) > today,
}

/**
 * Names are encrypted, so those of the place are opened to be searched, from its staff sheets; never another
 * place's. Who was entered last comes first.
 */
async function found(db: Db, env: { FIELD_KEY: string }, asked: StaffAsked): Promise<PledgeLine[]> {
  const { placeId, show, today, q, full, after, rows = FOUND_ROWS } = asked
  const [listed, waiting] = await Promise.all([
    staffOn(db, placeId, today),
    show === 'listed' ? [] : waitingNames(db, placeId),
  ])
  const known = [...listed.map((each): Named => ({ ...each, confirmed: true })), ...waiting]
    .filter((each) => show === null || ON_SHOW[show](each, today))
    .filter(({ workerId }) => !after || workerId < after.workerId)
    .sort((a, b) => b.workerId - a.workerId)
  const shown: number[] = []
  for (const { workerId, job, name: sealed } of known) {
    if (shown.length > rows) break
    const name = await openWorkerField(env.FIELD_KEY, 'name', workerId, sealed)
    if (nameHolds(full ? name : maskName(name), q) || nameHolds(job, q)) shown.push(workerId)
  }
  if (shown.length === 0) return []
  const lines = await linesStatement(db, asked, shown).all<PledgeLine>()
  return lines.results.sort((a, b) => shown.indexOf(a.workerId) - shown.indexOf(b.workerId))
}

type Pledged = Pick<
  PlaceWorker,
  'pledgeNumber' | 'pledgedOn' | 'textVersion' | 'witnessed' | 'risk' | 'correctedFrom'
>

/** The newest pledge that holds, and what the others tell. */
function pledgedOf(lines: readonly PledgeLine[]): Pledged {
  const pledges = lines.filter(({ pledgeId }) => pledgeId !== null)
  const holding = pledges
    .filter(({ superseded, withdrawn }) => !(superseded || withdrawn))
    .sort((a, b) => b.signedAt - a.signedAt || (a.pledgeId ?? 0) - (b.pledgeId ?? 0))
  const kept = pledges.flatMap(({ superseded, keptFrom }) =>
    superseded && keptFrom !== null ? [keptFrom] : [],
  )
  const [newest] = holding
  return {
    pledgeNumber: newest?.number ?? null,
    pledgedOn: newest ? dayOf(newest.signedAt) : null,
    textVersion: newest?.textVersion ?? null,
    witnessed: newest?.witnessed === 1,
    risk: holding.some(({ risk }) => risk === 1),
    correctedFrom: kept.length > 0 ? Math.max(...kept) : null,
  }
}

/** A page of those who work at a place, the newest first; names masked. */
export async function listStaff(
  db: Db,
  env: { FIELD_KEY: string },
  asked: StaffAsked,
): Promise<{ workers: PlaceWorker[]; more: boolean }> {
  const lines = asked.q
    ? await found(db, env, asked)
    : (await pageStatement(db, asked).all<PledgeLine>()).results
  const { rows = asked.q ? FOUND_ROWS : STAFF_ROWS } = asked
  const people = [...Map.groupBy(lines, ({ workerId }) => workerId).values()]
  const workers = people.slice(0, rows).flatMap((all) => {
    const [first] = all
    return first ? [workerOf(env, first, pledgedOf(all))] : []
  })
  return { workers: await Promise.all(workers), more: people.length > rows }
}

const workerOf = async (
  env: { FIELD_KEY: string },
  line: WorkerLine,
  pledged: Pledged,
): Promise<PlaceWorker> => ({
  workerId: line.workerId,
  maskedName: maskName(await openWorkerField(env.FIELD_KEY, 'name', line.workerId, line.name)),
  job: line.job,
  shown: line.shown === 1,
  confirmed: line.confirmedAt !== null,
  since: line.since,
  worksFrom: line.worksFrom,
  ...pledged,
})

export interface StaffCounts extends Record<StaffShow, number> {
  /** Confirmed, signed, and not kept away by a watch. */
  ready: number
}

/** How many each list holds: from the place's counters, and the few who are kept away. */
export async function countStaff(db: Db, placeId: number, today: number): Promise<StaffCounts> {
  const row = await db.$client
    .prepare(
      `SELECT s.listed, s.waiting, s.unsigned, n.watch, s.signed - n.kept AS ready FROM place_staff s CROSS JOIN
         (SELECT count(*) AS watch, ifnull(sum(confirmed_at IS NOT NULL AND signed), 0) AS kept
          FROM employments INDEXED BY employments_away WHERE place_id = ?1 AND left_on IS NULL AND works_from > ?2) n
       WHERE s.place_id = ?1`,
    )
    .bind(placeId, today)
    .first<StaffCounts>()
  return row ?? { listed: 0, waiting: 0, unsigned: 0, watch: 0, ready: 0 }
}
