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
  foundOn,
  type GridSums,
  gridSums,
  leftAlone,
  linesOfKind,
  missedCount,
  missedOf,
  type PatrolSums,
  readPatrolDay,
  sumsOf,
} from '../patrols'
import { overFrom, type Rulebook } from '../rulebook'
import { comparedWith, type Numbers, type Snapshot } from './rules'
import type { Wrong } from './rules-leader'
import { readProgress } from './store'

const KINDS = ['site', 'shop', 'enterprise', 'shut'] as const

export interface LeaderFacts {
  wrong: Wrong
  /** Of the late notices, the longest overdue. */
  notices: { year: number; seq: number; area: string; areaEn: string }[]
  numbers: Numbers
  before: Snapshot | null
  /** Rounds of both levels. */
  rounds: PatrolSums
  /** The town’s rounds by kind of place. */
  kinds: Record<(typeof KINDS)[number], GridSums>
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
  const [progress, town, village, found, applications, counts, notices, orders, fevers] =
    await Promise.all([
      readProgress(db, now),
      readPatrolDay(db, book, { ranges, level: 'town', now }),
      readPatrolDay(db, book, { ranges, level: 'village', now }),
      foundOn(db, ranges, dayOf(now)),
      lateByDepartment(db, ranges, now),
      countNoticesFor(db, ranges, now),
      lateNotices(db, ranges, now),
      countOrders(db, ranges, now),
      countFevers(db, ranges, dayOf(now), overFrom(book)),
    ])
  const missed = [...missedOf(town), ...missedOf(village)]
  const alone = leftAlone(town, now)
  const sums = (kind: (typeof KINDS)[number]) => gridSums(linesOfKind(town, kind), now)
  return {
    wrong: {
      missed,
      missedRounds: missedCount(missed),
      alone,
      applications,
      notices: counts.late,
      orders: orders.late,
    },
    notices,
    numbers: progress.numbers,
    before: comparedWith(progress.history, dayOf(now)),
    rounds: sumsOf([...town, ...village], now),
    kinds: {
      site: sums('site'),
      shop: sums('shop'),
      enterprise: sums('enterprise'),
      shut: sums('shut'),
    },
    found,
    fevers,
  }
}
