// The life of a place (design 1.3): which acts there are, and from where to where each leads.
import type { PlaceStatus } from './tables'

interface Move {
  from: readonly PlaceStatus[]
  to: PlaceStatus
}

/** Every way from one status to another. A place in any other status refuses the act. */
export const MOVES = {
  apply: { from: ['known'], to: 'applied' },
  /** 退回补正: it may be handed in again. */
  send_back: { from: ['applied'], to: 'known' },
  refuse: { from: ['applied', 'accepted'], to: 'known' },
  withdraw: { from: ['applied', 'accepted'], to: 'known' },
  accept: { from: ['applied'], to: 'accepted' },
  pass: { from: ['accepted'], to: 'open' },
  /** Low risk: the pledge opens the door, the inspection follows. */
  open_on_pledge: { from: ['known', 'applied', 'accepted'], to: 'open' },
  suspend: { from: ['open'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'open' },
  close: { from: ['known', 'applied', 'accepted', 'open', 'suspended'], to: 'closed' },
  reopen: { from: ['closed'], to: 'known' },
} as const satisfies Record<string, Move>

export type LifeAct = keyof typeof MOVES

/** The status an act leads to, or null where the status does not allow it. */
export function statusAfter(status: PlaceStatus, act: LifeAct): PlaceStatus | null {
  const move: Move = MOVES[act]
  return move.from.includes(status) ? move.to : null
}

/** The acts a status allows. */
export const actsFrom = (status: PlaceStatus): LifeAct[] =>
  (Object.keys(MOVES) as LifeAct[]).filter((act) => statusAfter(status, act) !== null)
