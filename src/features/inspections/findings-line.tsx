// On the keeper's page of today: the way to what an inspection found.
import type { Ui } from '../../ui/ui'

/** Nothing while there is nothing to put right. */
export const FindingsLine = ({ ui, code, n }: { ui: Ui; code: string; n: number }) =>
  n === 0 ? null : (
    <a class="todo-line" href={`/keep/${code}/findings`}>
      <b class="no">{ui.t('inspect.keep_line', { n })}</b>
      <span>{ui.t('inspect.keep_line_go')}</span>
    </a>
  )
