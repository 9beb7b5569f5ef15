// On the keeper's page of today: the way to what a patrol found.
import type { Ui } from '../../ui/ui'

/** Nothing while there is nothing to put right. */
export function OrdersLine({
  ui,
  code,
  counts,
}: {
  ui: Ui
  code: string
  counts: { open: number; late: number }
}) {
  const { t } = ui
  if (counts.open === 0) return null
  const key = counts.late > 0 ? 'order.keep_line_late' : 'order.keep_line'
  return (
    <a class="todo-line" href={`/keep/${code}/orders`}>
      <b class="no">{t(key, { n: counts.open, late: counts.late })}</b>
      <span>{t('order.keep_line_go')}</span>
    </a>
  )
}
