// What a tap means, how long it can be taken back, and when a block of the board is out of date.
import { HOUR, MINUTE } from '../../shared/clock'
import type { Rulebook } from '../rulebook/form'

type DutyRule = Rulebook['duties']['shop'][number]
export type Block = DutyRule['block']

/** 点错了，撤销 */
export const UNDO_MS = 10 * MINUTE

/** As many saves of readings stand as lines on the page of a day. */
export const SAVES_SHOWN = 8

export const mayUndo = (at: number, now: number): boolean => now - at <= UNDO_MS

/** How a duty is recorded. Airing is told by its id in the rulebook: it needs a place, but no agent. */
export type Task = 'disinfect' | 'air' | 'vehicle' | 'stock' | 'staff' | 'check' | 'round'

export function taskOf(duty: Pick<DutyRule, 'id' | 'block'>): Task {
  if (duty.block === 'supplies') return 'stock'
  if (duty.block === 'staff') return 'staff'
  if (duty.block === 'vehicle') return 'vehicle'
  if (duty.block === 'temperatures') return 'check'
  if (duty.block === 'site') return 'round'
  return /^air(_|$)/.test(duty.id) ? 'air' : 'disinfect'
}

/** Whether doing it leaves a record of its own; supplies and readings are kept elsewhere. */
export const isRecorded = (duty: Pick<DutyRule, 'id' | 'block'>): boolean =>
  !['stock', 'staff'].includes(taskOf(duty))

/** 海报已贴好: tapped once, before opening. No rule of an epidemic, so it is in no rulebook and never owed. */
export const POSTER = { id: 'poster', block: 'temperatures' } as const

export type Shift = 'am' | 'pm'

const NOON = '12:00'

/** Which half of the day a staff check belongs to: the first before noon is the morning's. */
export const shiftOf = (duty: Pick<DutyRule, 'times'>): Shift =>
  (duty.times[0] ?? NOON) < NOON ? 'am' : 'pm'

const PLATE = /^[\u4e00-\u9fa5][A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]$/

/** 豫A·**128: what is kept of a plate; null when it is none. New-energy plates have one symbol more. */
export function maskPlate(typed: string): string | null {
  const plate = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.-]/g, '')
  return PLATE.test(plate) ? `${plate.slice(0, 2)}·**${plate.slice(-3)}` : null
}

export interface StockItem {
  item: string
  quantity: number
  perDay: number | null
}

/** Whole days an item lasts; null when its use a day was not given. */
export const daysLeft = ({ quantity, perDay }: StockItem): number | null =>
  perDay ? Math.floor(quantity / perDay) : null

/** How long all supplies last: as long as the first that runs out. */
export function lastsDays(items: readonly StockItem[]): { item: string; days: number } | null {
  const known = items.flatMap((each) => {
    const days = daysLeft(each)
    return days === null ? [] : [{ item: each.item, days }]
  })
  return known.sort((a, b) => a.days - b.days)[0] ?? null
}

/** The hours after which a block is out of date: the shortest of its duties; 24 without any. */
export function staleAfter(book: Rulebook, kind: keyof Rulebook['duties'], block: Block): number {
  const hours = book.duties[kind]
    .filter((duty) => duty.block === block)
    .map((duty) => duty.staleAfterHours)
  return (hours.length > 0 ? Math.min(...hours) : 24) * HOUR
}

export const isStale = (at: number | null, after: number, now: number): boolean =>
  at === null || now - at > after
