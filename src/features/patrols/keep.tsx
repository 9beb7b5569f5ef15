// The staff's side: the patrol code, and the rounds of the last days with what came of them.
import type { ComponentChildren } from 'preact'
import { dayText, timeOf } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { PatrolCode } from './code'
import { PatrolCodeCard } from './code-card'
import { knownItems } from './rules-round'
import type { PlaceRound } from './store-record'

/** What was wrong, item by item. */
export interface KeptRound extends Omit<PlaceRound, 'items'> {
  who: string
  items: { id: string; fixed: boolean }[]
}

interface KeepRoundsProps {
  ui: Ui
  place: Place
  book: Rulebook
  shown: PatrolCode
  rounds: KeptRound[]
  /** Day numbers of this page. */
  days: { from: number; through: number }
  today: number
  older: boolean
  children: ComponentChildren
}

export function KeepRoundsPage(props: KeepRoundsProps) {
  const { ui, place, rounds, days } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('patrol.keep_title')}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('patrol.keep_title')}</h1>
        <p>{t('patrol.keep_lead')}</p>
      </div>
      <PatrolCodeCard ui={ui} place={place} shown={props.shown} here />
      <h2 class="label">
        {dayText(ui.lang, days.from)}–{dayText(ui.lang, days.through)}
      </h2>
      {rounds.length === 0 ? (
        <section class="card empty">
          <h2>{t('patrol.keep_none')}</h2>
          <p>{t('patrol.keep_none_text')}</p>
        </section>
      ) : null}
      {rounds.map((round) => (
        <RoundCard key={round.id} {...props} round={round} />
      ))}
      <p class="pager">
        {days.through < props.today ? <a href={ui.here}>{t('nav.first')}</a> : null}
        {props.older ? (
          <a class="tap" href={`${ui.here}?before=${isoDay(days.from)}`}>
            {t('staff.more')}
          </a>
        ) : null}
      </p>
      {props.children}
    </Page>
  )
}

function RoundCard({ ui, place, book, round }: KeepRoundsProps & { round: KeptRound }) {
  const { t, lang } = ui
  const known = knownItems(book, place)
  const textOf = (id: string) => known.find((each) => each.id === id)?.text[lang] ?? id
  return (
    <section class="card">
      <h2>
        {dayText(lang, dayOf(round.at))} {timeOf(round.at)} · {round.who}
      </h2>
      <p class={round.problems > 0 ? 'no' : 'yes'}>
        {round.problems > 0
          ? t('patrol.result.problems', { n: round.problems })
          : t('patrol.result.fine')}
        {round.review ? ` · ${t(`patrol.review.${round.review}`)}` : ''}
      </p>
      {round.items.length > 0 ? (
        <ul class="list">
          {round.items.map(({ id, fixed }) => (
            <li key={id}>
              <div>{textOf(id)}</div>
              <span class={fixed ? 'old' : 'no'}>
                {t(`round.result.${fixed ? 'fixed' : 'fail'}`)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {round.orderId === null ? null : (
        <p>
          <a href={`/keep/${place.code}/orders`}>{t('patrol.to_order')}</a>
        </p>
      )}
    </section>
  )
}
