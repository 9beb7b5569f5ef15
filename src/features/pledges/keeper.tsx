// The keeper's pages of pledges: the place's own, and one worker's declaration.
import type { ComponentChildren } from 'preact'
import { dayText, fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { StaffNav } from '../visits'
import { AnswersGone, STATE_CLASS } from './card'
import { answerLines, Clauses, Row } from './check'
import type { PledgeState } from './rules'
import type { OpenedPledge } from './seal'
import type { Flow } from './step'
import type { Pledge } from './tables'

interface PlacePledgeProps {
  ui: Ui
  flow: Flow
  pledge: Pledge | null
  state: PledgeState | null
}

export function PlacePledgePage({ ui, flow, pledge, state }: PlacePledgeProps) {
  const { t } = ui
  const { place, text, base, steps } = flow
  return (
    <Page ui={ui} title={text.title[ui.lang]}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{text.title[ui.lang]}</h1>
      </div>
      {pledge && state ? (
        <a class="row" href={`/pledges/${pledge.number}`}>
          <b>{pledge.number}</b>
          <span>{fullDate(ui.lang, dayOf(pledge.signedAt))} · </span>
          <span class={STATE_CLASS[state]}>{t(`pledge.state_${state}`)}</span>
        </a>
      ) : (
        <p class="ask">{t('pledge.place_none')}</p>
      )}
      <section class="card">
        <h2>{t('pledge.we_promise')}</h2>
        <Clauses ui={ui} text={text} />
      </section>
      <a class="go" href={`${base}/${steps[0]}`}>
        {t(pledge ? 'pledge.resign' : 'pledge.start')}
      </a>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}

interface DeclaredPledge {
  pledge: Pledge
  book: Rulebook
  opened: OpenedPledge | null
  state: PledgeState
}

interface WorkerProps {
  ui: Ui
  place: Place
  id: number
  person: { name: string; phone: string; address: string }
  /** From which day number the worker may work, by all that is known; null: at once. */
  worksFrom: number | null
  pledges: DeclaredPledge[]
  /** What other rooms know of this worker. */
  children: ComponentChildren
}

export function WorkerPage({ ui, place, id, person, worksFrom, pledges, children }: WorkerProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={person.name}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{person.name}</h1>
        <p>
          <a href={`tel:${person.phone}`}>{person.phone}</a> · {person.address}
        </p>
      </div>
      {worksFrom !== null && worksFrom > dayOf(ui.now) ? (
        <p class="ask">{t('people.works_from', { date: dayText(ui.lang, worksFrom) })}</p>
      ) : null}
      {children}
      {pledges.map((each) => (
        <Declaration key={each.pledge.id} ui={ui} {...each} />
      ))}
      <p class="note">{t('people.read_noted')}</p>
      <form action={`/keep/${place.code}/staff/${id}/leave`} method="post">
        <Button class="second">{t('people.leave')}</Button>
      </form>
      <a class="second" href={`/keep/${place.code}/staff/${id}/move`}>
        {t('move.title')}
      </a>
      <p class="roles">
        <a href={`/keep/${place.code}/staff`}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}

function Declaration({ ui, pledge, book, opened, state }: DeclaredPledge & { ui: Ui }) {
  const { t } = ui
  return (
    <section class="card">
      <h2>{pledge.number}</h2>
      <p class="note">
        {fullDate(ui.lang, dayOf(pledge.signedAt))} ·{' '}
        <span class={STATE_CLASS[state]}>{t(`pledge.state_${state}`)}</span>
        {pledge.witnessedBy === null ? '' : ` · ${t('pledge.witnessed')}`}
      </p>
      <AnswersGone ui={ui} pledge={pledge} />
      {opened && pledge.answersPurgedAt === null ? (
        <dl class="answers">
          {opened.text.questions.map((question) => (
            <Row
              key={question.id}
              label={question.text[ui.lang]}
              lines={answerLines(ui, book, question, opened.declared.answers[question.id])}
            />
          ))}
        </dl>
      ) : null}
    </section>
  )
}
