// The office's page of a site: its stage, what its keeper asks for, and how it judges itself.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { type Builder, BuilderLine, type Place } from '../places'
import { SITE_STAGES } from '../places/values'
import { checklistOf, type Rulebook } from '../rulebook'
import { STAGE_DAYS } from './form'
import type { NamedStep } from './named'
import { NormText, RoomsNote, StageSteps } from './parts'
import type { Rating } from './store-site'

export interface StageProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  place: Place
  builder: Builder
  staff: number
  last: Rating | null
  steps: NamedStep[]
  writes: boolean
  formKey: string
  refused: { of: 'decide' | 'correct'; form: FormState } | null
  notice: Notice | null
}

const EMPTY: FormState = { values: {}, errors: {} }

export function StagePage(props: StageProps) {
  const { ui, book, place, steps, refused, last } = props
  const { t, lang } = ui
  const asked = steps.find(({ state }) => state === 'asked')
  const failed = checklistOf(book, 'site', place.trade).filter(
    ({ id }) => last?.results[id] === 'fail',
  )
  return (
    <OfficeFrame
      ui={ui}
      title={place.name}
      tab="places"
      roles={props.roles}
      failed={refused !== null}
    >
      {refused ? <ErrorSummary ui={ui} form={refused.form} prefix={refused.of} /> : null}
      <NoticeLine notice={props.notice} />
      <BuilderLine ui={ui} builder={props.builder} class="note" />
      <section class="card">
        <h2>{t('phase.title')}</h2>
        <p>
          <b>{t(`phase.${place.stage ?? 'none'}`)}</b>
        </p>
        <StageSteps ui={ui} steps={steps} />
      </section>
      {asked && props.writes ? <Decide {...props} asked={asked} /> : null}
      {props.writes && place.status === 'open' ? <Correct {...props} /> : null}
      <section class="card">
        <h2>{t('norm.title')}</h2>
        <NormText ui={ui} book={book} last={last} />
        {failed.length === 0 ? null : (
          <ul class="dots">
            {failed.map((item) => (
              <li key={item.id}>
                {item.aspect[lang]} · {item.text[lang]}
              </li>
            ))}
          </ul>
        )}
        <RoomsNote ui={ui} book={book} place={place} staff={props.staff} />
      </section>
      <p class="roles">
        <a href={`/office/places/${place.code}`}>{t('returns.to_place')}</a>
      </p>
    </OfficeFrame>
  )
}

function Decide({ ui, place, refused, asked }: StageProps & { asked: NamedStep }) {
  const { t, lang } = ui
  const form = refused?.of === 'decide' ? refused.form : EMPTY
  return (
    <form class="card" method="post" action={`/office/sites/${place.code}/decide`} novalidate>
      <h2>
        {t('phase.asks', {
          stage: t(`phase.${asked.toStage}`),
          date: dayText(lang, asked.day),
        })}
      </h2>
      <Hidden values={{ step: String(asked.id) }} />
      <Field
        ui={ui}
        form={form}
        prefix="decide"
        name="decision"
        label="phase.decision"
        options={[
          ['confirm', t('phase.confirm')],
          ['refuse', t('phase.refuse')],
        ]}
      />
      <Field
        ui={ui}
        form={form}
        prefix="decide"
        name="reason"
        label="returns.reason"
        hint="returns.reason_hint"
        maxLength={100}
      />
      <Button>{t('phase.answer')}</Button>
    </form>
  )
}

function Correct({ ui, place, refused, formKey }: StageProps) {
  const { t, lang } = ui
  const form =
    refused?.of === 'correct'
      ? refused.form
      : { ...EMPTY, values: { stage: place.stage ?? 'none' } }
  const today = dayOf(ui.now)
  return (
    <details class="card screen" open={refused?.of === 'correct'}>
      <summary>{t('phase.correct')}</summary>
      <form method="post" action={`/office/sites/${place.code}/stage`} novalidate>
        <Hidden values={{ key: formKey, was: place.stage ?? 'none' }} />
        <div class="two">
          <Field
            ui={ui}
            form={form}
            prefix="correct"
            name="stage"
            label="phase.title"
            options={SITE_STAGES.map((each) => [each, t(`phase.${each}`)] as const)}
          />
          <Field
            ui={ui}
            form={form}
            prefix="correct"
            name="day"
            label="phase.since"
            options={Array.from({ length: STAGE_DAYS + 1 }, (_, i) => [
              String(today - i),
              dayText(lang, today - i),
            ])}
          />
        </div>
        <Field
          ui={ui}
          form={form}
          prefix="correct"
          name="reason"
          label="returns.reason"
          maxLength={100}
        />
        <Button class="second">{t('phase.correct_save')}</Button>
      </form>
    </details>
  )
}
