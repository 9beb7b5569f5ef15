// Texts made from the rulebook's values rather than stored beside them.
import type { Lang, Translate } from '../../i18n'
import { dayText, degrees, fullDate } from '../../i18n/format'
import { dayFromIso } from '../../shared/clock'
import type { Rulebook } from './form'
import { DEFAULT_SOURCE, DEFAULT_SOURCE_ENGLISH } from './form-defaults'

/** The safe side of the limit: 低于 37.3℃ with ≥, 不超过 37.3℃ with >. */
export const normalText = (t: Translate, { fever }: Rulebook): string =>
  t(fever.comparator === '>=' ? 'rules.normal_ge' : 'rules.normal_gt', {
    limit: degrees(fever.limit),
  })

/** The other side: 不低于 37.3℃ with ≥, 超过 37.3℃ with >. */
export const overText = (t: Translate, { fever }: Rulebook): string =>
  t(fever.comparator === '>=' ? 'rules.over_ge' : 'rules.over_gt', { limit: degrees(fever.limit) })

/** A source in the reader's language, where the rulebook names it so. */
export const sourceName = (lang: Lang, book: Rulebook, source: string): string =>
  lang === 'zh'
    ? source
    : (book.english[source] ?? (source === DEFAULT_SOURCE ? DEFAULT_SOURCE_ENGLISH : source))

/** `YYYY-MM-DD` as a reader's date. */
export const dateText = (lang: Lang, iso: string): string => fullDate(lang, dayFromIso(iso))

/** Minutes as `30 分钟`, whole hours as `9 小时`. */
export const lasting = (t: Translate, minutes: number): string =>
  minutes % 60 === 0 ? t('rules.hours', { n: minutes / 60 }) : t('rules.minutes', { n: minutes })

type Holiday = Rulebook['holidays'][number]

interface HolidayRun {
  name: Holiday['name']
  working: boolean
  from: number
  to: number
}

/** Days of the calendar as runs: the eight days of one holiday are one line. */
export function holidayRuns(holidays: readonly Holiday[]): HolidayRun[] {
  const runs: HolidayRun[] = []
  for (const each of [...holidays].sort((a, b) => a.date.localeCompare(b.date))) {
    const day = dayFromIso(each.date)
    const last = runs.at(-1)
    const goesOn = last?.to === day - 1 && last.name.zh === each.name.zh
    if (last && goesOn) last.to = day
    else runs.push({ name: each.name, working: each.working, from: day, to: day })
  }
  return runs
}

/** `10 月 1 日至 10 月 8 日`, or the one day. */
export const runText = (lang: Lang, t: Translate, { from, to }: HolidayRun): string =>
  from === to
    ? dayText(lang, from)
    : t('rules.opening.range', { from: dayText(lang, from), to: dayText(lang, to) })
