// Requests for help: asked with their number, taken, handed on, answered and ended step by step.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import { type NoticeNumber, numberPath, yearOf } from '../notices/rules'
import { HELP_MOVES, type HelpAct, LIVE_HELP } from './rules'
import type { HelpEntry, HelpRequest } from './tables'

export interface By {
  actor: AccountActor
  now: number
}

export interface NewRequest
  extends Pick<
    HelpRequest,
    | 'key'
    | 'placeId'
    | 'placeKind'
    | 'areaPath'
    | 'category'
    | 'unit'
    | 'text'
    | 'quantity'
    | 'neededOn'
    | 'answerBy'
    | 'rulebookVersion'
  > {
  /** Sealed are `text` and `quantity`. A place has so many under way at most. */
  most: number
}

const quoted = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ')

/** The next number of the year is taken in the statement itself, so none is left out and none is given twice. */
const askStatement = (db: Db, asked: NewRequest, { actor, now }: By): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO help_requests (key, year, seq, place_id, place_kind, area_path, category, unit, text, quantity,
         needed_on, state, answer_by, rulebook_version, by, at)
       SELECT ?1, ?2, (SELECT 1 + ifnull(max(seq), 0) FROM help_requests WHERE year = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9,
         ?10, 'open', ?11, ?12, ?13, ?14
       WHERE NOT EXISTS (SELECT 1 FROM help_requests WHERE key = ?1)
         AND (SELECT count(*) FROM help_requests WHERE place_id = ?3 AND state IN (${quoted(LIVE_HELP)})) < ?15`,
    )
    .bind(
      asked.key,
      yearOf(now),
      asked.placeId,
      asked.placeKind,
      asked.areaPath,
      asked.category,
      asked.unit,
      asked.text,
      asked.quantity,
      asked.neededOn,
      asked.answerBy,
      asked.rulebookVersion,
      actor.id,
      now,
      asked.most,
    )

/** A step as it is told; only after the statement before it changed its row. */
const entryStatement = (
  db: Db,
  entry: Pick<HelpEntry, 'kind' | 'text' | 'fileId'> & { key: string },
  { actor, now }: By,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO help_entries (key, request_id, kind, unit, text, file_id, by, at)
       SELECT key || '.' || version, id, ?1, unit, ?2, ?3, ?4, ?5 FROM help_requests WHERE key = ?6 AND changes() = 1`,
    )
    .bind(entry.kind, entry.text, entry.fileId, actor.id, now, entry.key)

const TRIES = 5

/** False when the key was used, or the place has as many under way as it may. */
export async function askForHelp(db: Db, asked: NewRequest, by: By): Promise<boolean> {
  const statements = [
    askStatement(db, asked, by),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'requests.ask',
      subject: `requests:${asked.key}`,
      detail: { category: asked.category },
      rulebookVersion: asked.rulebookVersion,
    }),
    entryStatement(db, { key: asked.key, kind: 'asked', text: null, fileId: null }, by),
  ]
  for (let round = 1; ; round++) {
    try {
      const [made] = await batchAll(db, statements)
      return wrote(made)
    } catch (error) {
      // A database that ran two batches side by side would refuse the second number.
      if (round >= TRIES || !String(error).includes('help_requests.seq')) throw error
    }
  }
}

export const requestOfKey = (
  db: Db,
  key: string,
): Promise<(NoticeNumber & { placeId: number }) | null> =>
  db.$client
    .prepare('SELECT year, seq, place_id AS placeId FROM help_requests WHERE key = ?')
    .bind(key)
    .first<NoticeNumber & { placeId: number }>()

/** A request with its place; words and names sealed. */
export interface HelpDetail extends HelpRequest {
  code: string
  place: string
  address: string
  area: string
  areaEn: string
  taker: string | null
}

const DETAIL = `SELECT r.id, r.key, r.year, r.seq, r.place_id AS placeId, r.place_kind AS placeKind, r.area_path AS areaPath,
  r.category, r.unit, r.text, r.quantity, r.needed_on AS neededOn, r.state, r.version, r.answer_by AS answerBy,
  r.rulebook_version AS rulebookVersion, r.by, r.at, r.taken_by AS takenBy, r.taken_at AS takenAt,
  r.answered_at AS answeredAt, r.ended_at AS endedAt, r.reopens, p.code, p.name AS place, p.address,
  v.name AS area, v.name_en AS areaEn, a.display_name AS taker
  FROM help_requests r JOIN places p ON p.id = r.place_id JOIN areas v ON v.id = p.area_id
  LEFT JOIN accounts a ON a.id = r.taken_by`

export const helpByNumber = (db: Db, { year, seq }: NoticeNumber): Promise<HelpDetail | null> =>
  db.$client.prepare(`${DETAIL} WHERE r.year = ? AND r.seq = ?`).bind(year, seq).first<HelpDetail>()

export const KEEPER_ROWS = 20

/** What a place has asked, the newest first. */
export async function helpOfPlace(db: Db, placeId: number): Promise<HelpDetail[]> {
  const { results } = await db.$client
    .prepare(`${DETAIL} WHERE r.place_id = ? ORDER BY r.id DESC LIMIT ${KEEPER_ROWS}`)
    .bind(placeId)
    .all<HelpDetail>()
  return results
}

