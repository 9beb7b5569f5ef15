// What of sites and batches waits for the office.
import type { Db } from '../../db/client'
import type { SiteStage } from '../places/tables'

export interface WaitingStep {
  id: number
  code: string
  name: string
  toStage: SiteStage
  day: number
}

const STEP_ROWS = 5

/** Stages that keepers told of, the oldest first, one more than a page; tests read its plan. */
export const waitingStatement = (db: Db, ranges: string, after = 0): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT t.id, p.code, p.name, t.to_stage AS toStage, t.day FROM (SELECT t.id
         FROM json_each(?1) s CROSS JOIN stage_steps t INDEXED BY stage_steps_waiting ON t.state = 'asked'
           AND t.area_path >= s.value ->> 0 AND t.area_path < s.value ->> 1 AND t.id > ?2
         ORDER BY t.id LIMIT ${STEP_ROWS + 1}) asked
       CROSS JOIN stage_steps t ON t.id = asked.id CROSS JOIN places p ON p.id = t.place_id`,
    )
    .bind(ranges, after)

export async function waitingSteps(db: Db, ranges: string, after: number): Promise<WaitingStep[]> {
  return (await waitingStatement(db, ranges, after).all<WaitingStep>()).results
}

/** Of batches nobody has answered yet, and of stages. */
export async function countWaiting(
  db: Db,
  ranges: string,
  today: number,
): Promise<{ batches: number; late: number; steps: number }> {
  const row = await db.$client
    .prepare(
      `SELECT
         (SELECT count(*) FROM json_each(?1) s CROSS JOIN return_batches b ON b.state = 'planned'
           AND b.area_path >= s.value ->> 0 AND b.area_path < s.value ->> 1) AS batches,
         (SELECT count(*) FROM json_each(?1) s CROSS JOIN return_batches b ON b.state = 'planned'
           AND b.area_path >= s.value ->> 0 AND b.area_path < s.value ->> 1 AND b.day <= ?2) AS late,
         (SELECT count(*) FROM json_each(?1) s CROSS JOIN stage_steps t INDEXED BY stage_steps_waiting ON t.state = 'asked'
           AND t.area_path >= s.value ->> 0 AND t.area_path < s.value ->> 1) AS steps`,
    )
    .bind(ranges, today)
    .first<{ batches: number; late: number; steps: number }>()
  return row ?? { batches: 0, late: 0, steps: 0 }
}
