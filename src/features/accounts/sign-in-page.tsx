// The sign-in page, and the list of places of somebody who keeps several.
import { islands } from '../../generated/assets'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { KeptPlace } from './team-store'

interface SignInProps {
  ui: Ui
  form: FormState
  /** Where to go then; empty for the account's own home. */
  next: string
  /** 马* on a phone that is known: only the PIN is asked. */
  known: string | null
}

export function SignInPage({ ui, form, next, known }: SignInProps) {
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  const other = `/sign-in?other=1${next ? `&next=${encodeURIComponent(next)}` : ''}`
  return (
    <Page ui={ui} title={t('account.sign_in')} failed={failed} light>
      <h1>{known ? t('account.pin_for', { name: known }) : t('account.sign_in')}</h1>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/sign-in" method="post">
        {known ? <PinField ui={ui} form={form} /> : <NameAndPassword ui={ui} form={form} />}
        <Hidden values={{ next }} />
        <Button>{t('account.sign_in')}</Button>
      </form>
      <p class="roles">{known ? <a href={other}>{t('account.someone_else')}</a> : null}</p>
      <p class="note">{t(known ? 'account.lost_pin' : 'account.who')}</p>
      {known ? null : (
        <p class="roles">
          <a href="/join">{t('join.have_code')}</a>
        </p>
      )}
    </Page>
  )
}

const PinField = ({ ui, form }: { ui: Ui; form: FormState }) => (
  <Field
    ui={ui}
    form={form}
    name="password"
    label="account.pin"
    inputmode="numeric"
    autocomplete="current-password"
    enterkeyhint="go"
    maxLength={6}
    password
    large
  />
)

const NameAndPassword = ({ ui, form }: { ui: Ui; form: FormState }) => (
  <>
    <Field
      ui={ui}
      form={form}
      name="name"
      label="account.name"
      autocomplete="username"
      maxLength={64}
    />
    <Field
      ui={ui}
      form={form}
      name="password"
      label="account.password"
      hint="account.password_hint"
      autocomplete="current-password"
      enterkeyhint="go"
      maxLength={128}
      password
    />
  </>
)

export const SignOut = ({ ui }: { ui: Ui }) => (
  <form action="/sign-out" method="post" class="quiet">
    <Button class="second">{ui.t('nav.sign_out')}</Button>
  </form>
)

/** Before a phone that keeps things forgets them: what was not sent yet is named. */
export const LeavePage = ({ ui }: { ui: Ui }) => (
  <Page ui={ui} title={ui.t('nav.sign_out')} script={islands.leave}>
    <h1>{ui.t('nav.sign_out')}</h1>
    <p>{ui.t('account.leave_text')}</p>
    <div data-island="leave">
      <p class="ask" role="alert" data-waiting hidden>
        <b data-text={ui.t('account.leave')} /> <a href="/keep">{ui.t('walk.leave_go')}</a>
      </p>
      <form action="/sign-out" method="post">
        <Hidden values={{ sure: '1' }} />
        <Button>{ui.t('nav.sign_out')}</Button>
      </form>
    </div>
  </Page>
)

/** A keeper of several places, or of none yet. */
export function KeptPlacesPage({ ui, places }: { ui: Ui; places: KeptPlace[] }) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('account.my_places')}>
      <h1>{t('account.my_places')}</h1>
      {places.length === 0 ? (
        <section class="card empty">
          <h2>{t('account.no_place')}</h2>
          <p>{t('account.no_place_text')}</p>
          <a class="tap" href="/apply">
            {t('apply.title')}
          </a>
          <p>
            <a href="/join">{t('join.have_code')}</a>
          </p>
        </section>
      ) : null}
      <ul class="places">
        {places.map((place) => (
          <li key={place.code}>
            <a class="row" href={`/keep/${place.code}`}>
              <b>{place.name}</b>
              <span>
                {t(`kind.${place.kind}`)} · {t(`team.role.${place.role}`)} · {place.code}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <SignOut ui={ui} />
    </Page>
  )
}
