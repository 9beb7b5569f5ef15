// One day of patrols: who was where, when, and what was found. Pure, the same every time. Most rounds are
// in time, some made up late, a few missed; some reach the town hours later, out of a phone without network.
import type { OwedRound } from '../../src/features/obligations'
import type { PatrolLine } from '../../src/features/patrols'
import type { Proof, Review } from '../../src/features/patrols/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { checklistOf } from '../../src/features/rulebook/rules'
import { DAY, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { newKey, newRowId } from '../../src/shared/ids'
import type { PatrolLevel, PatrolTarget } from '../../src/shared/patrol'
import { idOf } from './accounts'
import { type Dice, diceOf } from './dice'

export interface DemoFinding {
  item: string
  fixed: boolean
  note: string
}

export interface DemoRound {
  id: number
  key: string
  placeId: number
  areaPath: string
  day: number
  level: PatrolLevel
  target: PatrolTarget
  at: number
  phoneAt: number | null
  receivedAt: number
  by: number
  proof: Proof
  review: Review | null
  reviewedBy: number | null
  reviewedAt: number | null
  note: string
  findings: DemoFinding[]
}

/** What stands on the checklist of a round there. */
export const itemsOf = (
  book: Rulebook,
  place: Pick<PatrolLine['place'], 'kind' | 'trade'>,
  target: PatrolTarget,
): string[] =>
  target === 'negative_list' || target === 'not_allowed'
    ? book.rounds.shutItems.map(({ id }) => id)
    : checklistOf(book, place.kind, place.trade).map(({ id }) => id)

/** Far enough from the next window that both rounds count. */
const SPAN = 12 * MINUTE

interface Visit {
  slot: OwedRound
  at: number
}

/** When the rounds of a place were made: usually one in each window; a missed one is sometimes made up. */
function visitsOf(dice: Dice, slots: readonly OwedRound[]): Visit[] {
  const within = (slot: OwedRound, from = 0): number => {
    const first = slot.from + SPAN + from
    return first + dice.whole(Math.max(1, slot.due - SPAN - first))
  }
  const late = dice.chance(0.012 * slots.length) ? dice.whole(slots.length) : -1
  // What is never made up is the last one: each later round makes up for the one before.
  const missed = dice.chance(0.014 * slots.length) ? slots.length - 1 : -1
  return slots.flatMap((slot, i): Visit[] => {
    if (i === missed) return []
    if (i === late)
      return [{ slot, at: slot.due + dice.between(5, 20) * MINUTE + dice.whole(MINUTE) }]
    return [
      { slot, at: within(slot, i > 0 && i - 1 === late ? 40 * MINUTE : 0) + dice.whole(MINUTE) },
    ]
  })
}

const FIXED = ['已当场整改', '当场指出，马上改正', '提醒后已整改']
const ORDERED = ['要求限期整改', '口头提醒后仍未落实', '现场拍照，已告知负责人']
const NOTES = ['秩序良好', '负责人在场', '台账齐全', '已提醒晚检']

/** Where a place is shut nothing is left to order. */
function findingsOf(dice: Dice, items: readonly string[], open: boolean): DemoFinding[] {
  if (items.length === 0) return []
  const ordered = dice.chance(0.0035)
  if (!ordered && !dice.chance(0.018)) return []
  const item = dice.pick(items)
  if (ordered && open) return [{ item, fixed: false, note: dice.pick(ORDERED) }]
  return [{ item, fixed: true, note: dice.chance(0.2) ? dice.pick(FIXED) : '' }]
}

/** When and how the town learnt of it. */
function arrivalOf(dice: Dice, at: number, day: number) {
  const offline = dice.chance(0.03)
  const way = offline ? dice.between(20, 300) * MINUTE : dice.between(1, 9) * 1000
  const plain = !offline && dice.chance(0.05)
  return {
    // Nobody's clock is quite right; one in a hundred is far off.
    phoneAt: plain ? null : at + (dice.chance(0.01) ? 2 * HOUR : dice.between(-40, 40) * 1000),
    receivedAt: Math.max(at, Math.min(at + way, startOfDay(day) + DAY - 1000)),
  }
}

/** Nobody was there to show a code: looked at by the supervisor the next morning. */
function proofOf(
  dice: Dice,
  day: number,
  now: number,
): Pick<DemoRound, 'proof' | 'review' | 'reviewedBy' | 'reviewedAt'> {
  const [byPhoto, refused] = [dice.chance(0.012), dice.chance(0.1)]
  const at = startOfDay(day + 1) + 8 * HOUR + dice.whole(2 * 60) * MINUTE
  const nobody = { reviewedBy: null, reviewedAt: null }
  if (!byPhoto) return { proof: 'code', review: null, ...nobody }
  if (at > now) return { proof: 'photo', review: 'pending', ...nobody }
  const review = refused ? 'refused' : 'confirmed'
  return { proof: 'photo', review, reviewedBy: idOf('admin'), reviewedAt: at }
}

export interface Walking {
  book: Rulebook
  day: number
  level: PatrolLevel
  now: number
  /** Who makes the rounds of a line; nobody: none are made. */
  walkersOf: (line: PatrolLine) => readonly number[]
}

/** The rounds of a day and level that had been made by `now`. */
export function roundsOf(lines: readonly PatrolLine[], walking: Walking): DemoRound[] {
  const { book, day, level, now, walkersOf } = walking
  return lines.flatMap((line, i): DemoRound[] => {
    const { place, target } = line
    const seed = `rounds|${place.code}|${day}|${level}`
    const walkers = walkersOf(line)
    const items = itemsOf(book, place, target)
    return visitsOf(diceOf(seed), line.slots).flatMap(({ slot, at }): DemoRound[] => {
      const by = walkers[(day + i) % walkers.length]
      if (by === undefined || at > now) return []
      const dice = diceOf(`${seed}|${slot.ordinal}`)
      return [
        {
          id: newRowId(dice.bytes),
          key: newKey(at, dice.bytes),
          placeId: place.id,
          areaPath: place.areaPath,
          day,
          level,
          target,
          at,
          ...arrivalOf(dice, at, day),
          by,
          ...proofOf(dice, day, now),
          note: dice.chance(0.004) ? dice.pick(NOTES) : '',
          findings: findingsOf(dice, items, place.status === 'open'),
        },
      ]
    })
  })
}
