// Who stays at the sites with people under observation: two shifts a day, handed over at the site. At one
// site the morning’s came late today. Pure.
import { HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { diceOf } from './dice'

export interface DemoShift {
  key: string
  placeId: number
  areaPath: string
  accountId: number
  startedAt: number
  endedAt: number
}

interface Watched {
  id: number
  code: string
  areaPath: string
  /** Who takes turns there. */
  keepers: readonly number[]
}

/** Handed over at eight; where the gap is, at midnight and noon, so that it lies before any hour of today. */
const HANDED_OVER = { usual: 8, gap: 0 }
const LATE = 40 * MINUTE

/** The shifts of a site that begin on a day; the last ends on the next. */
export function shiftsOf(
  site: Watched,
  day: number,
  { gapOn }: { gapOn: number | null },
): DemoShift[] {
  const { keepers } = site
  const first = startOfDay(day) + (gapOn === null ? HANDED_OVER.usual : HANDED_OVER.gap) * HOUR
  return [0, 1].flatMap((n): DemoShift[] => {
    const accountId = keepers[(day * 2 + n) % keepers.length]
    if (accountId === undefined) return []
    const from = first + n * 12 * HOUR
    const startedAt = from + (day === gapOn && n === 0 ? LATE : 0)
    return [
      {
        key: newKey(from, diceOf(`shift|${site.code}|${day}|${n}`).bytes),
        placeId: site.id,
        areaPath: site.areaPath,
        accountId,
        startedAt,
        endedAt: from + 12 * HOUR,
      },
    ]
  })
}
