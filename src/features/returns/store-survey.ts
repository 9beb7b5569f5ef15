// 摸底排查: enterprises to visit, what they said, the handbooks they got.
import { batchAll, type Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { PlaceStatus } from '../places/tables'
import type { SurveyShow } from './form'

export const PAGE_ROWS = 20

export interface SurveyLine {
  id: number
  code: string
  name: string
  areaPath: string
  area: string
  areaEn: string
  status: PlaceStatus
  /** The day of the last visit; null: none. */
  visitedOn: number | null
  handbookOn: number | null
}

export interface SurveysAsked {
  ranges: string
  show: SurveyShow
  /** Keyset, in walking order. */
  after: { areaPath: string; id: number } | null
}

const VISITED = 'EXISTS (SELECT 1 FROM surveys v WHERE v.place_id = p.id)'
const HANDED = 'EXISTS (SELECT 1 FROM handbooks h WHERE h.place_id = p.id)'
const ONLY: Record<SurveyShow, string> = {
  unvisited: `NOT ${VISITED}`,
  no_handbook: `NOT ${HANDED}`,
  visited: VISITED,
}

// Kept to the words of the partial index, or SQLite does not take it.
const ENTERPRISES = `json_each(?1) s CROSS JOIN places p INDEXED BY places_enterprises
  ON p.kind = 'enterprise' AND p.status <> 'closed' AND p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1`

/** A page of enterprises in walking order; tests read its plan. */
export const surveyListStatement = (
  db: Db,
  { ranges, show, after }: SurveysAsked,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT p.id, p.code, p.name, p.area_path AS areaPath, a.name AS area, a.name_en AS areaEn, p.status,
         (SELECT v.day FROM surveys v WHERE v.place_id = p.id ORDER BY v.id DESC LIMIT 1) AS visitedOn,
         (SELECT h.day FROM handbooks h WHERE h.place_id = p.id) AS handbookOn
       FROM ${ENTERPRISES} CROSS JOIN areas a ON a.id = p.area_id
       WHERE (p.area_path, p.id) > (?2, ?3) AND ${ONLY[show]} ORDER BY p.area_path, p.id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(ranges, after?.areaPath ?? '', after?.id ?? 0)

export async function listSurveys(
  db: Db,
  asked: SurveysAsked,
): Promise<{ rows: SurveyLine[]; more: boolean }> {
  const { results } = await surveyListStatement(db, asked).all<SurveyLine>()
  return { rows: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS }
}

export interface SurveySums {
  enterprises: number
  visited: number
  handbooks: number
  /** By question, over the last visit of each enterprise: the sum, and how many said more than 0. */
  answers: Record<string, { sum: number; places: number }>
}

/** Everything the visits came to in the ranges. */
export async function surveySums(db: Db, ranges: string): Promise<SurveySums> {
  const [counts, sums] = await db.$client.batch<never>([
    db.$client
      .prepare(
        `SELECT count(*) AS enterprises, ifnull(sum(${VISITED}), 0) AS visited, ifnull(sum(${HANDED}), 0) AS handbooks
         FROM ${ENTERPRISES}`,
      )
      .bind(ranges),
    db.$client
      .prepare(
        `SELECT q.key AS question, sum(q.value) AS sum, sum(q.value > 0) AS places
         FROM ${ENTERPRISES}
           CROSS JOIN surveys v ON v.id = (SELECT max(l.id) FROM surveys l WHERE l.place_id = p.id)
           CROSS JOIN json_each(v.answers) q
         GROUP BY q.key LIMIT 100`,
      )
      .bind(ranges),
  ])
  const [count]: Omit<SurveySums, 'answers'>[] = counts?.results ?? []
  const rows: { question: string; sum: number; places: number }[] = sums?.results ?? []
  return {
    ...(count ?? { enterprises: 0, visited: 0, handbooks: 0 }),
    answers: Object.fromEntries(
      rows.map(({ question, sum, places }) => [question, { sum, places }]),
    ),
  }
}

export interface StoredSurvey {
  id: number
  key: string
  day: number
  by: number
  answers: Record<string, number>
  /** Sealed. */
  note: string | null
}

/** The visits of one enterprise, the last first. */
export async function surveysOf(db: Db, placeId: number): Promise<StoredSurvey[]> {
  const { results } = await db.$client
    .prepare(
      'SELECT id, key, day, by, answers, note FROM surveys WHERE place_id = ? ORDER BY id DESC LIMIT 10',
    )
    .bind(placeId)
    .all<Omit<StoredSurvey, 'answers'> & { answers: string }>()
  return results.map((row) => ({ ...row, answers: JSON.parse(row.answers) }))
}

export const handbookOf = (db: Db, placeId: number): Promise<{ day: number } | null> =>
  db.$client
    .prepare('SELECT day FROM handbooks WHERE place_id = ?')
    .bind(placeId)
    .first<{ day: number }>()

interface Doing {
  placeId: number
  day: number
  actor: AccountActor
  now: number
  rulebookVersion: number
}

/** A handbook is handed over once; a second time changes nothing. */
const handbookStatements = (db: Db, doing: Doing): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `INSERT INTO handbooks (place_id, day, by, at)
       SELECT p.id, ?2, ?3, ?4 FROM places p WHERE p.id = ?1 AND p.kind = 'enterprise' ON CONFLICT DO NOTHING`,
    )
    .bind(doing.placeId, doing.day, doing.actor.id, doing.now),
  auditIfChanged(db, {
    at: doing.now,
    actor: doing.actor,
    act: 'returns.handbook',
    subject: `places:${doing.placeId}`,
    rulebookVersion: doing.rulebookVersion,
  }),
]

/** What a visit came to; a key used already writes nothing. `note` is sealed. */
export async function recordSurvey(
  db: Db,
  survey: Doing & {
    key: string
    answers: Record<string, number>
    note: string | null
    handbook: boolean
  },
): Promise<void> {
  const { key, placeId, day, answers, note, handbook, actor, now, rulebookVersion } = survey
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO surveys (key, place_id, day, answers, note, rulebook_version, by, at)
         SELECT ?1, p.id, ?3, ?4, ?5, ?6, ?7, ?8 FROM places p
         WHERE p.id = ?2 AND p.kind = 'enterprise' ON CONFLICT DO NOTHING`,
      )
      .bind(key, placeId, day, JSON.stringify(answers), note, rulebookVersion, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.survey',
      subject: `places:${placeId}`,
      rulebookVersion,
    }),
    ...(handbook ? handbookStatements(db, survey) : []),
  ])
}
