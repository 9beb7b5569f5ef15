// One page of a pledge: who signs, or one question of the rulebook.
import type { ComponentChildren } from 'preact'
import { dayText } from '../../i18n/format'
import { dayFromIso, isoDay } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { Draft } from './draft'
import { isInvitationToken, stayCount } from './form'
import { OutcomeNote } from './outcome'
import {
  areasAsked,
  askedSince,
  CHECK,
  MOST_STAYS,
  type Outcome,
  type PledgeText,
  type Question,
  type RiskArea,
  WHO,
} from './rules'

/** A pledge being filled in. */
export interface Flow {
  draft: Draft
  place: Place
  book: Rulebook
  text: PledgeText
  steps: string[]
  /** e.g. `/p/7K3M9QX/pledge`: each page of the pledge stands below it. */
  base: string
  today: number
  outcome: Outcome
}

interface StepProps {
  ui: Ui
  flow: Flow
  step: string
  form: FormState
  /** Whether the page before has just been answered with a yes that has consequences. */
  told?: boolean
  /** What was filled in before has expired. */
  late?: boolean
  /** Opened from the check page: goes back there. */
  fix?: boolean
  rows?: number
}

const failed = (form: FormState): boolean => Object.keys(form.errors).length > 0

export function StepHead({ ui, flow, step }: Pick<StepProps, 'ui' | 'flow' | 'step'>) {
  const n = flow.steps.indexOf(step) + 1
  const title = flow.text.title[ui.lang]
  return (
    <>
      <p class="stepno">
        {title} · {ui.t('pledge.step', { n, all: flow.steps.length })}
      </p>
      <progress class="prog" max={flow.steps.length} value={n} aria-hidden="true" />
      {flow.draft.witness === null ? null : <p class="ask">{ui.t('pledge.witness_note')}</p>}
    </>
  )
}

function StepFrame(props: StepProps & { heading: string; children: ComponentChildren }) {
  const { ui, flow, step, form } = props
  const { t } = ui
  const before = flow.steps[flow.steps.indexOf(step) - 1]
  return (
    <Page ui={ui} title={`${props.heading} · ${flow.text.title[ui.lang]}`} failed={failed(form)}>
      {props.told ? <OutcomeNote ui={ui} outcome={flow.outcome} /> : null}
      {props.late ? <p class="ask">{t('pledge.late')}</p> : null}
      <StepHead ui={ui} flow={flow} step={step} />
      <h1 class="asked">{props.heading}</h1>
      <ErrorSummary ui={ui} form={form} params={{ most: MOST_STAYS }} />
      <form action={`${flow.base}/${step}${props.fix ? '?fix=1' : ''}`} method="post" novalidate>
        {props.children}
        <Button>{t(props.fix ? 'pledge.save' : 'pledge.next')}</Button>
      </form>
      <p class="note center">
        {before ? <a href={`${flow.base}/${before}`}>{t('pledge.before')}</a> : null}
        {props.fix ? <a href={`${flow.base}/${CHECK}`}>{t('pledge.to_check')}</a> : null}
        <span>{t('pledge.kept_here')}</span>
      </p>
      {step === WHO ? (
        <p class="roles">
          <a href="/pledges/recover">{t('pledge.lost')}</a>
        </p>
      ) : null}
    </Page>
  )
}

export function WhoPage(props: StepProps) {
  const { ui, flow, form } = props
  const common = { ui, form }
  return (
    <StepFrame {...props} heading={ui.t('pledge.who')}>
      <p class="note">{ui.t('pledge.who_note', { place: flow.place.name })}</p>
      <section class="card">
        <Field {...common} name="name" label="visit.name" autocomplete="name" maxLength={60} />
        <Field
          {...common}
          name="phone"
          label="visit.phone"
          inputmode="tel"
          autocomplete="tel"
          maxLength={24}
        />
        <Field
          {...common}
          name="address"
          label="pledge.address"
          hint="pledge.address_hint"
          maxLength={60}
        />
        <Field {...common} name="job" label="pledge.job" hint="pledge.job_hint" maxLength={20} />
        {flow.draft.witness === null ? <Invitation ui={ui} form={form} /> : null}
      </section>
    </StepFrame>
  )
}

/** Whoever scanned an invitation need not see it; a code is typed. */
const Invitation = ({ ui, form }: Pick<StepProps, 'ui' | 'form'>) =>
  isInvitationToken(form.values.invitation ?? '') && !form.errors.invitation ? (
    <>
      <Hidden values={{ invitation: form.values.invitation ?? '' }} />
      <p class="note">{ui.t('pledge.invited')}</p>
    </>
  ) : (
    <Field
      ui={ui}
      form={form}
      name="invitation"
      label="pledge.invitation"
      hint="pledge.invitation_hint"
      maxLength={40}
    />
  )

