// What several pages show of a site and of batches.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { NamedStep } from './named'
import { ratingDueOn, roomsNeeded } from './rules'
import type { RatingNow } from './store-site'

/** 16/18, 3 月 10 日自评, and when the next is owed. */
export function NormText({ ui, book, last }: { ui: Ui; book: Rulebook; last: RatingNow | null }) {
  const { t, lang } = ui
  const due = ratingDueOn(book, last, ui.now)
  const late = due < dayOf(ui.now)
  if (!last) return <p class="old">{t('norm.never')}</p>
  return (
    <>
      <p class="amount">
        {last.done}/{last.applying}
        <small> {t('norm.rated', { date: dayText(lang, last.day) })}</small>
      </p>
      <p class={late ? 'old' : 'note'}>
        {t(late ? 'norm.overdue' : 'norm.next', { date: dayText(lang, due) })}
      </p>
    </>
  )
}

/** The isolation area as it is declared, with a warning when it is too small for those who work there. */
export function RoomsNote({
  ui,
  book,
  place,
  staff,
}: {
  ui: Ui
  book: Rulebook
  place: Pick<Place, 'isolationRooms' | 'isolationBeds'>
  staff: number
}) {
  const { t } = ui
  const rooms = place.isolationRooms ?? 0
  const needed = roomsNeeded(book, staff)
  const { isolationPerStaff: per } = book.siteNorm
  const written = book.siteNorm.source
  const source = ui.lang === 'en' ? (book.english[written] ?? written) : written
  return (
    <>
      <p>
        {rooms > 0
          ? t('norm.has_rooms', { rooms, beds: place.isolationBeds ?? 0 })
          : t('norm.no_rooms')}
      </p>
      {rooms < needed ? (
        <p class="old">{t('norm.rooms_few', { needed, staff, per, source })}</p>
      ) : null}
    </>
  )
}

export function StageSteps({ ui, steps }: { ui: Ui; steps: NamedStep[] }) {
  const { t, lang } = ui
  if (steps.length === 0) return null
  return (
    <ul class="team">
      {steps.map((step) => (
        <li key={step.id}>
          <div>
            {t(`phase.${step.fromStage}`)} → {t(`phase.${step.toStage}`)} ·{' '}
            {dayText(lang, step.day)}
            <small class={step.state === 'refused' ? 'no' : step.state === 'asked' ? 'old' : ''}>
              {[
                t(`phase.step.${step.state}`),
                dayText(lang, dayOf(step.decidedAt ?? step.at)),
                step.who,
                step.reason ?? '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}
