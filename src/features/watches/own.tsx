// On the worker's own page: documents seen, their copies, and what was measured under observation.
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { Seen, type SeenProps } from './seen'
import type { OwnWatchReading } from './store-own'
import { momentText, readingText, slotText, tellText } from './texts'

export const OwnPapers = (props: SeenProps) => (
  <section class="card">
    <Seen {...props} none={props.ui.t('wpaper.own_none')} />
    <p class="note">{props.ui.t('wpaper.own_note')}</p>
  </section>
)

interface OwnReadingsProps {
  ui: Ui
  book: Rulebook
  readings: OwnWatchReading[]
}

export function OwnReadings({ ui, book, readings }: OwnReadingsProps) {
  const { t } = ui
  return (
    <ul class="team">
      {readings.map((each) => (
        <li key={each.id}>
          <div>
            <b>{slotText(ui, each)}</b>
            <small>
              {readingText(ui, book, each)}
              {each.toldAt === null
                ? ''
                : ` · ${t('watch.told', { at: momentText(ui, each.toldAt), names: tellText(ui, book) })}`}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}
