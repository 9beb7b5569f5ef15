// On an enterprise's page of today: whether its report has been sent, and the way to it.
import { timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'

interface LineProps {
  ui: Ui
  code: string
  /** When it was sent; null: not yet. */
  at: number | null
  due: number
}

export const ReportLine = ({ ui, code, at, due }: LineProps) => (
  <a class="todo-line" href={`/keep/${code}/report`}>
    <b class={at === null && ui.now > due ? 'no' : undefined}>
      {ui.t(
        at === null ? (ui.now > due ? 'daily.line_late' : 'daily.line_due') : 'daily.line_sent',
        {
          time: timeOf(at ?? due),
        },
      )}
    </b>
    <span>{ui.t('daily.line_go')}</span>
  </a>
)
