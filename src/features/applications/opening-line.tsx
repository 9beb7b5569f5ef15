// On the staff's pages of a place that may not open: one line instead of dead duties.
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'

export const OpeningLine = ({ ui, place }: { ui: Ui; place: Pick<Place, 'code' | 'status'> }) =>
  place.status === 'open' ? null : (
    <a class="todo-line" href={`/keep/${place.code}/application`}>
      {ui.t(`apply.line_${place.status}`)}
    </a>
  )
