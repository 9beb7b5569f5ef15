// Everything the leader's page and its texts are made of, read once.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { rangesOf } from '../accounts'
import { lateByDepartment } from '../applications'
import { countFevers } from '../board'
import { countNoticesFor, lateNotices } from '../notices'
import { countOrders } from '../orders'
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

export async function leaderFacts(
  db: Db,
  book: Rulebook,
  { actor, now }: { actor: AccountActor; now: number },
): Promise<LeaderFacts> {
  const ranges = rangesOf(actor, 'admin', 'viewer')
  const [progress, patrols, applications, counts, notices, orders, fevers] = await Promise.all([
    readProgress(db, now, COMPARED_DAYS),
    patrolNumbers(db, book, { ranges, now }),
    lateByDepartment(db, ranges, now),
    countNoticesFor(db, ranges, now),
    lateNotices(db, ranges, now),
    countOrders(db, ranges, now),
    countFevers(db, ranges, dayOf(now), overFrom(book)),
  ])
  const { missed, alone, rounds, kinds, found } = patrols
  return {
    wrong: { missed, alone, applications, notices: counts.late, orders: orders.late },
    notices,
    numbers: progress.numbers,
    before: comparedWith(progress.history, dayOf(now)),
    ...{ rounds, kinds, found, fevers },
  }
}
