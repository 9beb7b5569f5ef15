// The people of a place as its keeper sees them, and the invitation held out to one more.
import type { ComponentChildren } from 'preact'
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { PlaceKind } from '../places'
import type { Member } from './team-store'

interface TeamPlace {
  code: string
  name: string
  kind: PlaceKind
}

interface TeamProps {
  ui: Ui
  place: TeamPlace
  members: (Member & { name: string })[]
  /** The account that looks. */
  me: number
  /** Too many invitations are open. */
  full: boolean
  /** The ways to the other pages of the place. */
  children: ComponentChildren
}

export function TeamPage({ ui, place, members, me, full, children }: TeamProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={t(`team.title_${place.kind}`)} failed={full}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t(`team.title_${place.kind}`)}</h1>
      </div>
      {full ? (
        <p class="ask" role="alert">
          {t('team.full')}
        </p>
      ) : null}
      <ul class="card team">
        {members.map((member) => (
          <MemberRow key={member.accountId} ui={ui} place={place} member={member} me={me} />
        ))}
      </ul>
      <form action={`/keep/${place.code}/team/invite`} method="post">
        <Button>{t('team.invite')}</Button>
      </form>
      <p class="note">{t('team.invite_note')}</p>
      {children}
    </Page>
  )
}

function MemberRow(props: {
  ui: Ui
  place: TeamPlace
  member: TeamProps['members'][0]
  me: number
}) {
  const { ui, place, member, me } = props
  const { t, lang } = ui
  const since = t('team.since', { date: dayText(lang, dayOf(member.since)) })
  const you = member.accountId === me ? ` · ${t('team.you')}` : ''
  return (
    <li>
      <div>
        <b>{member.name}</b>
        <small>
          {t(`team.role.${member.role}`)} · {since}
          {you}
        </small>
      </div>
      {member.role === 'helper' ? (
        <form action={`/keep/${place.code}/team/${member.accountId}/revoke`} method="post">
          <button
            type="submit"
            class="mini"
            aria-label={t('team.revoke_name', { name: member.name })}
          >
            {t('team.revoke')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

interface InviteProps {
  ui: Ui
  place: TeamPlace
  link: string
  typeAt: string
  qr: string
  code: string
  codeUntil: number
  linkUntil: number
}

export function InvitePage(props: InviteProps) {
  const { ui, place, link } = props
  const { t, lang } = ui
  const until = `${dayText(lang, dayOf(props.linkUntil))} ${timeOf(props.linkUntil)}`
  return (
    <Page ui={ui} title={t('team.invite')}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('team.invite')}</h1>
      </div>
      <section class="card held-out">
        <h2>{t('team.scan')}</h2>
        <img
          class="qr"
          width="240"
          height="240"
          alt={t('team.qr_alt', { name: place.name })}
          src={`data:image/svg+xml,${encodeURIComponent(props.qr)}`}
        />
        <p class="note">{t('team.until', { time: until })}</p>
        <p class="note">
          {t('team.or_send')}
          <br />
          <a href={link}>{link}</a>
        </p>
      </section>
      <section class="card held-out">
        <h2>{t('team.on_pc')}</h2>
        <p>{t('team.type_at', { address: props.typeAt.replace(/^https?:\/\//, '') })}</p>
        <p class="digits">{`${props.code.slice(0, 3)} ${props.code.slice(3)}`}</p>
        <p class="note">{t('team.until', { time: timeOf(props.codeUntil) })}</p>
      </section>
      <p class="note">{t('team.once')}</p>
      <a class="go" href={`/keep/${place.code}/team`}>
        {t(`team.done_${place.kind}`)}
      </a>
    </Page>
  )
}
