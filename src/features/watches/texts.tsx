// Days, places and numbers of a watch in words.
import { dayText, degrees, fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { nthDay, type Slot } from './rules'
import type { ListedWatch, ReadReading } from './store-read'

type Days = Pick<ListedWatch, 'firstDay' | 'lastDay'>

export const daysText = ({ t, lang }: Ui, { firstDay, lastDay }: Days): string =>
  t('watch.days', {
    from: dayText(lang, firstDay),
    to: dayText(lang, lastDay),
    n: lastDay - firstDay + 1,
  })

/** 第 5 天, or how far it is past its last day. */
export function stageText({ t, now }: Ui, watch: Days & { endedOn: number | null }): string {
  const today = dayOf(now)
  if (watch.endedOn !== null) return t('watch.ended')
  if (today > watch.lastDay) return t('watch.overdue', { n: today - watch.lastDay })
  if (today === watch.lastDay) return t('watch.ends_today')
  return today < watch.firstDay ? t('watch.not_begun') : t('watch.nth', { n: nthDay(watch, today) })
}

type Where = Pick<ListedWatch, 'kept' | 'room' | 'area' | 'areaEn'>

export const whereText = ({ t, lang }: Ui, { kept, room, area, areaEn }: Where): string =>
  kept === 'place'
    ? t('watch.at_place', { room: room || t('watch.no_room') })
    : t('watch.at_home', { area: lang === 'zh' ? area : areaEn })

export const slotText = ({ t, lang }: Ui, { day, shift }: Slot): string =>
  t(`watch.slot_${shift}`, { date: dayText(lang, day) })

/** 峡防解〔2020〕3 号 */
export const numberText = (
  { t, lang }: Ui,
  book: Pick<Rulebook, 'watch'>,
  { year, seq }: { year: number | null; seq: number | null },
): string => t('watch.number', { prefix: book.watch.prefix[lang], year: year ?? 0, seq: seq ?? 0 })

export function readingText(
  { t, lang }: Ui,
  book: Pick<Rulebook, 'watch'>,
  reading: Pick<ReadReading, 'temperature' | 'symptoms' | 'at'>,
): string {
  const felt = reading.symptoms.map(
    (id) => book.watch.symptoms.find((each) => each.id === id)?.text[lang] ?? id,
  )
  return [`${degrees(reading.temperature)}℃`, ...felt, timeOf(reading.at)].join(t('watch.comma'))
}

export const momentText = ({ lang }: Ui, at: number): string =>
  `${dayText(lang, dayOf(at))} ${timeOf(at)}`

/** Whom a fever is told to. */
export const tellText = ({ t, lang }: Ui, book: Rulebook): string =>
  book.fever.tell.map(({ name }) => name[lang]).join(t('watch.comma'))

export const longDays = ({ t, lang }: Ui, { firstDay, lastDay }: Days): string =>
  t('watch.long_days', { from: fullDate(lang, firstDay), to: fullDate(lang, lastDay) })
