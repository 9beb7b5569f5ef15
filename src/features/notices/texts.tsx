// How a notice, a person and a day are written on the pages of this room.
import { dayText, timeOf } from '../../i18n/format'
import { DAY, dayOf, isoDay } from '../../shared/clock'
import { maskName, maskPhone } from '../../shared/text'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { isLate, type NoticeNumber } from './rules'
import type { NoticeRow } from './tables'

/** 峡防指交〔2020〕12 号 */
export const numberText = (ui: Ui, book: Rulebook, { year, seq }: NoticeNumber): string =>
  ui.t('notice.number', { prefix: book.notices.prefix[ui.lang], year, seq })

/** 3 月 12 日 15:20 */
export const momentText = ({ lang }: Ui, at: number): string =>
  `${dayText(lang, dayOf(at))} ${timeOf(at)}`

export const areaName = (
  { lang }: Ui,
  { area, areaEn }: { area: string; areaEn: string },
): string => (lang === 'zh' ? area : areaEn)

/** Days to choose from, today named as such. */
export const dayOptions = (ui: Ui, days: readonly number[]): [string, string][] =>
  days.map((day) => [
    isoDay(day),
    day === dayOf(ui.now)
      ? ui.t('report.today', { day: dayText(ui.lang, day) })
      : dayText(ui.lang, day),
  ])

/** 陈* 136****5521 */
export const maskedPerson = ({ name, phone }: { name: string; phone: string }): string =>
  `${maskName(name)} ${maskPhone(phone)}`

/** 逾期 2 天 · 应于 3 月 11 日 18:00 前反馈 */
export function dueText(
  { t, lang, now }: Ui,
  notice: Pick<NoticeRow, 'state' | 'dueAt' | 'reportedAt'>,
): string {
  const due = t('notice.due', {
    date: dayText(lang, dayOf(notice.dueAt)),
    time: timeOf(notice.dueAt),
  })
  if (!isLate(notice, now)) return due
  const days = Math.floor((now - notice.dueAt) / DAY)
  return `${days > 0 ? t('notice.late_days', { n: days }) : t('notice.late')} · ${due}`
}
