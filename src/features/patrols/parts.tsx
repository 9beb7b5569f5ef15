// Small pieces several pages of patrols show.
import { dayText, timeOf } from '../../i18n/format'
import { DAY, dayOf, startOfDay } from '../../shared/clock'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { Thumbnail } from '../files'
import type { OwedRound } from '../obligations/rules-rounds'
import type { Rulebook } from '../rulebook/form'

export const areaName = (ui: Ui, place: { area: string; areaEn: string }): string =>
  ui.lang === 'zh' ? place.area : place.areaEn

export const tradeName = (ui: Ui, book: Rulebook, id: string): string =>
  book.trades.find((each) => each.id === id)?.name[ui.lang] ?? id

/** `10:24` of today, `3 月 11 日 10:24` of another day. */
export const whenText = (ui: Ui, at: number): string =>
  dayOf(at) === dayOf(ui.now)
    ? timeOf(at)
    : ui.t('patrol.day_time', { date: dayText(ui.lang, dayOf(at)), time: timeOf(at) })

/** By when a round is due, in words: late first of all. */
export function DueText({ ui, slot }: { ui: Ui; slot: OwedRound }) {
  const { t } = ui
  const end = slot.due === startOfDay(dayOf(slot.due - 1)) + DAY
  const time = end ? '24:00' : timeOf(slot.due)
  if (slot.state === 'late')
    return <b class="no">{t('patrol.late', { span: spanText(ui, slot.lateBy), time })}</b>
  if (slot.from > ui.now) return <span>{t('patrol.from', { from: timeOf(slot.from), time })}</span>
  return <b>{end ? t('patrol.today') : t('patrol.by', { time })}</b>
}

const MARKS = { done: 'y', late: 'n', due: undefined } as const

/** A dot a round of the day, read out as a sentence. */
export function Dots({ ui, slots }: { ui: Ui; slots: readonly OwedRound[] }) {
  const late = slots.filter((slot) => slot.state === 'late').length
  const params = {
    n: slots.length,
    done: slots.filter((slot) => slot.state === 'done').length,
    late,
  }
  return (
    <span
      class="ticks"
      role="img"
      aria-label={ui.t(late > 0 ? 'patrol.dots_late' : 'patrol.dots', params)}
    >
      {slots.map((slot) => (
        <i key={slot.ordinal} class={MARKS[slot.state]} />
      ))}
    </span>
  )
}

/** Only photos are taken here. */
export const Photo = ({ ui, id, alt }: { ui: Ui; id: number | null; alt: string }) =>
  id === null ? null : <Thumbnail ui={ui} file={{ id, kind: 'jpeg', bytes: 0 }} alt={alt} />