/** A step with the sealed name of whoever took it. */
export interface EntryRow extends HelpEntry {
  name: string | null
  fileKind: 'jpeg' | 'png' | 'webp' | 'pdf' | null
  fileBytes: number | null
}

/** The steps of these requests, in order. */
export async function helpEntriesOf(db: Db, ids: number[]): Promise<EntryRow[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT e.id, e.key, e.request_id AS requestId, e.kind, e.unit, e.text, e.file_id AS fileId, e.by, e.at,
         a.display_name AS name, f.kind AS fileKind, f.bytes AS fileBytes
       FROM json_each(?) j CROSS JOIN help_entries e ON e.request_id = j.value
       LEFT JOIN accounts a ON a.id = e.by
       LEFT JOIN files f ON f.id = e.file_id AND f.stored_at IS NOT NULL AND f.deleted_at IS NULL`,
    )
    .bind(JSON.stringify(ids))
    .all<EntryRow>()
  return results.sort((a, b) => a.id - b.id)
}

/** How many of a place are under way, and how many of these are answered. */
export const liveHelpOf = async (
  db: Db,
  placeId: number,
): Promise<{ live: number; answered: number }> =>
  (await db.$client
    .prepare(
      `SELECT count(*) AS live, ifnull(sum(state = 'answered'), 0) AS answered FROM help_requests
       WHERE place_id = ? AND state IN (${quoted(LIVE_HELP)})`,
    )
    .bind(placeId)
    .first<{ live: number; answered: number }>()) ?? { live: 0, answered: 0 }

type Values = (string | number | null)[]

export interface Step {
  act: HelpAct
  version: number
  /** Sealed. */
  text?: string | null
  fileId?: number | null
  /** Of a `hand`. */
  unit?: string
  /** Of a `hand`: also what somebody else has in hand. */
  anybodys?: boolean
  /** Of a `reopen`: the new deadline, and since when an end may be reopened. */
  answerBy?: number
  since?: number
}

/** What a step sets beside the state. */
const SETS: Record<HelpAct, (step: Step, by: By) => [sql: string, values: Values]> = {
  take: (_, { actor, now }) => ['taken_by = ?, taken_at = ?', [actor.id, now]],
  hand: ({ unit }) => ['unit = ?, taken_by = NULL, taken_at = NULL', [unit ?? '']],
  answer: (_, { now }) => ['answered_at = ?', [now]],
  close: (_, { now }) => ['ended_at = ?', [now]],
  solved: (_, { now }) => ['ended_at = ?', [now]],
  withdraw: (_, { now }) => ['ended_at = ?', [now]],
  reopen: ({ answerBy }) => [
    'answer_by = ?, taken_by = NULL, taken_at = NULL, answered_at = NULL, ended_at = NULL, reopens = reopens + 1',
    [answerBy ?? 0],
  ],
}

/** What it asks beside state and version. */
function conditionOf({ act, anybodys, since }: Step, { actor }: By): [sql: string, values: Values] {
  if (act === 'answer') return ['AND taken_by = ?', [actor.id]]
  if (act === 'hand')
    return ['AND (taken_by IS NULL OR taken_by = ? OR ?)', [actor.id, Number(anybodys)]]
  if (act === 'reopen') return ['AND ifnull(ended_at, answered_at) >= ?', [since ?? 0]]
  return ['', []]
}

/** One step; false when the request is not, or no longer, where the asker saw it. */
export async function stepHelp(
  db: Db,
  request: NoticeNumber & { key: string },
  step: Step,
  by: By,
  files: D1PreparedStatement[] = [],
): Promise<boolean> {
  const { from, to } = HELP_MOVES[step.act]
  const [sets, values] = SETS[step.act](step, by)
  const [only, asked] = conditionOf(step, by)
  const { key } = request
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE help_requests SET state = ?, version = version + 1, ${sets}
         WHERE key = ? AND version = ? AND state IN (${quoted(from)}) ${only}`,
      )
      .bind(to, ...values, key, step.version, ...asked),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: `requests.${step.act}`,
      subject: `requests:${numberPath(request)}`,
      detail: step.unit === undefined ? undefined : { unit: step.unit },
    }),
    entryStatement(
      db,
      { key, kind: step.act, text: step.text ?? null, fileId: step.fileId ?? null },
      by,
    ),
    ...files,
  ])
  return wrote(changed)
}

/** The newest step of a request: who was first. */
export const lastStep = (
  db: Db,
  requestId: number,
): Promise<Pick<EntryRow, 'kind' | 'by' | 'at' | 'name'> | null> =>
  db.$client
    .prepare(
      `SELECT e.kind, e.by, e.at, a.display_name AS name FROM help_entries e LEFT JOIN accounts a ON a.id = e.by
       WHERE e.request_id = ? ORDER BY e.id DESC LIMIT 1`,
    )
    .bind(requestId)
    .first()

/** An officer read what a place wrote. */
export const auditHelp = (
  db: Db,
  act: 'read' | 'print',
  number: NoticeNumber,
  { actor, now }: By,
) =>
  auditAlways(db, {
    at: now,
    actor,
    act: `requests.${act}`,
    subject: `requests:${numberPath(number)}`,
  }).run()
