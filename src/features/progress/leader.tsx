// One page for the town's leader: only what is wrong now, the numbers, and a text to send.
import { islands } from '../../generated/assets'
import { dayText, grouped, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { CopyText } from '../../ui/copy'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { LeaderFacts } from './leader-facts'
import { bulletinText, dayNews, definitions, matterText } from './leader-texts'
import { changeText, NAMES, ROWS, sinceText } from './pages'
import { NUMBERS } from './rules'
import { type MatterName, mattersOf } from './rules-leader'

/** Where each row is acted upon. */
const ACTS: Record<MatterName, string> = {
  missed: '/office/patrols/urge',
  alone: '/office/patrols/urge',
  applications: '/office/applications?tab=town&state=late',
  notices: '/office/notices',
  orders: '/office/orders?view=late',
}

interface LeaderProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  facts: LeaderFacts
}

export function LeaderPage(props: LeaderProps) {
  const { ui, facts } = props
  const { t, lang } = ui
  const matters = mattersOf(facts.wrong)
  const title = matters.length > 0 ? t('leader.title', { n: matters.length }) : t('leader.calm')
  const when = { date: dayText(lang, dayOf(ui.now)), time: timeOf(ui.now) }
  return (
    <OfficeFrame ui={ui} title={title} tab="leader" roles={props.roles} script={islands.copy}>
      <p class="lead">{t('progress.asof', when)}</p>
      {matters.length === 0 ? <p class="done">{t('leader.calm_text')}</p> : null}
      {matters.map(({ name, n }) => (
        <section key={name} class="row matter">
          <div>
            <b class="no">{t(`leader.matter.${name}`, { n })}</b>
            <span>{matterText(ui, props.book, facts, name)}</span>
          </div>
          <a class="tap" href={ACTS[name]}>
            {t(name === 'missed' || name === 'alone' ? 'leader.urge' : 'leader.look')}
          </a>
        </section>
      ))}
      <Town ui={ui} facts={facts} />
      <section class="card screen">
        <CopyText ui={ui} id="news" label={t('leader.news')} text={dayNews(ui, facts)} main />
        <p class="roles">
          <a href="/office/leader/bulletin">{t('leader.bulletin')}</a>
          <a href="/office/patrols/grid">{t('urge.grid')}</a>
        </p>
      </section>
      <details class="card">
        <summary>{t('leader.definitions')}</summary>
        <dl>
          {definitions(ui).map(([name, means]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </details>
    </OfficeFrame>
  )
}

function Town({ ui, facts }: Pick<LeaderProps, 'ui' | 'facts'>) {
  const { t } = ui
  const { numbers, before, rounds } = facts
  return (
    <section>
      <h2 class="part">{t('leader.town')}</h2>
      <ul class="numbers four">
        {NUMBERS.map((name) => {
          const change = before === null ? null : numbers[name] - before.numbers[name]
          return (
            <li key={name}>
              <a href={ROWS[name]}>
                <b>{grouped(numbers[name])}</b>
                <span>
                  {t(NAMES[name][0])}{' '}
                  {change === null ? null : (
                    <span class={change > 0 ? 'yes' : undefined}>{changeText(ui, change)}</span>
                  )}
                </span>
              </a>
            </li>
          )
        })}
        <li>
          <a href="/office/patrols/grid">
            <b>
              {rounds.done} / {rounds.owed}
            </b>
            <span>{t('leader.name.rounds')}</span>
          </a>
        </li>
      </ul>
      <p class="note">{sinceText(ui, before)}</p>
    </section>
  )
}

/** 信息初稿: to be read over, printed, or copied. */
export function BulletinPage({ ui, roles, book, facts }: LeaderProps) {
  const { t, lang } = ui
  const title = t('leader.bulletin.title', { town: ui.town })
  const paragraphs = bulletinText(ui, facts)
  const when = { date: dayText(lang, dayOf(ui.now)), time: timeOf(ui.now) }
  const from = book.town.headquarters[lang]
  return (
    <OfficeFrame ui={ui} title={title} tab="leader" roles={roles} script={islands.copy}>
      <p class="note screen">{t('leader.bulletin.note')}</p>
      <article class="card brief">
        <p class="meta">
          <span>{from}</span>
          <span>{t('progress.asof', when)}</span>
        </p>
        {paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </article>
      <section class="card screen">
        <CopyText
          ui={ui}
          id="bulletin"
          label={t('leader.bulletin.copy')}
          text={[title, ...paragraphs].join('\n')}
        />
        <p class="roles">
          <a href="/office/leader">{t('leader.back')}</a>
        </p>
      </section>
    </OfficeFrame>
  )
}
