// What other pages show of this room: the keeper's page of today, and the office's page of a place.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { ratingDueOn } from './rules'
import type { ReturnNumbers } from './store-batch'
import type { RatingNow } from './store-site'

/** On the keeper's page of today: a self-rating that is due, and the ways to this room. */
export function ReturnLines({
  ui,
  book,
  place,
  last,
}: {
  ui: Ui
  book: Rulebook
  place: Pick<Place, 'code' | 'kind' | 'status'>
  last: RatingNow | null
}) {
  const { t } = ui
  if (place.kind === 'shop' || place.status === 'closed') return null
  const site = place.kind === 'site'
  return (
    <>
      {site && ratingDueOn(book, last, ui.now) <= dayOf(ui.now) ? (
        <a class="todo-line" href={`/keep/${place.code}/norm`}>
          <b class="old">{t('norm.line')}</b>
          <span>{t('norm.line_go')}</span>
        </a>
      ) : null}
      <p class="roles">
        {site ? <a href={`/keep/${place.code}/norm`}>{t('norm.title')}</a> : null}
        <a href={`/keep/${place.code}/returns`}>{t('batch.title')}</a>
      </p>
    </>
  )
}

/** On the page of a place in the office. */
export function ReturnsHere({
  ui,
  place,
  numbers,
  last,
}: {
  ui: Ui
  place: Pick<Place, 'code' | 'kind' | 'isolationRooms'>
  numbers: ReturnNumbers
  last: RatingNow | null
}) {
  const { t, lang } = ui
  if (place.kind === 'shop') return null
  const { batches, people, came, cameToday } = numbers
  const rated = last
    ? t('norm.board_n', { done: last.done, of: last.applying, date: dayText(lang, last.day) })
    : t('norm.board_never')
  return (
    <ul class="ways">
      {place.kind === 'site' ? (
        <li>
          <a href={`/office/sites/${place.code}`}>
            {t('phase.title')} · {t('norm.board')} {rated}
          </a>
        </li>
      ) : (
        <li>
          <a href={`/office/surveys/${place.code}`}>{t('survey.title')}</a>
        </li>
      )}
      {batches > 0 ? (
        <li>
          <a href={`/office/returns?place=${place.code}`}>
            {t('batch.numbers', { batches, people, came, today: cameToday })}
          </a>
        </li>
      ) : null}
    </ul>
  )
}
