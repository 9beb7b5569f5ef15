// Appeals at the office: who appeals what, and the answer of somebody who did not decide it.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import { endOrders } from '../orders'
import { allowsAct, lifeStatements, pageOf, type SearchPage, searchNamed } from '../places'
import type { After } from './office-form'
import { APPLICATION_MOVES, LIVE_STATES } from './rules'
import { type Against, readAgainst, type Undoing } from './rules-office'
import { eventStatement } from './store'
import { PAGE_ROWS, SEARCH_ROWS } from './store-office'
import type { Appeal } from './tables'

export interface AppealLine {
  id: number
  state: Appeal['state']
  at: number
  decidedBy: number | null
  answeredAt: number | null
  code: string
  name: string
  trade: string
  /** Of its application; null where a place's own step is appealed. */
  department: string | null
  areaPath: string
  area: string
  areaEn: string
}

export interface AppealFilter {
  decided: boolean
  ranges: string
  area: { from: string; to: string } | null
  q: string
  after: After | null
}

const LINE = `l.id, l.state, l.at, l.decided_by AS decidedBy, l.answered_at AS answeredAt, l.area_path AS areaPath, p.code,
  p.name, p.trade, a.department, v.name AS area, v.name_en AS areaEn`
const BESIDE = `CROSS JOIN places p ON p.id = l.place_id LEFT JOIN areas v ON v.id = p.area_id
  LEFT JOIN applications a ON a.id = l.application_id`
const SEEN = `EXISTS (SELECT 1 FROM json_each(?1) r WHERE l.area_path >= r.value ->> 0 AND l.area_path < r.value ->> 1)
  AND (?4 IS NULL OR l.area_path >= ?4 AND l.area_path < ?5)`

const values = ({ ranges, area }: AppealFilter, after: After) =>
  [ranges, ...after, area?.from ?? null, area?.to ?? null] as const

/** The statement behind a page, one row more than shown: open ones by age, answered ones the newest first. */
export function appealsStatement(db: Db, filter: AppealFilter): D1PreparedStatement {
  const part = (state: Appeal['state'], than: '<' | '>') =>
    `SELECT l.id, l.at FROM appeals l WHERE l.state = '${state}' AND (l.at, l.id) ${than} (?2, ?3) AND ${SEEN}`
  const parts = filter.decided
    ? `${part('kept', '<')} UNION ALL ${part('overturned', '<')} ORDER BY 2 DESC, 1 DESC`
    : `${part('open', '>')} ORDER BY l.at, l.id`
  const last = Number.MAX_SAFE_INTEGER
  return db.$client
    .prepare(
      `WITH found AS (${parts} LIMIT ${PAGE_ROWS + 1})
       SELECT ${LINE} FROM found CROSS JOIN appeals l ON l.id = found.id ${BESIDE}`,
    )
    .bind(...values(filter, filter.after ?? (filter.decided ? [last, last] : [0, 0])))
}

/** Places a page of a search looks at: few have appealed. */
const SEARCHED = 36

