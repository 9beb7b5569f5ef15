// Everything once more before it is handed in, with what is still missing first.
import { clockTime, dayText } from '../../i18n/format'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { ListedFile } from '../files'
import { checklistOf } from '../rulebook'
import type { Flow } from './flow'
import { NOTE_LENGTH } from './form'
import { StepFrame, stepPath } from './frame'
import { fileSlots, type Step } from './rules-steps'
import { tradeName } from './stands'
import { answerText } from './steps'

interface CheckProps {
  ui: Ui
  flow: Flow
  files: ListedFile[]
  formKey: string
  /** The word to the office, as typed. */
  form: FormState
  /** It changed since this page was shown. */
  changed?: boolean | undefined
}

export function CheckPage({ ui, flow, files, formKey, form, changed }: CheckProps) {
  const { place, book, application, open } = flow
  const { t } = ui
  const heading = t(open.length === 0 ? 'apply.check_title' : 'apply.missing', { n: open.length })
  return (
    <StepFrame {...{ ui, book, place, form }} step="check" heading={heading}>
      {changed ? <p class="ask">{t('apply.changed')}</p> : null}
      {open.length > 0 ? (
        <ul class="ways">
          {open.map((step) => (
            <li key={step}>
              <a href={stepPath(place, step)}>{t(`apply.step_${step}`)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <PlaceFacts ui={ui} flow={flow} />
      <Filing ui={ui} flow={flow} />
      <Papers ui={ui} flow={flow} files={files} />
      <SelfCheck ui={ui} flow={flow} />
      {open.length > 0 ? (
        <p class="note">{t('apply.missing_text')}</p>
      ) : (
        <form action={`/apply/${place.code}/check`} method="post">
          <Hidden values={{ key: formKey, version: String(application.version) }} />
          {application.state === 'sent_back' ? (
            <section class="card">
              <Field
                ui={ui}
                form={form}
                name="note"
                label="apply.note"
                hint="apply.note_hint"
                lines={3}
                maxLength={NOTE_LENGTH}
              />
            </section>
          ) : null}
          <p class="note">{t('apply.truth')}</p>
          <Button>{t(book.riskLevel === 'low' ? 'apply.submit_low' : 'apply.submit')}</Button>
        </form>
      )}
    </StepFrame>
  )
}

interface PartProps {
  ui: Ui
  flow: Flow
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

function Head({ ui, flow, step, n }: PartProps & { step: Step; n?: string }) {
  const name = ui.t(`apply.step_${step}`)
  return (
    <h2 class="split">
      {name} {n ?? ''}
      <small>
        <a
          class="hop"
          href={stepPath(flow.place, step)}
          aria-label={ui.t('apply.change_step', { step: name })}
        >
          {ui.t('apply.change')}
        </a>
      </small>
    </h2>
  )
}

export function PlaceFacts({ ui, flow: { place, book } }: PartProps) {
  const { t } = ui
  const { opensAt, closesAt, capacity } = place
  return (
    <section class="card">
      <h2 class="split">
        {place.name}
        <small>
          <a
            class="hop"
            href={`/apply/${place.code}/place`}
            aria-label={t('apply.change_step', { step: t('apply.place_facts') })}
          >
            {t('apply.change')}
          </a>
        </small>
      </h2>
      <dl class="pairs">
        <Fact
          label={t('apply.trade')}
          value={`${t(`kind.${place.kind}`)} · ${tradeName(ui, book, place.trade)}`}
        />
        <Fact label={t('apply.address')} value={place.address} />
        {opensAt === null || closesAt === null ? null : (
          <Fact
            label={t('apply.hours')}
            value={`${clockTime(opensAt)}–${closesAt === 1440 ? '24:00' : clockTime(closesAt)}`}
          />
        )}
        {capacity === null ? null : <Fact label={t('apply.capacity')} value={String(capacity)} />}
      </dl>
    </section>
  )
}

function Filing({ ui, flow }: PartProps) {
  const { place, book, application, answers } = flow
  const { t, lang } = ui
  const { outsideNumber, outsideOn } = application
  return (
    <section class="card">
      <Head ui={ui} flow={flow} step="filing" />
      <dl class="pairs">
        {book.opening.filing[place.kind].map((question) => (
          <Fact
            key={question.id}
            label={question.text[lang]}
            value={answerText(ui, question, answers[question.id])}
          />
        ))}
        {answers.credit ? <Fact label={t('apply.credit')} value={answers.credit} /> : null}
        {outsideNumber && outsideOn !== null && book.opening.outsideFiling ? (
          <Fact
            label={book.opening.outsideFiling.name[lang]}
            value={`${outsideNumber} · ${dayText(lang, outsideOn)}`}
          />
        ) : null}
      </dl>
    </section>
  )
}

function Papers({ ui, flow, files }: PartProps & { files: ListedFile[] }) {
  const { t, lang } = ui
  const slots = fileSlots(flow.book, flow.place.kind)
  if (slots.length === 0) return null
  return (
    <section class="card">
      <Head ui={ui} flow={flow} step="papers" />
      <dl class="pairs">
        {slots.map((slot) => {
          const n = files.filter((file) => file.purpose === slot.id).length
          return (
            <Fact
              key={slot.id}
              label={slot.name[lang]}
              value={
                n > 0 ? t('apply.sent', { n }) : t(slot.needed ? 'apply.not_sent' : 'apply.if_any')
              }
            />
          )
        })}
      </dl>
    </section>
  )
}

/** What is not right yet may be handed in all the same, but is better put right first. */
function SelfCheck({ ui, flow }: PartProps) {
  const { place, book, application, pledge } = flow
  const { t, lang } = ui
  const items = checklistOf(book, place.kind, place.trade)
  const done = items.filter(({ id }) => application.selfCheck[id])
  const fails = items.filter(({ id }) => application.selfCheck[id] === 'fail')
  return (
    <>
      <section class="card">
        <Head ui={ui} flow={flow} step="self-check" n={`${done.length}/${items.length}`} />
        {fails.length === 0 ? null : (
          <>
            <p class="old">{t('apply.fix_first', { n: fails.length })}</p>
            <ul class="clauses">
              {fails.map((item) => (
                <li key={item.id}>{item.text[lang]}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section class="card">
        <Head ui={ui} flow={flow} step="pledge" />
        <p class={pledge ? 'yes' : 'old'}>
          {pledge ? `✓ ${t('apply.pledged', { number: pledge.number })}` : t('apply.not_signed')}
        </p>
      </section>
    </>
  )
}
