// Whom the patrol measures again: a few workers of each place, others every day.
import type { Db } from '../../db/client'
import { maskName } from '../../shared/text'
import { openWorkerField, type StaffLine, staffOf } from '../people'

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

/**
 * A few of those who may work, beginning with another one on every day, so that nobody knows whose turn it is.
 * `staff` is by their ids.
 */
export function whoseTurn<T extends Pick<StaffLine, 'worksFrom'>>(
  staff: readonly T[],
  { day, n }: Pick<Asked, 'day' | 'n'>,
): T[] {
  const here = staff.filter(({ worksFrom }) => (worksFrom ?? 0) <= day)
  const start = Math.floor((((day * 7919) % 997) * here.length) / 997)
  return [...here.slice(start), ...here.slice(0, start)].slice(0, n)
}

/** Of each place a few who work there, are confirmed and not under observation; by place id. */
export async function spotCandidates(
  db: Db,
  fieldKey: string,
  asked: Asked,
): Promise<Map<number, SpotCandidate[]>> {
  const staff = await staffOf(db, asked.placeIds, asked.day)
  const opened = [...staff].map(async ([placeId, lines]) => {
    const named = whoseTurn(lines, asked).map(async ({ workerId, name, job }) => {
      const open = await openWorkerField(fieldKey, 'name', workerId, name)
      return { placeId, workerId, maskedName: maskName(open), job }
    })
    return [placeId, await Promise.all(named)] as const
  })
  return new Map(await Promise.all(opened))
}