/** Appeals of these places (JSON of ids) whose names hold what was typed, answered or not. */
export const appealSearchStatement = (
  db: Db,
  filter: AppealFilter,
  { ids, folded }: { ids: string; folded: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `WITH found AS (SELECT l.id FROM json_each(?6) g CROSS JOIN appeals l INDEXED BY appeals_place
           ON l.place_id = g.value AND l.id > iif(g.value = ?2, ?3, 0)
         CROSS JOIN places s ON s.id = l.place_id WHERE instr(s.name_folded, ?7) > 0 AND ${SEEN} LIMIT ${SEARCH_ROWS + 1})
       SELECT ${LINE}, l.place_id AS placeId FROM found CROSS JOIN appeals l ON l.id = found.id ${BESIDE}`,
    )
    .bind(...values(filter, filter.after ?? [0, 0]), ids, folded)

/** By name or door code. */
const searched = (db: Db, filter: AppealFilter): Promise<SearchPage<AppealLine>> =>
  searchNamed<AppealLine & { placeId: number }>(
    db,
    {
      ...{ q: filter.q, ranges: filter.ranges, areaPath: filter.area?.from },
      ...{ from: filter.after, most: SEARCHED },
    },
    {
      rows: SEARCH_ROWS,
      statement: (ids, _, folded) => appealSearchStatement(db, filter, { ids, folded }),
      keyOf: ({ placeId, id }) => [placeId, id],
    },
  )

/** A page of appeals, and the row the next one begins after. */
export async function listAppeals(db: Db, filter: AppealFilter): Promise<SearchPage<AppealLine>> {
  if (filter.q !== '') return searched(db, filter)
  const { results } = await appealsStatement(db, filter).all<AppealLine>()
  return pageOf(results, PAGE_ROWS, ({ at, id }) => [at, id])
}

/** How many open appeals of these areas somebody may decide who did not decide before. */
export const countAppealsStatement = (db: Db, ranges: string, me: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT count(*) AS count FROM appeals l WHERE l.state = 'open' AND l.decided_by IS NOT ?2
         AND EXISTS (SELECT 1 FROM json_each(?1) r WHERE l.area_path >= r.value ->> 0 AND l.area_path < r.value ->> 1)`,
    )
    .bind(ranges, me)

const COLUMNS = `id, key, place_id AS placeId, application_id AS applicationId, against, decided_by AS decidedBy,
  area_path AS areaPath, state, version, text, at, by, answer, answered_by AS answeredBy, answered_at AS answeredAt`

export const countAppeals = async (db: Db, ranges: string, me: number): Promise<number> =>
  (await countAppealsStatement(db, ranges, me).first<{ count: number }>())?.count ?? 0

export const appealById = (db: Db, id: number): Promise<Appeal | null> =>
  db.$client.prepare(`SELECT ${COLUMNS} FROM appeals WHERE id = ?`).bind(id).first<Appeal>()

/** The step that is appealed, with what was said of it then. */
export type AppealedStep = Against & {
  at: number
  key: string
  reasons: string[]
  /** Sealed, of an application's step; public, of a place's. */
  text: string | null
}

export async function stepAppealed(db: Db, against: string): Promise<AppealedStep | null> {
  const { room, id } = readAgainst(against) ?? {}
  if (room === 'application_events') {
    const row = await db.$client
      .prepare('SELECT id, key, at, act, reasons, text FROM application_events WHERE id = ?')
      .bind(id)
      .first<Extract<AppealedStep, { room: 'application_events' }> & { reasons: string }>()
    return row && { ...row, room, reasons: JSON.parse(row.reasons) }
  }
  if (room !== 'place_changes') return null
  const row = await db.$client
    .prepare(
      `SELECT id, key, at, to_status AS 'to', cause || ifnull(':' || ref, '') AS cause, reason AS text
       FROM place_changes WHERE id = ?`,
    )
    .bind(id)
    .first<Omit<Extract<AppealedStep, { room: 'place_changes' }>, 'room' | 'reasons'>>()
  return row && { ...row, room, reasons: [] }
}

export interface Answering {
  appeal: Pick<Appeal, 'id' | 'version' | 'placeId' | 'applicationId'>
  state: 'kept' | 'overturned'
  /** As `sealAppeal` made it. */
  answer: string
  key: string
  actor: AccountActor
  at: number
  rulebookVersion: number
  undoing: Undoing
  /** Of a suspension or closing that is taken back: the cause it has now. */
  cause: string | null
  /** The new clock of an application the office looks at again. */
  answerBy: number
}

const listed = (states: readonly string[]): string => states.map((each) => `'${each}'`).join(', ')

/** What must still hold for the undoing to go through, so that the answer never stands without it. */
function stillAsSeen({ undoing }: Answering): string {
  const { move, life } = undoing
  const conditions = [
    ...(move
      ? [
          `EXISTS (SELECT 1 FROM applications a WHERE a.id = application_id AND a.state IN (${listed(APPLICATION_MOVES[move].from)}))`,
          `NOT EXISTS (SELECT 1 FROM applications a WHERE a.place_id = appeals.place_id AND a.id <> application_id AND a.state IN (${listed(LIVE_STATES)}))`,
        ]
      : []),
    ...(life
      ? [
          `EXISTS (SELECT 1 FROM places p WHERE p.id = place_id AND ${allowsAct(life)} AND (?7 IS NULL OR p.status_cause = ?7))`,
        ]
      : ['?7 IS ?7']),
  ]
  return conditions.join(' AND ')
}

/** The answer and all that follows from it, in one batch; false when somebody answered first, decided before, or things moved on. */
export async function answerAppeal(db: Db, answering: Answering): Promise<boolean> {
  const { appeal, state, answer, actor, at, undoing, rulebookVersion } = answering
  const key = `${answering.key}.${appeal.id}.${appeal.version}`
  const { move, life } = undoing
  const results = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE appeals SET state = ?1, version = version + 1, answer = ?2, answered_by = ?3, answered_at = ?4
         WHERE id = ?5 AND version = ?6 AND state = 'open' AND decided_by IS NOT ?3 AND ${stillAsSeen(answering)}`,
      )
      .bind(state, answer, actor.id, at, appeal.id, appeal.version, answering.cause),
    ...(move && appeal.applicationId !== null
      ? [
          db.$client
            .prepare(
              `UPDATE applications SET state = ?1, version = version + 1, updated_at = ?2,
                 answer_by = iif(?1 = 'submitted', ?3, answer_by) WHERE id = ?4 AND changes() = 1`,
            )
            .bind(APPLICATION_MOVES[move].to, at, answering.answerBy, appeal.applicationId),
        ]
      : []),
    ...(life
      ? lifeStatements(
          db,
          {
            key,
            placeId: appeal.placeId,
            act: life,
            cause: 'appeal',
            ref: String(appeal.id),
            actor,
            rulebookVersion,
            at,
          },
          true,
        )
      : []),
    ...(appeal.applicationId !== null
      ? [
          eventStatement(db, {
            key,
            applicationId: appeal.applicationId,
            at,
            actor,
            act: state === 'kept' ? 'keep' : 'overturn',
            rulebookVersion,
          }),
        ]
      : []),
    auditIfChanged(db, {
      at,
      actor,
      act: `appeals.${state}`,
      subject: `appeals:${appeal.id}`,
      detail: { moves: move ?? life },
      rulebookVersion,
    }),
    ...(life ? endOrders(db, { placeId: appeal.placeId, actor, now: at, rulebookVersion }) : []),
  ])
  return wrote(results[0])
}

/** An officer read what the keeper says. */
export const noteAppealRead = async (
  db: Db,
  id: number,
  actor: AccountActor,
  now: number,
): Promise<void> => {
  await auditAlways(db, { at: now, actor, act: 'appeals.read', subject: `appeals:${id}` }).run()
}
