// The rules as the office sees them: what is in force, what waits for a second person, what was changed.
import { dayText, fullDate } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayFromIso, dayOf } from '../../shared/clock'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Published, Rulebook } from '../rulebook'
import { CHANGES } from './form-change'
import { effectiveDay } from './rules'
import type { ListedProposal } from './store'
import type { Proposal } from './tables'

interface HomeProps {
  ui: Ui
  roles: OfficerRole[]
  book: Rulebook
  live: Proposal | null
  /** What the live one would bring, or brings. */
  coming: Rulebook | null
  history: ListedProposal[]
  more: boolean
  versions: Published[]
  notice: Notice | null
}

export function RulebookHome(props: HomeProps) {
  const { ui, roles, book, live } = props
  const { t, lang } = ui
  return (
    <OfficeFrame ui={ui} title={t('switch.title')} tab="rulebook" roles={roles}>
      <NoticeLine notice={props.notice} />
      <section class="card">
        <h2>{t('switch.in_force', { n: book.version })}</h2>
        <p>
          {t('switch.since', { date: fullDate(lang, dayFromIso(book.effectiveFrom)) })} ·{' '}
          {t(`rules.level.${book.riskLevel}`)} · <a href="/rules">{t('switch.read')}</a>
        </p>
        <p class="note">{t('switch.two')}</p>
      </section>
      {live ? <Live {...props} live={live} /> : null}
      <h2 class="lead">{t('switch.change')}</h2>
      {live ? <p class="note">{t('switch.blocked')}</p> : null}
      <ul class="ways">
        {live
          ? null
          : CHANGES.map((what) => (
              <li key={what}>
                <a href={`/office/rulebook/change/${what}`}>{t(`switch.do.${what}`)}</a>
              </li>
            ))}
        <li>
          <a href="/office/listed">{t('switch.listed')}</a>
        </li>
      </ul>
      <History {...props} />
    </OfficeFrame>
  )
}

function Live({ ui, live, coming }: HomeProps & { live: Proposal }) {
  const { t, lang } = ui
  const n = live.newVersion ?? live.baseVersion + 1
  const today = dayOf(ui.now)
  const day = coming ? effectiveDay(coming, today) : today
  const waits = live.state === 'approved' && day > today
  const text = waits
    ? t('switch.live.waits', { n, date: dayText(lang, day) })
    : t(live.state === 'approved' ? 'switch.live.approved' : 'switch.live.proposed', { n })
  return (
    <section class="ask">
      <b>{text}</b>
      <p>
        <a class="hop" href={`/office/rulebook/proposals/${live.id}`}>
          {t('switch.live.open')}
        </a>
      </p>
    </section>
  )
}

function History({ ui, history, more, versions }: HomeProps) {
  const { t, lang } = ui
  const last = history.at(-1)
  return (
    <>
      <h2 class="lead">{t('switch.history')}</h2>
      {history.length === 0 ? (
        <section class="card empty">
          <h3>{t('switch.none')}</h3>
          <p>{t('switch.none_text')}</p>
        </section>
      ) : null}
      {history.map((each) => (
        <a class="row" key={each.id} href={`/office/rulebook/proposals/${each.id}`}>
          <b>
            {each.newVersion === null
              ? t('switch.line', { from: each.baseVersion })
              : t('switch.line_to', { from: each.baseVersion, to: each.newVersion })}
          </b>
          <span>
            {t(`switch.state.${each.state}`)} · {dayText(lang, dayOf(each.proposedAt))}
            {each.newVersion === null ? '' : ` · ${t('switch.moved', { n: each.changed })}`}
          </span>
        </a>
      ))}
      {more && last ? (
        <p class="pager">
          <a href={`/office/rulebook?before=${last.id}`}>{t('nav.more')}</a>
        </p>
      ) : null}
      <p class="jump">
        {versions.slice(0, 12).map((each) => (
          <a key={each.version} href={`/rules?version=${each.version}`}>
            {t('rules.version', { n: each.version })}
          </a>
        ))}
      </p>
    </>
  )
}
