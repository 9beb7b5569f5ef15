// What of sites and batches waits for the office.
import type { Db } from '../../db/client'
import { MOST_LATE } from '../../shared/task'
import { readWaiting } from '../accounts'
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

/** Batches nobody has answered yet, the late ones counted up to `MOST_LATE`, and stages. */
export async function countWaiting(
  db: Db,
  ranges: string,
  today: number,
): Promise<{ batches: number; late: number; steps: number }> {
  const late = { late: ['planned'], most: MOST_LATE, now: today + 1 }
  const [planned, asked] = await Promise.all([
    readWaiting(db, { table: 'return_batches', ranges, ...late }),
    readWaiting(db, { table: 'stage_steps', ranges, late: [], now: 0 }),
  ])
  const batches = planned('planned')
  return { batches: batches.n, late: batches.late, steps: asked('asked').n }
}
