// One proposal: what it changes, which places move, and the second person's decision or the progress.

import { islands } from '../../generated/assets'
import { isKey } from '../../i18n'
import { dayText, degrees, fullDate, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { changedSections } from '../rulebook/rules'
import { type Difference, differencesIn, otherDifferences } from '../rulebook/rules-changes'
import { Effects, type EffectsShown, seenText } from './effects'
import { effectiveDay } from './rules'
import type { Proposal } from './tables'

export interface ProposalShown {
  ui: Ui
  roles: OfficerRole[]
  proposal: Proposal
  before: Rulebook
  after: Rulebook
  /** The reason, opened. */
  why: string
  names: { proposer: string; approver: string }
  mine: boolean
  effects: EffectsShown
  notice: Notice | null
}

const REFRESH_SECONDS = 5

export function ProposalPage(props: ProposalShown) {
  const { ui, proposal, before, after, names } = props
  const { t, lang } = ui
  const today = dayOf(ui.now)
  const day = proposal.state === 'proposed' ? effectiveDay(after, today) : effectiveDay(after, 0)
  const busy = proposal.state === 'approved' && day <= today
  const when = (at: number) => ({ date: dayText(lang, dayOf(at)), time: timeOf(at) })
  return (
    <OfficeFrame
      ui={ui}
      title={t('switch.preview')}
      tab="rulebook"
      roles={props.roles}
      script={busy ? islands.switch : undefined}
      refreshSeconds={busy ? REFRESH_SECONDS : undefined}
    >
      <NoticeLine notice={props.notice} />
      <section class="card">
        <h2>
          {t('switch.from_to', {
            from: before.version,
            to: after.version,
            date: fullDate(lang, day),
          })}
        </h2>
        <p>{props.why}</p>
        <p class="note">
          {t('switch.by', { name: names.proposer, ...when(proposal.proposedAt) })}
          {proposal.approvedAt === null ? null : (
            <>
              <br />
              {t('switch.approved_by', { name: names.approver, ...when(proposal.approvedAt) })}
            </>
          )}
        </p>
        <p>
          <b>{t(`switch.state.${proposal.state}`)}</b>
        </p>
      </section>
      {proposal.state === 'approved' || proposal.state === 'applied' ? (
        <section
          class="card"
          {...(busy
            ? {
                'data-island': 'switch',
                'data-src': `/office/rulebook/proposals/${proposal.id}/part`,
              }
            : {})}
        >
          <ProgressPart ui={ui} proposal={proposal} day={day} />
        </section>
      ) : null}
      <Differences {...props} />
      <Effects ui={ui} shown={props.effects} />
      {proposal.state === 'proposed' ? <Decide {...props} /> : null}
      <p class="roles">
        <a href="/office/rulebook">{t('switch.back')}</a>
      </p>
    </OfficeFrame>
  )
}

/** How far the places are; with a bar while it goes on. */
export function ProgressPart({ ui, proposal, day }: { ui: Ui; proposal: Proposal; day: number }) {
  const { t, lang } = ui
  const { changed, state } = proposal
  if (state === 'applied') return <p class="yes">{t('switch.progress_done', { changed })}</p>
  if (day > dayOf(ui.now)) return <p>{t('switch.progress_wait', { date: dayText(lang, day) })}</p>
  const total = Math.max(1, proposal.total)
  const done = Math.min(proposal.done, total)
  const text = t('switch.progress', { done, total, changed })
  return (
    <>
      <p id="progress">{text}</p>
      <meter min={0} max={total} value={done} aria-labelledby="progress" />
    </>
  )
}

const MOST_LINES = 60

function Differences({ ui, before, after }: ProposalShown) {
  const { t, lang } = ui
  const groups = [
    ...changedSections(before, after).map((section) => ({
      title: t(`rules.s.${section}`),
      lines: differencesIn(section, before, after, lang),
    })),
    { title: t('switch.other'), lines: otherDifferences(before, after, lang) },
  ]
  return (
    <section class="card rules">
      <h2>{t('switch.what')}</h2>
      {groups
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul class="lines">
              {lines.slice(0, MOST_LINES).map((line) => (
                <li key={line.path.join()}>
                  <Line ui={ui} book={after} line={line} />
                </li>
              ))}
            </ul>
            {lines.length > MOST_LINES ? (
              <p class="src">{t('switch.more_changes', { n: lines.length - MOST_LINES })}</p>
            ) : null}
          </div>
        ))}
    </section>
  )
}

/** The names people have for the keys of a book; others stand as they are. */
function pathText({ t }: Ui, path: readonly string[]): string {
  const words = path.map((step) => {
    const key = `switch.k.${step}`
    return isKey(key) ? t(key) : step
  })
  return words.join(' › ')
}

/** Trades by name, a risk level in words, tenths as degrees. */
function valueText(
  { t, lang }: Ui,
  book: Rulebook,
  path: readonly string[],
  value: string,
): string {
  const last = path.at(-1)
  if (last === 'riskLevel' || last === 'level') {
    const key = `rules.level.${value}`
    return isKey(key) ? t(key) : value
  }
  if (last === 'limit') return degrees(Number(value))
  if (last !== 'trades') return value
  const names = new Map(book.trades.map(({ id, name }) => [id, name[lang]]))
  return value
    .split(', ')
    .map((id) => names.get(id) ?? id)
    .join(t('rules.comma'))
}

function Line({ ui, book, line }: { ui: Ui; book: Rulebook; line: Difference }) {
  const { t } = ui
  const { path, before, after } = line
  const said = (value: string) => valueText(ui, book, path, value)
  return (
    <>
      <small class="src">{pathText(ui, path)}</small>
      {before === null ? null : (
        <>
          {t('switch.before')} <del>{said(before)}</del>
          <br />
        </>
      )}
      {t('switch.after')} {after === null ? t('switch.nothing') : <ins>{said(after)}</ins>}
    </>
  )
}

function Decide({ ui, proposal, mine, effects }: ProposalShown) {
  const { t } = ui
  const path = `/office/rulebook/proposals/${proposal.id}`
  return (
    <>
      {mine ? (
        <p class="ask">{t('switch.own_wait')}</p>
      ) : (
        <form class="card" method="post" action={`${path}/approve`}>
          <Hidden values={{ seen: seenText(effects.counts) }} />
          <p>{t('switch.approve_note')}</p>
          <Button>{t('switch.approve')}</Button>
        </form>
      )}
      <form method="post" action={`${path}/withdraw`}>
        <Button class="second">{t('switch.withdraw')}</Button>
      </form>
    </>
  )
}
