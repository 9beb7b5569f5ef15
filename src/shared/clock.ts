// Time as the town reads it. Everything is epoch milliseconds; a "day" is the number of
// whole days since 1 January 1970 in Asia/Shanghai (UTC+8, no daylight saving since 1991).

export type Clock = () => number

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** The Shanghai day number of an instant. */
export const dayOf = (ms: number): number => Math.floor((ms + SHANGHAI) / DAY)

/** The instant a Shanghai day begins (00:00). */
export const startOfDay = (day: number): number => day * DAY - SHANGHAI

/** Minutes since Shanghai midnight, 0 to 1439. */
export const minuteOfDay = (ms: number): number => Math.floor((ms - startOfDay(dayOf(ms))) / MINUTE)

/** Minutes since midnight of `9:05` or `21:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** The 15-minute slot of an instant; slots run on across midnight. */
export const slotOf = (ms: number): number => Math.floor(ms / (15 * MINUTE))

/** A day number as `YYYY-MM-DD`. */
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** `YYYY-MM-DD` as a day number. */
export const dayFromIso = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY)
