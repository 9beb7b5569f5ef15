// 迎检: the keeper holds out a code that opens the registers for a while; what the inspector meets when it has ended.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, type FormState, Hidden } from '../../ui/field'
import { MessagePage } from '../../ui/message'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { HeldOut } from './pass'
import { PaperWays } from './sheet'
import type { RegisterPass } from './tables'

interface Props {
  ui: Ui
  place: Pick<Place, 'code' | 'name'>
  /** How long a pass lives. */
  hours: number
  /** The one just made, while it lives. */
  shown: (HeldOut & { until: number }) | null
  passes: RegisterPass[]
  formKey: string
  form: FormState
  notice: Notice | null
}

export function InspectorPage(props: Props) {
  const { ui, place, hours, shown, passes, form } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('pass.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('pass.title')}</h1>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      {shown ? (
        <section class="card held-out">
          <h2>{t('pass.scan')}</h2>
          <img
            class="qr"
            width="240"
            height="240"
            alt={t('pass.qr_alt', { name: place.name })}
            src={shown.qr}
          />
          <p>
            <b>{t('pass.until', { time: momentText(ui, shown.until) })}</b>
          </p>
          <p class="note">{t('pass.text')}</p>
          <p class="note">
            <a href={shown.link}>{shown.link}</a>
          </p>
        </section>
      ) : (
        <p class="lead">{t('pass.lead', { hours })}</p>
      )}
      <form action={`/keep/${place.code}/inspector`} method="post">
        <Hidden values={{ key: props.formKey }} />
        <Button class={shown ? 'second' : 'go'}>{t(shown ? 'pass.again' : 'pass.make')}</Button>
      </form>
      {passes.length > 0 ? (
        <>
          <h2 class="label">{t('pass.list')}</h2>
          <ul class="card team">
            {passes.map((pass) => (
              <PassRow key={pass.tokenHash} ui={ui} place={place} pass={pass} />
            ))}
          </ul>
        </>
      ) : null}
      <PaperWays ui={ui} code={place.code} current="inspector" keeper />
    </Page>
  )
}

const momentText = ({ lang }: Ui, at: number): string => `${dayText(lang, dayOf(at))} ${timeOf(at)}`

const stateOf = ({ revokedAt, expiresAt }: RegisterPass, now: number) =>
  revokedAt !== null ? 'revoked' : expiresAt <= now ? 'ended' : 'live'

function PassRow({ ui, place, pass }: Pick<Props, 'ui' | 'place'> & { pass: RegisterPass }) {
  const { t } = ui
  const state = stateOf(pass, ui.now)
  const made = momentText(ui, pass.createdAt)
  return (
    <li>
      <div>
        <b>{made}</b>
        <small class={state === 'live' ? 'old' : undefined}>
          {t(`pass.state.${state}`, { time: momentText(ui, pass.revokedAt ?? pass.expiresAt) })}
        </small>
        <small>
          {pass.openedAt === null
            ? t('pass.never')
            : t('pass.opened', { n: pass.opened, time: momentText(ui, pass.openedAt) })}
        </small>
      </div>
      {state === 'live' ? (
        <form action={`/keep/${place.code}/inspector/${pass.tokenHash}/revoke`} method="post">
          <button type="submit" class="mini" aria-label={t('pass.revoke_of', { time: made })}>
            {t('pass.revoke')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

/** Over the registers: whose code this is and until when. */
export const PassNote = ({ ui, until }: { ui: Ui; until: number }) => (
  <p class="ask screen">{ui.t('pass.reading', { time: momentText(ui, until) })}</p>
)

/** Unknown, ended and taken back look the same. */
export const NoPassPage = ({ ui }: { ui: Ui }) => (
  <MessagePage ui={ui} title={ui.t('pass.gone')} text={ui.t('pass.gone_text')}>
    <a class="go" href="/">
      {ui.t('nav.back')}
    </a>
  </MessagePage>
)
