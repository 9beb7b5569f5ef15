// Everything the leader's page and its texts are made of, read once.
import type { Db } from '../../db/client'
import { gathering } from '../../db/gather'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { rangesOf } from '../accounts'
import { lateByDepartment } from '../applications'
import { countFevers } from '../board'
import { countLateNotices, lateNotices } from '../notices'
import { countLateOrders } from '../orders'
import {
  type FoundSums,
  type GridKind,
  type GridSums,
  type PatrolSums,
  patrolNumbers,
} from '../patrols'
import { overFrom, type Rulebook } from '../rulebook'
import { comparedWith, type Numbers, type Snapshot } from './rules'
import type { Wrong } from './rules-leader'
import { readProgress } from './store'

/** Today's, once they are kept, and those before. */
const COMPARED_DAYS = 2

export interface LeaderFacts {
  wrong: Wrong
  /** Of the late notices, the longest overdue. */
  notices: { year: number; seq: number; area: string; areaEn: string }[]
  numbers: Numbers
  before: Snapshot | null
  /** Rounds of both levels. */
  rounds: PatrolSums
  /** The town’s rounds by kind of place. */
  kinds: Record<GridKind, GridSums>
  found: FoundSums
  /** Temperatures over the limit today, staff and visitors together. */
  fevers: number
}

/** In as few round trips as the room that asks most often needs. */
export async function leaderFacts(
  db: Db,
  book: Rulebook,
  { actor, now }: { actor: AccountActor; now: number },
): Promise<LeaderFacts> {
  const ranges = rangesOf(actor, 'admin', 'viewer')
  const page = gathering(db)
  const [progress, patrols, applications, late, notices, orders, fevers] = await Promise.all([
    readProgress(page, now, COMPARED_DAYS),
    patrolNumbers(page, book, { ranges, now }),
    lateByDepartment(page, ranges, now),
    countLateNotices(page, ranges, now),
    lateNotices(page, ranges, now),
    countLateOrders(page, ranges, now),
    countFevers(page, ranges, dayOf(now), overFrom(book)),
  ])
  const { missed, alone, rounds, kinds, found } = patrols
  return {
    wrong: { missed, alone, applications, notices: late, orders },
    notices,
    numbers: progress.numbers,
    before: comparedWith(progress.history, dayOf(now)),
    ...{ rounds, kinds, found, fevers },
  }
}
