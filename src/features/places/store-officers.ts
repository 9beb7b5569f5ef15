// The officers one can choose from, a page at a time: those of the area first, then those over it.
import type { Db } from '../../db/client'
import { pathEnd } from './rules'
import { pathsOver } from './rules-office'
import type { SealedPerson } from './store-office'

export const OFFICERS_PAGE = 16

/** The last role of the page before: in which stretch it lies, whose area it is of, whose it is. */
const AFTER = /^(\d)~((?:\/\d{1,9}){1,4}\/)~(\d{1,15})$/

type Stretch = [from: string, after: number, to: string]

// `!` comes before every digit: the stretch ends before the areas below.
const only = (path: string): Stretch => [path, 0, `${path}!`]

/** The area with all below it, then the areas above it, the nearest first; begun after a row. */
function stretches(areaPath: string, after: string): [number, ...Stretch][] {
  const above = pathsOver(areaPath).slice(0, -1).reverse().map(only)
  const all: Stretch[] = [[areaPath, 0, pathEnd(areaPath)], ...above]
  const [, stretch = '0', path = '', id = '0'] = AFTER.exec(after) ?? []
  return all.flatMap(([from, , to], i): [number, ...Stretch][] => {
    if (i < Number(stretch)) return []
    const begun = i === Number(stretch) && path >= from && path < to
    return [begun ? [i, path, Number(id), to] : [i, from, 0, to]]
  })
}

interface ListedOfficer extends SealedPerson {
  stretch: number
  areaPath: string
}

/** The statement behind a page, one role more than shown; tests read its plan. */
export const officersStatement = (
  db: Db,
  areaPath: string,
  { now, after }: { now: number; after: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name, a.phone, s.value ->> 0 AS stretch, r.area_path AS areaPath
       FROM json_each(?1) s CROSS JOIN roles r INDEXED BY roles_area
         ON (r.area_path, r.account_id) > (s.value ->> 1, s.value ->> 2) AND r.area_path < s.value ->> 3
       CROSS JOIN accounts a ON a.id = r.account_id
       WHERE a.kind = 'officer' AND a.disabled_at IS NULL AND r.role <> 'inspector' AND (r.until IS NULL OR r.until > ?2)
       LIMIT ${OFFICERS_PAGE + 1}`,
    )
    .bind(JSON.stringify(stretches(areaPath, after)), now)

export interface OfficersPage<Person = SealedPerson> {
  people: Person[]
  /** What the next page begins after; empty: there is none. */
  next: string
}

/**
 * A page of the officers whose areas lie in an area or reach over it, each once; `after` is the `next` of
 * the page before, or empty.
 */
export async function officersFor(
  db: Db,
  areaPath: string,
  asked: { now: number; after: string },
): Promise<OfficersPage> {
  const { results } = await officersStatement(db, areaPath, asked).all<ListedOfficer>()
  const shown = results.slice(0, OFFICERS_PAGE)
  const last = results.length > OFFICERS_PAGE ? shown.at(-1) : undefined
  return {
    people: [...new Map(shown.map(({ id, name, phone }) => [id, { id, name, phone }])).values()],
    next: last ? `${last.stretch}~${last.areaPath}~${last.id}` : '',
  }
}
