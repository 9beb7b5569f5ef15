// 摸底排查: the list of enterprises with the sums of what they said, and the form of a visit.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Tick } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { LONGEST_NOTE, SURVEY_SHOWS, type SurveyShow } from './form'
import type { SurveyLine, SurveySums } from './store-survey'

interface ListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  show: SurveyShow
  rows: SurveyLine[]
  more: boolean
  first: boolean
  sums: SurveySums
}

const link = (show: SurveyShow, after = ''): string =>
  `/office/surveys?show=${show}${after ? `&after=${encodeURIComponent(after)}` : ''}`

export function SurveysPage({ ui, roles, book, show, rows, more, first, sums }: ListProps) {
  const { t, lang } = ui
  const last = rows.at(-1)
  const { enterprises, visited, handbooks } = sums
  const counts = {
    unvisited: enterprises - visited,
    no_handbook: enterprises - handbooks,
    visited,
  }
  return (
    <OfficeFrame ui={ui} title={t('survey.title')} tab="places" roles={roles}>
      <nav class="chips" aria-label={t('survey.title')}>
        {SURVEY_SHOWS.map((each) => (
          <a key={each} href={link(each)} aria-current={each === show ? 'page' : undefined}>
            {t(`survey.show.${each}`)} {counts[each]}
          </a>
        ))}
      </nav>
      {visited > 0 && first ? <Sums ui={ui} book={book} sums={sums} /> : null}
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t('survey.none')}</h2>
          <p>{t('survey.none_text')}</p>
        </section>
      ) : null}
      {rows.map((row) => (
        <a key={row.id} class="row" href={`/office/surveys/${row.code}`}>
          <b>{row.name}</b>
          <span>
            {[
              lang === 'zh' ? row.area : row.areaEn,
              t(`hub.status.${row.status}`),
              row.visitedOn === null
                ? t('survey.not_visited')
                : t('survey.visited_on', { date: dayText(lang, row.visitedOn) }),
              row.handbookOn === null ? '' : t('survey.handbook_given'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </a>
      ))}
      <p class="pager">
        {first ? null : <a href={link(show)}>{t('nav.first')}</a>}
        {more && last ? (
          <a class="tap" href={link(show, `${last.areaPath}~${last.id}`)}>
            {t('nav.more')}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

function Sums({ ui, book, sums }: Pick<ListProps, 'ui' | 'book' | 'sums'>) {
  const { t, lang } = ui
  return (
    <section class="card">
      <h2>{t('survey.sums', { n: sums.visited })}</h2>
      <ul class="tally">
        {book.survey.questions.map(({ id, text, kind }) => {
          const { sum, places } = sums.answers[id] ?? { sum: 0, places: 0 }
          return (
            <li key={id}>
              <span>{text[lang]}</span>
              <b>{kind === 'number' ? sum : t('survey.places_n', { n: places })}</b>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export interface SurveyShown {
  id: number
  day: number
  who: string
  answers: Record<string, number>
  note: string
}

interface OneProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  place: Place
  surveys: SurveyShown[]
  handbookOn: number | null
  writes: boolean
  form: FormState
  formKey: string
  notice: Notice | null
}

export function SurveyPage(props: OneProps) {
  const { ui, roles, book, place, surveys, form } = props
  const { t, lang } = ui
  return (
    <OfficeFrame
      ui={ui}
      title={`${place.name} · ${t('survey.title')}`}
      tab="places"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      <p class="lead">{place.address}</p>
      {surveys.map((each) => (
        <section class="card" key={each.id}>
          <h2>
            {dayText(lang, each.day)} · {each.who}
          </h2>
          <ul class="tally">
            {book.survey.questions
              .filter(({ id }) => (each.answers[id] ?? 0) > 0)
              .map(({ id, text, kind }) => (
                <li key={id}>
                  <span>{text[lang]}</span>
                  <b>{kind === 'number' ? each.answers[id] : '✓'}</b>
                </li>
              ))}
          </ul>
          {each.note ? <p>{each.note}</p> : null}
        </section>
      ))}
      {props.writes ? <SurveyForm {...props} /> : null}
      <p class="roles">
        <a href="/office/surveys">{t('survey.all')}</a>
        <a href={`/policies/${place.kind}`}>{t('policies.title')}</a>
        <a href={`/office/places/${place.code}`}>{t('returns.to_place')}</a>
      </p>
    </OfficeFrame>
  )
}

function SurveyForm({ ui, book, place, form, formKey, handbookOn }: OneProps) {
  const { t, lang } = ui
  const { questions } = book.survey
  const numbers = questions.filter(({ kind }) => kind === 'number')
  const ticks = questions.filter(({ kind }) => kind === 'tick')
  return (
    <form class="card" method="post" action={`/office/surveys/${place.code}`} novalidate>
      <h2>{t('survey.new')}</h2>
      <Hidden values={{ key: formKey }} />
      <div class="two">
        {numbers.map(({ id, text }) => (
          <Field
            key={id}
            ui={ui}
            form={form}
            name={`q_${id}`}
            label="survey.question"
            params={{ text: text[lang] }}
            inputmode="numeric"
            maxLength={5}
          />
        ))}
      </div>
      {ticks.map(({ id, text }) => (
        <label class="tick" key={id}>
          <input
            type="checkbox"
            name={`q_${id}`}
            value="1"
            checked={form.values[`q_${id}`] === '1'}
          />
          <span>{text[lang]}</span>
        </label>
      ))}
      <Field
        ui={ui}
        form={form}
        name="note"
        label="survey.note"
        lines={2}
        maxLength={LONGEST_NOTE}
      />
      {handbookOn === null ? (
        <Tick
          ui={ui}
          form={form}
          name="handbook"
          label="survey.handbook"
          hint="survey.handbook_hint"
        />
      ) : (
        <p class="note">{t('survey.handbook_on', { date: dayText(lang, handbookOn) })}</p>
      )}
      <Button>{t('survey.save')}</Button>
    </form>
  )
}
