// Documents that were seen, as a small line; an expired one says so.
import { dayText, fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { isExpired } from './rules'
import type { SeenPaper } from './store-papers'

interface LineProps {
  ui: Ui
  book: Pick<Rulebook, 'seenPapers'>
  papers: readonly SeenPaper[]
}

/** 身份证 看过 3 月 9 日 · 健康证明 已过期 */
export function PapersLine({ ui, book, papers }: LineProps) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  return (
    <>
      {papers.map((each) => {
        const name = book.seenPapers.kinds.find(({ id }) => id === each.kind)?.name[lang]
        const bad = isExpired(each, today) || each.result === 'risk'
        const seen = t('wpaper.seen', { date: dayText(lang, dayOf(each.at)) })
        const until =
          each.validUntil === null
            ? ''
            : t(isExpired(each, today) ? 'wpaper.expired' : 'wpaper.until', {
                date: fullDate(lang, each.validUntil),
              })
        const result = each.result ? t(`wpaper.result_${each.result}`) : ''
        return (
          <small key={each.id} class={bad ? 'no' : undefined}>
            {[name ?? each.kind, seen, until, result].filter(Boolean).join(' · ')}
          </small>
        )
      })}
    </>
  )
}
