// Who may be sent to an inspection: those sent lately and, a page at a time, everybody else.
import type { Db } from '../../db/client'

/** Roles that can be sent, those of a department first. */
const SENT = ['reviewer', 'patrol', 'clerk', 'admin'] as const

export interface CandidateRow {
  id: number
  /** Sealed. */
  name: string
  /** Of a reviewer; empty: goes for whichever department the plan says. */
  department: string
  /** Sent lately. */
  lately: boolean
}

const PAGE = 8
/** The newest places in teams, of which those sent lately are read. */
const LATELY = 9
const MOST_LATELY = 4

/** The last role of the page before. */
const AFTER = /^(reviewer|patrol|clerk|admin)~([a-z0-9_]{0,40})~(\d{1,15})$/

/** Roles in their order, begun after a row. */
function stretches(after: string): [role: string, department: string, id: number][] {
  const [, role = SENT[0], department = '', id = '0'] = AFTER.exec(after) ?? []
  const from = SENT.map(String).indexOf(role)
  return SENT.slice(from).map((each) =>
    each === role ? [each, department, Number(id)] : [each, '', 0],
  )
}

const SERVES = "a.kind = 'officer' AND a.disabled_at IS NULL AND (r.until IS NULL OR r.until > ?1)"
const OFFICER =
  "a.id, a.display_name AS name, r.role, iif(r.role = 'reviewer', r.department, '') AS department"

interface Row {
  id: number
  name: string
  role: string
  department: string
}

/** The accounts of the newest teams, the last one first; the index of the key, walked from its end. */
export const latelyStatement = (db: Db): D1PreparedStatement =>
  db.$client.prepare(
    `SELECT account_id AS id FROM inspection_members ORDER BY inspection_id DESC, account_id DESC LIMIT ${LATELY}`,
  )

/** Of some accounts the roles they can be sent with, and a page of such roles; tests read their plans. */
export const candidateStatements = (
  db: Db,
  now: number,
  { lately, after }: { lately: readonly number[]; after: string },
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `SELECT ${OFFICER} FROM json_each(?2) m CROSS JOIN roles r ON r.account_id = m.value CROSS JOIN accounts a ON a.id = m.value
       WHERE r.role IN ('reviewer', 'patrol', 'clerk', 'admin') AND ${SERVES} LIMIT 30`,
    )
    .bind(now, JSON.stringify(lately)),
  db.$client
    .prepare(
      `SELECT ${OFFICER} FROM json_each(?2) s CROSS JOIN roles r INDEXED BY roles_role ON r.role = s.value ->> 0
         AND (r.department, r.account_id) > (s.value ->> 1, s.value ->> 2)
       CROSS JOIN accounts a ON a.id = r.account_id WHERE ${SERVES} LIMIT ${PAGE + 1}`,
    )
    .bind(now, JSON.stringify(stretches(after))),
]

/**
 * Those sent lately and a page of the officers who can be sent, each once, those of a department first.
 * `after` is the `next` of the page before, or empty.
 */
export async function listCandidates(
  db: Db,
  now: number,
  after: string,
): Promise<{ people: CandidateRow[]; next: string }> {
  const { results } = await latelyStatement(db).all<{ id: number }>()
  const lately = [...new Set(results.map(({ id }) => id))].slice(0, MOST_LATELY)
  const read = await db.$client.batch<Row>(candidateStatements(db, now, { lately, after }))
  const [sent = [], page = []] = read.map((each) => each.results)
  const shown = page.slice(0, PAGE)
  const last = page.length > PAGE ? shown.at(-1) : undefined
  const people = new Map<number, CandidateRow>()
  for (const { id, name, department } of [...sent, ...shown])
    if (!people.get(id)?.department)
      people.set(id, { id, name, department, lately: lately.includes(id) })
  return {
    people: [...people.values()].sort(
      (a, b) => Number(a.department === '') - Number(b.department === ''),
    ),
    next: last ? `${last.role}~${last.department}~${last.id}` : '',
  }
}