export function QuestionPage(props: StepProps & { question: Question }) {
  const { ui, question, form } = props
  const heading = question.text[ui.lang]
  if (question.kind === 'stays') return <StaysPage {...props} />
  return (
    <StepFrame {...props} heading={heading}>
      {question.risk ? <p class="note">{ui.t('pledge.truth')}</p> : null}
      {question.kind === 'text' ? (
        <Field ui={ui} form={form} name="answer" label="pledge.answer" maxLength={60} />
      ) : (
        <Choice
          ui={ui}
          form={form}
          name="answer"
          legend={heading}
          options={
            question.kind === 'choice'
              ? question.options.map((option) => [option.id, option.text[ui.lang]] as const)
              : [
                  ['no', ui.t('pledge.no')],
                  ['yes', ui.t('pledge.yes')],
                ]
          }
        />
      )}
    </StepFrame>
  )
}

function StaysPage(props: StepProps & { question: Question }) {
  const { ui, flow, question, form } = props
  const { t } = ui
  const areas = areasAsked(flow.book, flow.today)
  const rows = Math.min(MOST_STAYS, Math.max(props.rows ?? 1, stayCount(form.values)))
  const since = dayText(ui.lang, askedSince(flow.today))
  return (
    <StepFrame {...props} heading={question.text[ui.lang]}>
      <p class="note">
        {t('pledge.since', { date: since })} {t('pledge.truth_been')}
      </p>
      <Areas ui={ui} areas={areas} />
      <Choice
        ui={ui}
        form={form}
        name="answer"
        legend={question.text[ui.lang]}
        options={[
          ['no', t('pledge.not_been')],
          ['yes', t('pledge.been')],
        ]}
      />
      <div class="stays">
        {Array.from({ length: rows }, (_, i) => (
          <StayFields key={i} {...props} areas={areas} n={i + 1} />
        ))}
        {rows < MOST_STAYS ? (
          <button type="submit" class="second" name="more" value={String(rows + 1)}>
            {t('pledge.one_more')}
          </button>
        ) : null}
      </div>
    </StepFrame>
  )
}

function Areas({ ui, areas }: { ui: Ui; areas: RiskArea[] }) {
  const names = (level: 'high' | 'medium'): string =>
    areas
      .filter((area) => area.level === level)
      .map((area) => area.name[ui.lang])
      .join(ui.lang === 'zh' ? '；' : '; ')
  return (
    <section class="card areas">
      {areas.length === 0 ? <p>{ui.t('pledge.no_areas')}</p> : null}
      {(['high', 'medium'] as const).map((level) =>
        names(level) ? (
          <p key={level}>
            <b>{ui.t(`pledge.level_${level}`)}</b> {names(level)}
          </p>
        ) : null,
      )}
    </section>
  )
}

function StayFields({
  ui,
  flow,
  form,
  areas,
  n,
}: Pick<StepProps, 'ui' | 'flow' | 'form'> & { areas: RiskArea[]; n: number }) {
  const { t, lang } = ui
  const first = askedSince(flow.today)
  const days = Array.from({ length: flow.today - first + 1 }, (_, i) => isoDay(flow.today - i))
  const dayOption = (iso: string): readonly [string, string] => {
    const day = dayFromIso(iso)
    const text = dayText(lang, day)
    if (day === flow.today) return [iso, t('pledge.today', { day: text })]
    return [iso, day === first ? t('pledge.or_earlier', { day: text }) : text]
  }
  const choose = ['', t('pledge.please_choose')] as const
  const options = [choose, ...days.map(dayOption)]
  return (
    <section class="card">
      <h2>{t('pledge.stay_n', { n })}</h2>
      <Field
        ui={ui}
        form={form}
        name={`area${n}`}
        label="pledge.stay_area"
        options={[choose, ...areas.map((area) => [area.code, area.name[lang]] as const)]}
      />
      <Field
        ui={ui}
        form={form}
        name={`where${n}`}
        label="pledge.stay_where"
        hint="pledge.stay_where_hint"
        maxLength={40}
      />
      <div class="two">
        <Field ui={ui} form={form} name={`from${n}`} label="pledge.stay_from" options={options} />
        <Field ui={ui} form={form} name={`to${n}`} label="pledge.stay_to" options={options} />
      </div>
    </section>
  )
}
