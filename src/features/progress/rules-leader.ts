// What a leader has to ask about now, in the order of the day. Pure: the rooms' facts in, rows out.
import type { AloneSums, MissedSums } from '../patrols'

/** One row of the page: a kind of thing that is wrong now. */
export const MATTERS = ['missed', 'alone', 'applications', 'notices', 'orders'] as const
export type MatterName = (typeof MATTERS)[number]

export interface Wrong {
  /** 漏查, both levels. */
  missed: MissedSums
  /** 驻场断班: sites nobody stays at just now. */
  alone: AloneSums
  /** 复工申请超时 by department, the most first. */
  applications: readonly { department: string; n: number }[]
  /** 交办超期 */
  notices: number
  /** 整改逾期 */
  orders: number
}

export interface Matter {
  name: MatterName
  n: number
}

/** Only what is wrong now; nothing wrong: an empty list. */
export function mattersOf(wrong: Wrong): Matter[] {
  const counts: Record<MatterName, number> = {
    missed: wrong.missed.rounds,
    alone: wrong.alone.sites,
    applications: wrong.applications.reduce((sum, { n }) => sum + n, 0),
    notices: wrong.notices,
    orders: wrong.orders,
  }
  return MATTERS.map((name) => ({ name, n: counts[name] })).filter(({ n }) => n > 0)
}
