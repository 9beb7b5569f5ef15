// A batch as a line of a list.
import { dayText } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { BatchRow } from './store-batch'

const LOOK = { planned: 'old', approved: 'yes', sent_back: 'no' } as const

export const BatchState = ({ ui, row }: { ui: Ui; row: BatchRow }) => (
  <span class={LOOK[row.state]}>{ui.t(`batch.state.${row.state}`)}</span>
)

export function BatchLine({
  ui,
  row,
  href,
  title,
}: {
  ui: Ui
  row: BatchRow
  href: string
  title: string
}) {
  const { t, lang } = ui
  return (
    <a class="row" href={href}>
      <b>{title}</b>
      <span>
        {dayText(lang, row.day)} ·{' '}
        {row.came > 0
          ? t('batch.came_of', { came: row.came, n: row.people })
          : t('batch.people_n', { n: row.people })}
      </span>
      <br />
      <BatchState ui={ui} row={row} />
    </a>
  )
}
