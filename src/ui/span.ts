// How long something lasts or lasted, in words.
import { DAY, HOUR, MINUTE } from '../shared/clock'
import type { Ui } from './ui'

/** 25 分钟, 2 小时, 3 天: the largest whole unit. */
export function spanText({ t }: Ui, ms: number): string {
  if (ms < HOUR) return t('board.minutes', { n: Math.max(1, Math.floor(ms / MINUTE)) })
  if (ms < DAY) return t('board.hours', { n: Math.floor(ms / HOUR) })
  return t('board.days', { n: Math.floor(ms / DAY) })
}
