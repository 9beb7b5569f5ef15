// The watch that follows from what somebody declared.
import type { Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { rulebookByVersion } from '../rulebook'
import { outcomeOf, stateOf } from './rules'
import { openPledge, type PledgeKeys } from './seal'
import { pledgesOfWorker } from './store'

export interface DeclaredWatch {
  pledgeId: number
  firstDay: number
  lastDay: number
}

/** By the pledge that keeps its signer away longest; null: none does. Judged by the rules it was signed under. */
export async function declaredWatch(
  db: Db,
  keys: PledgeKeys,
  workerId: number,
): Promise<DeclaredWatch | null> {
  const holding = (await pledgesOfWorker(db, workerId)).filter(
    (each) => !['superseded', 'withdrawn'].includes(stateOf(each, 0)),
  )
  const [longest] = holding.sort((a, b) => (b.worksFrom ?? 0) - (a.worksFrom ?? 0))
  if (!longest?.worksFrom) return null
  const book = await rulebookByVersion(db, longest.rulebookVersion)
  const opened = await openPledge(longest, book, keys)
  const outcome =
    opened && outcomeOf(book, opened.text, opened.declared.answers, dayOf(longest.signedAt))
  const lastDay = longest.worksFrom - 1
  return {
    pledgeId: longest.id,
    firstDay: Math.min(outcome?.watchedFrom ?? dayOf(longest.signedAt), lastDay),
    lastDay,
  }
}
