// Dates, times and temperatures in Asia/Shanghai, as the town writes them.
import { dayOf, isoDay, minuteOfDay, startOfDay } from '../shared/clock'
import type { Lang } from './index'

const two = (n: number): string => String(n).padStart(2, '0')
const WEEKDAYS = {
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Minutes since midnight as `08:00`. */
export const clockTime = (minutes: number): string =>
  `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`

/** An instant as `10:24`. */
export const timeOf = (ms: number): string => clockTime(minuteOfDay(ms))

/** An instant as `10:24:36`. */
export const timeWithSeconds = (ms: number): string =>
  `${timeOf(ms)}:${two(Math.floor((ms - startOfDay(dayOf(ms))) / 1000) % 60)}`

/** A day number as `3 月 26 日` or `26 Mar`. */
export function dayText(lang: Lang, day: number): string {
  const [, month, date] = isoDay(day).split('-').map(Number)
  return lang === 'zh' ? `${month} 月 ${date} 日` : `${date} ${MONTHS[(month ?? 1) - 1]}`
}

/** A day number as `3/26` or `26 Mar`, for narrow columns. */
export function shortDay(lang: Lang, day: number): string {
  const [, month, date] = isoDay(day).split('-').map(Number)
  return lang === 'zh' ? `${month}/${date}` : dayText(lang, day)
}

/** A day number as `2020 年 3 月 10 日` or `10 Mar 2020`. */
export function fullDate(lang: Lang, day: number): string {
  const year = isoDay(day).slice(0, 4)
  return lang === 'zh' ? `${year} 年 ${dayText(lang, day)}` : `${dayText(lang, day)} ${year}`
}

/** A day number as `3 月 12 日 星期四` or `Thursday, 12 Mar`. */
export function dayWithWeekday(lang: Lang, day: number): string {
  const weekday = WEEKDAYS[lang][(day + 4) % 7]
  return lang === 'zh' ? `${dayText(lang, day)} ${weekday}` : `${weekday}, ${dayText(lang, day)}`
}

/** A whole number with a comma every three digits: `7,740`. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** Tenths of a degree as `36.5`. */
export const degrees = (tenths: number): string => (tenths / 10).toFixed(1)
