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
  /** As `outermost` makes them. */
  ranges: string
  show: SurveyShow
  /** Keyset, in walking order. */
  after: { areaPath: string; id: number } | null
}

const ONLY: Record<SurveyShow, [index: string, condition: string]> = {
  unvisited: ['survey_places_unvisited', 's.visited_on IS NULL'],
  no_handbook: ['survey_places_no_handbook', 's.handbook_on IS NULL'],
  visited: ['survey_places_visited', 's.visited_on IS NOT NULL'],
}

type Range = [from: string, to: string, ...rest: string[]]

/** Enterprises of one range in walking order; tests read its plan. */
export function surveyListStatement(
  db: Db,
  [from, to]: Range,
  { show, after }: Omit<SurveysAsked, 'ranges'>,
  limit: number,
): D1PreparedStatement {
  const [index, condition] = ONLY[show]
  const begin = after && after.areaPath >= from ? after : { areaPath: from, id: 0 }
  return db.$client
    .prepare(
      `SELECT p.id, p.code, p.name, p.area_path AS areaPath, a.name AS area, a.name_en AS areaEn, p.status,
         s.visited_on AS visitedOn, s.handbook_on AS handbookOn
       FROM survey_places s INDEXED BY ${index} CROSS JOIN places p ON p.id = s.place_id CROSS JOIN areas a ON a.id = p.area_id
       WHERE ${condition} AND (s.area_path, s.place_id) > (?1, ?2) AND s.area_path < ?3
       ORDER BY s.area_path, s.place_id LIMIT ?4`,
    )
    .bind(begin.areaPath, begin.id, to, limit)
}

/** A page of enterprises in walking order, one range of the officer after the other. */
export async function listSurveys(
  db: Db,
  asked: SurveysAsked,
): Promise<{ rows: SurveyLine[]; more: boolean }> {
  const ranges: Range[] = JSON.parse(asked.ranges)
  const found: SurveyLine[] = []
  for (const range of ranges.sort(([a], [b]) => Number(a > b) - Number(a < b))) {
    const limit = PAGE_ROWS + 1 - found.length
    if (limit === 0) break
    if (asked.after && range[1] <= asked.after.areaPath) continue
    found.push(...(await surveyListStatement(db, range, asked, limit).all<SurveyLine>()).results)
  }
  return { rows: found.slice(0, PAGE_ROWS), more: found.length > PAGE_ROWS }
}

export interface SurveySums {
  enterprises: number
  visited: number
  handbooks: number
  /** By question, over the last visit of each enterprise: the sum, and how many said more than 0. */
  answers: Record<string, { sum: number; places: number }>
}

/** Everything the visits came to in these areas, as triggers keep it. */
export async function surveySums(db: Db, areas: number[]): Promise<SurveySums> {
  const { results } = await db.$client
    .prepare(
      `SELECT c.question, sum(c.sum) AS sum, sum(c.places) AS places
       FROM json_each(?1) a CROSS JOIN survey_sums c ON c.area_id = a.value GROUP BY c.question`,
    )
    .bind(JSON.stringify(areas))
    .all<{ question: string; sum: number; places: number }>()
  const answers = Object.fromEntries(
    results.map(({ question, sum, places }) => [question, { sum, places }]),
  )
  return {
    enterprises: answers['*all']?.places ?? 0,
    visited: answers['*visited']?.places ?? 0,
    handbooks: answers['*handbook']?.places ?? 0,
    answers,
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
