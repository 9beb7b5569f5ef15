// Spans, ages and stored choices as words.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf, MINUTE } from '../../shared/clock'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { choiceText } from './rules-choices'

/** 2 小时前, 昨天 20:05, 3 月 9 日 */
export function agoText(ui: Ui, at: number): string {
  const days = dayOf(ui.now) - dayOf(at)
  if (days === 1) return ui.t('board.yesterday', { time: timeOf(at) })
  if (days > 1) return dayText(ui.lang, dayOf(at))
  if (ui.now - at < MINUTE) return ui.t('board.just_now')
  return ui.t('board.ago', { span: spanText(ui, ui.now - at) })
}

/** 09:05 of today, else 昨天 20:05, 3 月 9 日 */
export const clockOrDay = (ui: Ui, at: number): string =>
  dayOf(ui.now) === dayOf(at) ? timeOf(at) : agoText(ui, at)

/** 全店 · 84 消毒液, or a masked plate; only what the rulebook lists. */
export const detailText = (
  ui: Ui,
  book: Rulebook,
  detail: Record<string, string | undefined>,
): string =>
  [
    choiceText(book.disinfection.where, detail.where, ui.lang),
    choiceText(book.disinfection.agents, detail.with, ui.lang),
    detail.plate ?? '',
    detail.none ? ui.t('keep.no_car') : '',
  ]
    .filter(Boolean)
    .join(' · ')

export const supplyName = (ui: Ui, book: Rulebook, id: string): string =>
  choiceText(book.supplies.items, id, ui.lang)

export const dutyName = (
  ui: Ui,
  book: Rulebook,
  kind: keyof Rulebook['duties'],
  id: string,
): string => book.duties[kind].find((duty) => duty.id === id)?.name[ui.lang] ?? ''
