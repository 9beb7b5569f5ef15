// Inviting workers: the QR and code held out, and the invitations still open.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { StaffNav } from '../visits'

const untilText = (ui: Ui, until: number): string =>
  `${dayText(ui.lang, dayOf(until))} ${timeOf(until)}`

interface InviteProps {
  ui: Ui
  place: Place
  link: string
  qr: string
  code: string
  until: number
}

export function InvitePage({ ui, place, link, qr, code, until }: InviteProps) {
  const { t } = ui
  const time = untilText(ui, until)
  return (
    <Page ui={ui} title={t('people.invite')}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('people.invite')}</h1>
      </div>
      <section class="card held-out">
        <h2>{t('people.scan')}</h2>
        <img
          class="qr"
          width="240"
          height="240"
          alt={t('people.invite_qr', { name: place.name })}
          src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        />
        <p class="note">{t('people.crew', { time })}</p>
        <p class="note">
          {t('people.or_send')}
          <br />
          <a href={link}>{link}</a>
        </p>
      </section>
      <section class="card held-out">
        <h2>{t('people.by_code')}</h2>
        <p class="digits">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
      </section>
      <a class="go" href={`/keep/${place.code}/staff`}>
        {t('people.back')}
      </a>
    </Page>
  )
}

export interface ShownInvitation {
  tokenHash: string
  /** Who made it, masked. */
  by: string
  createdAt: number
  expiresAt: number
  uses: number
}

interface InvitationsProps {
  ui: Ui
  place: Place
  invitations: ShownInvitation[]
  notice: string | null
}

/** What still opens; the code itself is not kept, so a lost one is taken back and made anew. */
export function InvitationsPage({ ui, place, invitations, notice }: InvitationsProps) {
  const { t } = ui
  const path = `/keep/${place.code}/staff`
  return (
    <Page ui={ui} title={t('people.invitations')}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('people.invitations')}</h1>
        <p>{t('people.invitations_text')}</p>
      </div>
      {notice ? (
        <p class="done" role="status">
          {notice}
        </p>
      ) : null}
      {invitations.length === 0 ? (
        <section class="card empty">
          <h2>{t('people.invitations_none')}</h2>
          <p>{t('people.invitations_none_text')}</p>
        </section>
      ) : (
        <section class="card">
          <ul class="team">
            {invitations.map((each) => (
              <li key={each.tokenHash}>
                <div>
                  <b>{t('people.invitation_until', { time: untilText(ui, each.expiresAt) })}</b>
                  <small>
                    {t('people.invitation_by', {
                      name: each.by,
                      time: untilText(ui, each.createdAt),
                    })}
                  </small>
                  <small>{t('people.invitation_left', leftOf(ui.now, each))}</small>
                </div>
                <form action={`${path}/invitations/revoke`} method="post">
                  <Hidden values={{ invitation: each.tokenHash }} />
                  <Button class="mini">{t('people.invitation_revoke')}</Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
      <form action={`${path}/invite`} method="post">
        <Button>{t('people.invite')}</Button>
      </form>
      <p class="roles">
        <a href={path}>{t('people.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}

const leftOf = (now: number, { expiresAt, uses }: ShownInvitation) => {
  const minutes = Math.max(1, Math.floor((expiresAt - now) / 60_000))
  return { n: uses, hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
