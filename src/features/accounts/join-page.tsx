// Accepting an invitation, typing its code, and what to do when it is gone.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState } from '../../ui/field'
import { MessagePage } from '../../ui/message'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { OpenInvitation } from './join-store'

interface JoinProps {
  ui: Ui
  invitation: OpenInvitation
  form: FormState
}

export function JoinPage({ ui, invitation, form }: JoinProps) {
  const { t, lang } = ui
  const { expiresAt, role, kind } = invitation
  const until = `${dayText(lang, dayOf(expiresAt))} ${timeOf(expiresAt)}`
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page ui={ui} title={t('join.title')} failed={failed} light>
      <div class="place">
        <h1>{invitation.name}</h1>
        <p>{t(`join.as_${role}`, { kind: t(`kind.${kind}`) })}</p>
      </div>
      <ErrorSummary ui={ui} form={form} />
      {/* The address of this page, so that the token appears nowhere else. */}
      <form class="card" action={ui.here} method="post">
        <Field ui={ui} form={form} name="name" label="join.name" autocomplete="name" />
        <Field
          ui={ui}
          form={form}
          name="phone"
          label="join.phone"
          hint="join.phone_hint"
          inputmode="tel"
          autocomplete="tel"
        />
        <PinField ui={ui} form={form} name="pin" label="join.pin" hint="join.pin_hint" />
        <PinField ui={ui} form={form} name="pin2" label="join.pin2" />
        <Button>{t('join.accept')}</Button>
        <p class="note">{t('join.privacy')}</p>
      </form>
      <p class="note">{t('join.until', { time: until })}</p>
    </Page>
  )
}

const PinField = (props: {
  ui: Ui
  form: FormState
  name: 'pin' | 'pin2'
  label: 'join.pin' | 'join.pin2'
  hint?: 'join.pin_hint'
}) => (
  <Field
    {...props}
    inputmode="numeric"
    autocomplete="new-password"
    enterkeyhint={props.name === 'pin' ? 'next' : 'done'}
    maxLength={6}
    password
  />
)

export function JoinCodePage({ ui, form }: { ui: Ui; form: FormState }) {
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page ui={ui} title={t('join.code_title')} failed={failed} light>
      <h1>{t('join.code_title')}</h1>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/join" method="post">
        <Field
          ui={ui}
          form={form}
          name="code"
          label="join.code"
          hint="join.code_hint"
          inputmode="numeric"
          autocomplete="one-time-code"
          enterkeyhint="go"
          maxLength={11}
          large
        />
        <Button>{t('join.go_on')}</Button>
      </form>
      <p class="note">{t('join.code_note')}</p>
    </Page>
  )
}

export const GonePage = ({ ui }: { ui: Ui }) => (
  <MessagePage ui={ui} title={ui.t('join.gone')} text={ui.t('join.gone_text')}>
    <a class="go" href="/sign-in">
      {ui.t('join.gone_sign_in')}
    </a>
    <p class="roles">
      <a href="/join">{ui.t('join.have_code')}</a>
    </p>
  </MessagePage>
)
