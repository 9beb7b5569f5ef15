// Which boxes of a staff check stand on one page: a site of a thousand is measured fifty at a time.
import { nameHolds } from '../people/rules'
import type { Shift } from './rules'

export const BOXES = 50

export interface BoxesAsked {
  shift: Shift
  /** Only those not measured yet in this shift. */
  left: boolean
  /** Part of a name or a job, as typed; empty for all. */
  q: string
  /** The last worker of the page before; 0 for the first page. */
  after: number
}

interface Boxed {
  workerId: number
  name: string
  job: string
  am: unknown
  pm: unknown
}

/** A page of boxes in a lasting order, whether more follow, and how far the shift is. */
export function boxesPage<T extends Boxed>(workers: readonly T[], asked: BoxesAsked) {
  const { shift, left, q, after } = asked
  const found = workers
    .filter((each) => each.workerId > after && !(left && each[shift]))
    .filter((each) => !q || nameHolds(each.name, q) || nameHolds(each.job, q))
    .sort((a, b) => a.workerId - b.workerId)
  return {
    boxes: found.slice(0, BOXES),
    more: found.length > BOXES,
    measured: workers.filter((each) => each[shift]).length,
    all: workers.length,
  }
}
