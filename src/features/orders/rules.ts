// The life of an order, its deadlines and its number. Pure.
import { dayOf, isoDay, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook'
import type { Order, OrderState } from './tables'

interface Move {
  from: readonly OrderState[]
  to: OrderState
  by: 'keeper' | 'officer' | 'place'
}

/** Every way from one state to another; an order in any other state refuses the act. */
export const ORDER_MOVES = {
  /** May be added to until somebody looks. */
  answer: { from: ['open', 'answered'], to: 'answered', by: 'keeper' },
  /** 已整改 */
  close: { from: ['open', 'answered'], to: 'closed', by: 'officer' },
  /** 仍未整改, with a new time. */
  unmet: { from: ['open', 'answered'], to: 'open', by: 'officer' },
  /** 责令停业: the place is suspended with it. */
  suspend: { from: ['open', 'answered'], to: 'suspended', by: 'officer' },
  /** Its place opened again after an inspection. */
  reopen: { from: ['suspended'], to: 'closed', by: 'place' },
  /** Its place is no more. */
  end: { from: ['open', 'answered', 'suspended'], to: 'closed', by: 'place' },
} as const satisfies Record<string, Move>

export type OrderAct = keyof typeof ORDER_MOVES
/** What an officer says who looked again. */
export const RECHECKS = ['close', 'unmet', 'suspend'] as const satisfies OrderAct[]
export type Recheck = (typeof RECHECKS)[number]

/** The state an act leads to, or null where the state does not allow it. */
export function orderAfter(state: OrderState, act: OrderAct): OrderState | null {
  const move: Move = ORDER_MOVES[act]
  return move.from.includes(state) ? move.to : null
}

type Standing = Pick<Order, 'state' | 'dueAt'>

/** Past its time without an answer; one that was answered waits for the town. */
export const isLate = ({ state, dueAt }: Standing, now: number): boolean =>
  state === 'open' && now > dueAt

/**
 * The rechecks an order allows now. That it was put right can be seen at any time; that it was not only
 * after an answer or past the time that was given.
 */
export function rechecksOf(order: Standing, now: number): Recheck[] {
  const due = order.state === 'answered' || isLate(order, now)
  return RECHECKS.filter((act) => orderAfter(order.state, act) !== null && (act === 'close' || due))
}

/** When a deadline of the rulebook ends, counted from `now`; null: unknown, or past already. */
export function dueAtOf(
  book: Pick<Rulebook, 'orders'>,
  deadlineId: string,
  now: number,
): number | null {
  const found = book.orders.deadlines.find(({ id }) => id === deadlineId)
  if (!found) return null
  const due = startOfDay(dayOf(now) + found.days) + minutesOf(found.time) * MINUTE
  return due > now ? due : null
}

/** The deadlines that can be chosen now. */
export const deadlinesAt = (
  book: Pick<Rulebook, 'orders'>,
  now: number,
): Rulebook['orders']['deadlines'] =>
  book.orders.deadlines.filter(({ id }) => dueAtOf(book, id, now) !== null)

/** An item of a checklist, or of what is looked at where a place has to be shut. */
export const itemOf = (
  book: Pick<Rulebook, 'checklists' | 'rounds'>,
  kind: PlaceKind,
  id: string,
): { text: { zh: string; en: string }; source: string } | null =>
  book.checklists[kind].find((each) => each.id === id) ??
  book.rounds.shutItems.find((each) => each.id === id) ??
  null

export const yearOf = (now: number): number => Number(isoDay(dayOf(now)).slice(0, 4))

/** What somebody types to find one: `12`, `2020-12`, `峡防整〔2020〕12 号`; null: no number. */
export function readNumber(typed: string, thisYear: number): { year: number; seq: number } | null {
  const found = typed.normalize('NFKC').match(/\d+/g) ?? []
  const seq = Number(found.at(-1) ?? 0)
  const year = found.length > 1 ? Number(found.at(-2)) : thisYear
  return seq > 0 && seq < 1_000_000 && year >= 2000 && year < 2200 ? { year, seq } : null
}
