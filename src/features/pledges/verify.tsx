// What anybody may see of a pledge, by its QR or its number.
import { fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Field, type FormState } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { AnswersGone, STATE_CLASS } from './card'
import type { PledgeState } from './rules'
import type { Pledge } from './tables'

interface VerifyProps {
  ui: Ui
  pledge: Pick<Pledge, 'number' | 'signedAt' | 'textVersion' | 'kind' | 'answersPurgedAt'>
  title: string
  /** 李* for a person; the name of a place. */
  name: string
  state: PledgeState
}

/** What anybody may see: no signature, no answers, no full name. */
export function VerifyPage({ ui, pledge, title, name, state }: VerifyProps) {
  const { t } = ui
  const holds = state === 'valid' || state === 'old_text'
  return (
    <Page ui={ui} title={t('verify.title', { no: pledge.number })}>
      <section class={holds ? 'cert' : 'cert off'}>
        <h1>{title}</h1>
        <p class="number">{pledge.number}</p>
        <p class={`stamp ${STATE_CLASS[state]}`}>{t(`pledge.state_${state}`)}</p>
        <dl>
          <dt>{t(pledge.kind === 'personal' ? 'visit.name' : 'pledge.workplace')}</dt>
          <dd>{name}</dd>
          <dt>{t('pledge.signed_at')}</dt>
          <dd>{fullDate(ui.lang, dayOf(pledge.signedAt))}</dd>
          <dt>{t('pledge.text_version')}</dt>
          <dd>{t('pledge.version', { n: pledge.textVersion })}</dd>
        </dl>
      </section>
      <p class="note center">{t('pledge.notcert')}</p>
      <AnswersGone ui={ui} pledge={pledge} />
      {holds ? null : <p class="note center">{t('verify.ask_new')}</p>}
    </Page>
  )
}

/** The number typed from a card; also the way on from one that is unknown or mistyped. */
export const VerifyFormPage = ({ ui, form, title }: { ui: Ui; form: FormState; title: string }) => (
  <Page ui={ui} title={title} failed={Object.keys(form.errors).length > 0}>
    <h1>{title}</h1>
    <form class="card" action="/verify" method="get">
      <Field
        ui={ui}
        form={form}
        name="number"
        label="pledge.number"
        hint="pledge.number_hint"
        enterkeyhint="search"
        maxLength={20}
      />
      <Button>{ui.t('verify.check')}</Button>
    </form>
  </Page>
)
