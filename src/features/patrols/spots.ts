// Whom the patrol measures again: a few workers of each place, others every day.
import type { Db } from '../../db/client'
import { maskName } from '../../shared/text'
import { openWorkerField } from '../people'
import { readCandidates } from './store-spots'

export interface SpotCandidate {
  placeId: number
  workerId: number
  maskedName: string
  job: string
}

interface Asked {
  placeIds: readonly number[]
  /** The Shanghai day. */
  day: number
  /** So many of each place. */
  n: number
}

/** Of each place a few who work there, are confirmed and not under observation; by place id. */
export async function spotCandidates(
  db: Db,
  fieldKey: string,
  asked: Asked,
): Promise<Map<number, SpotCandidate[]>> {
  const rows = await readCandidates(db, asked)
  const opened = await Promise.all(
    rows.map(async ({ name, ...row }): Promise<SpotCandidate> => {
      const open = await openWorkerField(fieldKey, 'name', row.workerId, name)
      return { ...row, maskedName: maskName(open) }
    }),
  )
  return Map.groupBy(opened, ({ placeId }) => placeId)
}
