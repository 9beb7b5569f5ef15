// What is owed to people under observation, as a line on the staff's first pages.
import type { Ui } from '../../ui/ui'
import type { OwedWatches } from './store-place'

interface OwedProps {
  ui: Ui
  code: string
  owed: OwedWatches | null
}

/** 隔离观察 2 人：早上 1 人、晚上 2 人还没测 · 1 人到期待解除 */
export function WatchesLine({ ui, code, owed }: OwedProps) {
  const { t } = ui
  if (!owed || owed.am + owed.pm + owed.closing + owed.untold === 0) return null
  const parts = [
    owed.untold > 0 ? t('watch.owed_untold', { n: owed.untold }) : '',
    owed.am > 0 ? t('watch.owed_am', { n: owed.am }) : '',
    owed.pm > 0 ? t('watch.owed_pm', { n: owed.pm }) : '',
    owed.closing > 0 ? t('watch.owed_closing', { n: owed.closing }) : '',
  ].filter(Boolean)
  return (
    <a class="todo-line" href={`/keep/${code}/watches`}>
      <b class={owed.untold > 0 ? 'no' : undefined}>{t('watch.owed', { n: owed.people })}</b>
      <span>{parts.join(t('watch.comma'))}</span>
    </a>
  )
}
