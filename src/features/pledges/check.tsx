// Check the answers, read the clauses, sign.
import { islands } from '../../generated/assets'
import { dayText } from '../../i18n/format'
import { dayFromIso } from '../../shared/clock'
import { maskName } from '../../shared/text'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { Consent } from './consent'
import { OutcomeNote } from './outcome'
import { type Answer, CHECK, type PledgeText, type Question, WHO } from './rules'
import { type Flow, StepHead } from './step'

/** An answer in words, as lines. */
export function answerLines(
  ui: Ui,
  book: Rulebook,
  question: Question,
  answer: Answer | undefined,
): string[] {
  const { t, lang } = ui
  if (!answer) return ['—']
  if (question.kind === 'text') return [answer.value]
  if (question.kind === 'choice')
    return [question.options.find((option) => option.id === answer.value)?.text[lang] ?? '—']
  if (question.kind === 'yes_no') return [t(answer.value === 'yes' ? 'pledge.yes' : 'pledge.no')]
  if (answer.value !== 'yes') return [t('pledge.not_been')]
  return answer.stays.map((stay) =>
    t('pledge.stay_line', {
      area: book.riskAreas.find((area) => area.code === stay.area)?.name[lang] ?? stay.area,
      where: stay.where,
      from: dayText(lang, dayFromIso(stay.from)),
      to: dayText(lang, dayFromIso(stay.to)),
    }),
  )
}

interface RowProps {
  label: string
  lines: string[]
  href?: string
  change?: string
}

export const Row = ({ label, lines, href, change }: RowProps) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </dd>
    {href ? (
      <dd>
        <a href={href} aria-label={`${change ?? ''}：${label}`}>
          {change}
        </a>
      </dd>
    ) : null}
  </div>
)

export const Clauses = ({ ui, text }: { ui: Ui; text: PledgeText }) => (
  <ol class="clauses">
    {text.clauses.map((clause) => (
      <li key={clause.id}>{clause.text[ui.lang]}</li>
    ))}
  </ol>
)

interface CheckProps {
  ui: Ui
  flow: Flow
  /** Who signs. */
  signer: { name: string; phone: string; address: string; job: string }
  form: FormState
}

export function CheckPage({ ui, flow, signer, form }: CheckProps) {
  const { t } = ui
  const { draft, place, book, text, base } = flow
  const personal = draft.kind === 'personal'
  const row = (step: string, label: string, lines: string[]) => (
    <Row
      key={label}
      label={label}
      lines={lines}
      href={`${base}/${step}?fix=1`}
      change={t('pledge.change')}
    />
  )
  return (
    <Page
      ui={ui}
      title={t('pledge.check')}
      failed={Object.keys(form.errors).length > 0}
      script={islands.signature}
    >
      <StepHead ui={ui} flow={flow} step={CHECK} />
      <h1 class="asked">{t('pledge.check')}</h1>
      <ErrorSummary ui={ui} form={form} />
      <OutcomeNote ui={ui} outcome={flow.outcome} />
      <section class="card">
        <dl class="answers">
          {personal ? (
            <>
              {row(WHO, t('visit.name'), [signer.name])}
              {row(WHO, t('visit.phone'), [signer.phone])}
              {row(WHO, t('pledge.address'), [signer.address])}
              {row(WHO, t('pledge.workplace'), [`${place.name} · ${signer.job}`])}
            </>
          ) : (
            <>
              <Row label={t(`kind.${place.kind}`)} lines={[place.name, place.address]} />
              <Row label={t('pledge.responsible')} lines={[signer.name]} />
            </>
          )}
          {text.questions.map((question) =>
            row(
              question.id,
              question.text[ui.lang],
              answerLines(ui, book, question, draft.answers[question.id]),
            ),
          )}
        </dl>
      </section>
      <form class="card" action={`${base}/${CHECK}`} method="post" novalidate>
        <h2>{t(personal ? 'pledge.i_promise' : 'pledge.we_promise')}</h2>
        <p class="note">{t('pledge.to_whom', { hq: book.town.headquarters[ui.lang] })}</p>
        <Clauses ui={ui} text={text} />
        <Hidden values={{ key: draft.key, book: String(book.version) }} />
        {personal ? (
          <Consent
            ui={ui}
            form={form}
            name={`${maskName(signer.name)} ${signer.job}`}
            kind={place.kind}
          />
        ) : null}
        <SignatureBox ui={ui} form={form} name={signer.name} />
        <Button>{t('pledge.sign')}</Button>
        <p class="note">
          {t('pledge.use')} {t('pledge.version', { n: text.version })}
        </p>
      </form>
    </Page>
  )
}

/** A box to write in where script runs; everywhere else, and for whoever cannot write, the name typed. */
const SignatureBox = ({ ui, form, name }: { ui: Ui; form: FormState; name: string }) => (
  <div class="signing" data-island="signature">
    <div data-pad hidden>
      <p class="label">
        {ui.t('pledge.draw')}
        <small>{ui.t('pledge.draw_hint')}</small>
      </p>
      <canvas class="pad" width="300" height="130" role="img" aria-label={ui.t('pledge.draw')} />
      <p class="chips">
        <button type="button" class="mini" data-again>
          {ui.t('pledge.draw_again')}
        </button>
        <button type="button" class="mini" data-type>
          {ui.t('pledge.type_instead')}
        </button>
      </p>
    </div>
    <input type="hidden" name="drawn" value="" data-drawn />
    <div data-typed>
      <Field
        ui={ui}
        form={form}
        name="signed_name"
        label="pledge.type_name"
        hint="pledge.type_name_hint"
        params={{ name }}
        enterkeyhint="done"
        maxLength={60}
      />
    </div>
  </div>
)
