// Documents seen of one person with who saw each, and the copies of some of them.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { CopyLines, type ShownCopy } from './copies'
import { PapersLine } from './papers-line'
import type { SeenPaper } from './store-papers'

export interface ShownPaper extends SeenPaper {
  who: string
}

export interface SeenProps {
  ui: Ui
  book: Rulebook
  papers: ShownPaper[]
  copies: ShownCopy[]
}

/** `none`: what is said where nothing was seen. */
export function Seen({ ui, book, papers, copies, none }: SeenProps & { none: string }) {
  const { t, lang } = ui
  return (
    <>
      <h2>{t('wpaper.title')}</h2>
      {papers.length === 0 ? <p class="note">{none}</p> : null}
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
    </>
  )
}
