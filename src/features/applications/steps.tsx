// The steps that are filled in: the filing's questions, and the checklist the inspectors will use.
import { dayWithWeekday } from '../../i18n/format'
import { dayFromIso, isoDay } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, EMPTY_FORM, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { checklistOf, type Rulebook } from '../rulebook'
import type { Flow } from './flow'
import { DAYS_AHEAD, DAYS_BACK, fieldOf, itemField } from './form'
import { Conflict, StepFrame, stepPath, type Theirs } from './frame'
import { STEPS, type Step } from './rules-steps'

type Question = Rulebook['opening']['filing']['shop'][number]

export interface StepProps {
  ui: Ui
  flow: Flow
  form: FormState
  /** What the form was made from. */
  seen: string
  theirs?: Theirs[] | undefined
}

/** Saving for now asks for nothing; going on asks for everything. */
const Ways = ({ ui, step }: { ui: Ui; step: Step }) => {
  const next = STEPS[STEPS.indexOf(step) + 1] ?? 'check'
  return (
    <>
      <Button>{ui.t('apply.next', { step: ui.t(`apply.step_${next}`) })}</Button>
      <button type="submit" class="second" name="later" value="1">
        {ui.t('apply.save_later')}
      </button>
    </>
  )
}

export function FilingPage({ ui, flow, form, seen, theirs }: StepProps) {
  const { place, book, today } = flow
  const { t } = ui
  const outside = book.opening.outsideFiling
  const back = Array.from({ length: DAYS_BACK + 1 }, (_, n) => today - n)
  const labels = Object.fromEntries(
    book.opening.filing[place.kind].map(({ id, text }) => [fieldOf(id), text[ui.lang]]),
  )
  const props = { ui, book, place, form, labels }
  return (
    <StepFrame {...props} step="filing" heading={t('apply.step_filing')}>
      <Conflict ui={ui} theirs={theirs} />
      <form action={stepPath(place, 'filing')} method="post" novalidate>
        <Hidden values={{ seen }} />
        <section class="card">
          {book.opening.filing[place.kind].map((question) => (
            <Asked key={question.id} ui={ui} form={form} question={question} today={today} />
          ))}
          <Field
            ui={ui}
            form={form}
            name="credit"
            label="apply.credit"
            hint="apply.credit_hint"
            maxLength={24}
          />
        </section>
        {outside ? (
          <section class="card">
            <h2>{outside.name[ui.lang]}</h2>
            <p class="note">{t('apply.outside_text')}</p>
            <Field
              ui={ui}
              form={form}
              name="outside_number"
              label="apply.outside_number"
              maxLength={60}
            />
            <Field
              ui={ui}
              form={form}
              name="outside_on"
              label="apply.outside_on"
              options={dayOptions(ui, back)}
            />
          </section>
        ) : null}
        <Ways ui={ui} step="filing" />
      </form>
    </StepFrame>
  )
}

const dayOptions = (ui: Ui, days: number[]): (readonly [string, string])[] => [
  ['', ui.t('apply.choose')],
  ...days.map((day) => [isoDay(day), dayWithWeekday(ui.lang, day)] as const),
]

function Asked(props: { ui: Ui; form: FormState; question: Question; today: number }) {
  const { ui, form, question, today } = props
  const name = fieldOf(question.id)
  const text = question.text[ui.lang]
  const hint = question.hint?.[ui.lang]
  if (question.kind === 'yes_no') {
    return (
      <>
        <p class="label">
          {text}
          {hint ? <small>{hint}</small> : null}
        </p>
        <Choice
          ui={ui}
          form={form}
          name={name}
          legend={text}
          options={[
            ['no', ui.t('apply.no')],
            ['yes', ui.t('apply.yes')],
          ]}
        />
      </>
    )
  }
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, n) => today + n)
  return (
    <Field
      ui={ui}
      form={form}
      name={name}
      label={question.required ? 'apply.question' : 'apply.question_optional'}
      hint={hint ? 'apply.hint' : undefined}
      params={{ text, hint: hint ?? '' }}
      {...(question.kind === 'count' ? { inputmode: 'numeric', maxLength: 7 } : { maxLength: 220 })}
      {...(question.kind === 'day' ? { options: dayOptions(ui, days) } : {})}
    />
  )
}

export function SelfCheckPage({ ui, flow, form, seen, theirs }: StepProps) {
  const { place, book } = flow
  const { t, lang } = ui
  const items = checklistOf(book, place.kind, place.trade)
  const labels = Object.fromEntries(items.map(({ id, text }) => [itemField(id), text[lang]]))
  return (
    <StepFrame
      {...{ ui, book, place, form, labels }}
      step="self-check"
      heading={t('apply.step_self-check')}
    >
      <p class="note">{t('apply.self_check_text')}</p>
      <Conflict ui={ui} theirs={theirs} />
      <form action={stepPath(place, 'self-check')} method="post" class="trio" novalidate>
        <Hidden values={{ seen }} />
        {items.map((item, i) => (
          <section class="card" key={item.id}>
            <p class="held">
              {i + 1}/{items.length} · {item.aspect[lang]}
            </p>
            <p>{item.text[lang]}</p>
            <Choice
              ui={ui}
              form={form}
              name={itemField(item.id)}
              legend={item.text[lang]}
              options={[
                ['pass', t('apply.pass')],
                ['fail', t('apply.fail')],
                ['na', t('apply.na')],
              ]}
            />
          </section>
        ))}
        <Ways ui={ui} step="self-check" />
      </form>
    </StepFrame>
  )
}

/** A pledge that holds is shown; else the way to sign it, which comes back here. */
export function PledgePage({ ui, flow }: { ui: Ui; flow: Flow }) {
  const { place, book, pledge } = flow
  const { t } = ui
  const title = book.pledges.place[place.kind].title[ui.lang]
  return (
    <StepFrame
      {...{ ui, book, place }}
      form={EMPTY_FORM}
      step="pledge"
      heading={t('apply.step_pledge')}
    >
      <section class="card">
        <h2>{title}</h2>
        {pledge ? (
          <p class="yes">✓ {t('apply.pledged', { number: pledge.number })}</p>
        ) : (
          <p class="note">{t('apply.pledge_text')}</p>
        )}
        {pledge ? (
          <a class="opens" href={`/pledges/${pledge.number}`}>
            {t('pledge.view')}
          </a>
        ) : null}
      </section>
      <a class="go" href={pledge ? stepPath(place, 'check') : `/keep/${place.code}/pledge`}>
        {pledge ? t('apply.next', { step: t('apply.step_check') }) : t('apply.sign')}
      </a>
    </StepFrame>
  )
}

/** An answer of the filing in words. */
export function answerText(ui: Ui, question: Question, value: string | undefined): string {
  if (!value) return '—'
  if (question.kind === 'yes_no') return ui.t(value === 'yes' ? 'apply.yes' : 'apply.no')
  return question.kind === 'day' ? dayWithWeekday(ui.lang, dayFromIso(value)) : value
}
