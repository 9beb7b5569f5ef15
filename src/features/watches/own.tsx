// On the worker's own page: documents seen, their copies, and what was measured under observation.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { CopyLines, type ShownCopy } from './copies'
import type { ShownPaper } from './papers'
import { PapersLine } from './papers-line'
import type { OwnWatchReading } from './store-own'
import { momentText, readingText, slotText, tellText } from './texts'

interface OwnPapersProps {
  ui: Ui
  book: Rulebook
  papers: ShownPaper[]
  copies: ShownCopy[]
}

export function OwnPapers({ ui, book, papers, copies }: OwnPapersProps) {
  const { t, lang } = ui
  return (
    <section class="card">
      <h2>{t('wpaper.title')}</h2>
      {papers.length === 0 ? <p class="note">{t('wpaper.own_none')}</p> : null}
      <ul class="team">
        {papers.map((each) => (
          <li key={each.id}>
            <div>
              <PapersLine ui={ui} book={book} papers={[each]} />
              <small>
                {t('wpaper.by', { name: each.who, date: dayText(lang, dayOf(each.at)) })}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <CopyLines ui={ui} book={book} copies={copies} />
      <p class="note">{t('wpaper.own_note')}</p>
    </section>
  )
}

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
