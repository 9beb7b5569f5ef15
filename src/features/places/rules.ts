// When a door is open. Pure: a place and an instant in, a state out.
import { dayOf, minuteOfDay } from '../../shared/clock'
import type { Place, PlaceKind } from './tables'

export type DoorState = 'open' | 'hours' | 'rest' | 'shut' | 'notyet' | 'closed'

/** The columns of a place that say whether its door is open. */
export type DoorFacts = Pick<
  Place,
  'status' | 'stage' | 'kind' | 'opensAt' | 'closesAt' | 'restDay' | 'pausedFrom' | 'pausedUntil'
>

/** Whether a minute of the day lies in the hours; closing before opening runs past midnight. */
const inHours = (opens: number, closes: number, minute: number): boolean =>
  opens <= closes ? minute >= opens && minute < closes : minute >= opens || minute < closes

/**
 * The state of a door at an instant. `hours` means allowed to open but outside its own hours:
 * an entry then is taken and marked doubtful; in every other state but `open` it is not an entry.
 */
export function doorState(place: DoorFacts, now: number): DoorState {
  if (place.status === 'closed') return 'closed'
  if (place.status === 'suspended') return 'shut'
  if (place.status !== 'open' || (place.kind === 'site' && place.stage === 'none')) return 'notyet'
  const today = dayOf(now)
  if (place.restDay === today) return 'rest'
  const paused =
    place.pausedFrom !== null && place.pausedFrom <= today && today <= (place.pausedUntil ?? today)
  if (paused) return 'shut'
  if (place.opensAt === null || place.closesAt === null) return 'open'
  return inHours(place.opensAt, place.closesAt, minuteOfDay(now)) ? 'open' : 'hours'
}

/** As long as the name of a place may be. */
export const LONGEST_CONTRACTOR = 40

/** The end of the range of paths that begin with `path`; `/1/3/` ends before `/1/30`. */
export const pathEnd = (path: string): string => `${path.slice(0, -1)}0`

/** The searchable pieces of a name: every character and every two neighbours, folded to one width and case. */
export function gramsOf(name: string): string[] {
  const symbols = [...foldName(name)]
  const pieces = symbols.flatMap((symbol, i) => [
    symbol,
    ...(i > 0 ? [`${symbols[i - 1]}${symbol}`] : []),
  ])
  return [...new Set(pieces)]
}

/** How names and searches are compared: full width as half width, lower case, no spaces. */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Whether a place of a kind publishes who works there, as far as they agree; a site publishes numbers only. */
export const namesStaff = (kind: PlaceKind): boolean => kind !== 'site'
