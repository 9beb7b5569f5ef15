// Orders of the demo town: most were answered and put right, a few are late, one closed a shop. Pure.
import type { orderEntries } from '../../src/features/orders/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { diceOf } from './dice'

type Kind = (typeof orderEntries.$inferSelect)['kind']

export interface OrderStep {
  kind: Exclude<Kind, 'issued'>
  at: number
  text: string
  /** A new time, after `unmet`. */
  dueAt: number | null
}

export interface DemoOrder {
  /** Of the round that found it; the order's own is made of it. */
  roundKey: string
  item: string
  text: string
  at: number
  dueAt: number
  steps: OrderStep[]
}

/** When a deadline of the rulebook ends; the day after where that is past. */
export function dueOf(book: Rulebook, deadline: number, at: number): number {
  const { days, time } = book.orders.deadlines[deadline] ?? { days: 1, time: '17:00' }
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const due = startOfDay(dayOf(at) + days) + minute * MINUTE
  return due > at ? due : due + DAY
}

const ANSWERS = ['已整改，请复查', '已安排专人负责，请复查', '已按要求改好', '已改好，并对员工讲过']

/** What became of an order that a round of a usual day gave. */
export function lifeOf(
  book: Rulebook,
  roundKey: string,
  at: number,
): Pick<DemoOrder, 'dueAt' | 'steps'> {
  const dice = diceOf(`order|${roundKey}`)
  const dueAt = dueOf(book, dice.weighted([2, 5, 1]), at)
  const answered = at + Math.floor((dueAt - at) * (0.3 + dice.next() * 0.6))
  const looked = Math.max(dueAt, answered) + dice.between(1, 5) * HOUR
  const answer = { kind: 'answer', at: answered, text: dice.pick(ANSWERS), dueAt: null } as const
  const close = { kind: 'closed', at: looked, text: '', dueAt: null } as const
  if (dice.chance(0.8)) return { dueAt, steps: [answer, close] }
  const again = dueOf(book, 1, looked)
  return {
    dueAt,
    steps: [
      ...(dice.chance(0.6) ? [answer] : []),
      { kind: 'unmet', at: looked, text: '现场复查，仍未落实', dueAt: again },
      { ...answer, at: looked + 4 * HOUR },
      { ...close, at: again + HOUR },
    ],
  }
}
