// The town's numbers: each with what it counts, its change, its days drawn and listed, and its rows.
import type { Key } from '../../i18n'
import { dayText, grouped, timeOf } from '../../i18n/format'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { Bars } from './chart'
import {
  comparedWith,
  HISTORY_DAYS,
  NUMBERS,
  type NumberName,
  type Numbers,
  SNAPSHOT_MINUTE,
  type Snapshot,
} from './rules'

/** Where the rows behind a number are. */
export const ROWS: Record<NumberName, string> = {
  enterprises: '/places?kind=enterprise',
  returned: '/places?kind=site&stage=returned',
  working: '/places?kind=site&stage=working',
  shops: '/places?kind=shop',
  workers: '/progress/workers',
}

export const NAMES = {
  enterprises: ['progress.enterprises', 'progress.enterprises_means'],
  returned: ['progress.returned', 'progress.returned_means'],
  working: ['progress.working', 'progress.working_means'],
  shops: ['progress.shops', 'progress.shops_means'],
  workers: ['progress.workers', 'progress.workers_means'],
} as const satisfies Record<NumberName, readonly [Key, Key]>

interface ProgressProps {
  ui: Ui
  numbers: Numbers
  history: Snapshot[]
}

/** `+3`, `−1`, or that nothing changed. */
export const changeText = (ui: Ui, change: number): string =>
  change === 0 ? ui.t('progress.same') : `${change > 0 ? '+' : '−'}${grouped(Math.abs(change))}`

/** “比昨天 17 时”, or with its date and time when yesterday has no number of 17:00. */
export function sinceText(ui: Ui, before: Snapshot | null): string {
  if (!before) return ui.t('progress.no_before')
  const yesterday = before.day === dayOf(ui.now) - 1
  const onTime = dayOf(before.at) === before.day && minuteOfDay(before.at) === SNAPSHOT_MINUTE
  if (yesterday && onTime) return ui.t('progress.since_yesterday')
  const when = { date: dayText(ui.lang, dayOf(before.at)), time: timeOf(before.at) }
  return ui.t('progress.since', when)
}

export function AsOf({ ui, since }: { ui: Ui; since?: string }) {
  const when = { date: dayText(ui.lang, dayOf(ui.now)), time: timeOf(ui.now) }
  return (
    <p class="lead">
      {[ui.t('progress.asof', when), since].filter(Boolean).join(ui.t('progress.comma'))}
    </p>
  )
}

export function ProgressPage({ ui, numbers, history }: ProgressProps) {
  const { t } = ui
  const before = comparedWith(history, dayOf(ui.now))
  return (
    <Page ui={ui} title={t('progress.title')} wide>
      <h1>{t('progress.title')}</h1>
      <AsOf ui={ui} since={sinceText(ui, before)} />
      <div class="figures">
        {NUMBERS.map((name) => (
          <Figure
            key={name}
            ui={ui}
            name={name}
            now={numbers[name]}
            before={before?.numbers[name] ?? null}
            days={history}
          />
        ))}
      </div>
      <p class="note">{t('progress.made')}</p>
    </Page>
  )
}

interface FigureProps {
  ui: Ui
  name: NumberName
  now: number
  before: number | null
  days: Snapshot[]
}

function Figure({ ui, name, now, before, days }: FigureProps) {
  const { t } = ui
  const [label, means] = NAMES[name]
  return (
    <section class="card figure" id={name}>
      <h2>{t(label)}</h2>
      <div class="much">
        <p>
          <b>{grouped(now)}</b> {before === null ? null : <Change ui={ui} by={now - before} />}
        </p>
        <Drawn ui={ui} name={name} now={now} days={days} />
      </div>
      <p class="note">{t(means)}</p>
      <Days ui={ui} name={name} days={days} />
      <a class="second" href={ROWS[name]}>
        {t(name === 'workers' ? 'progress.by_area' : 'progress.rows')}
      </a>
    </section>
  )
}

const Change = ({ ui, by }: { ui: Ui; by: number }) => (
  <span class={by > 0 ? 'more' : undefined}>{changeText(ui, by)}</span>
)

function Drawn({ ui, name, now, days }: Omit<FigureProps, 'before'>) {
  const [first] = days
  if (!first) return null
  const today = dayOf(ui.now)
  const from = Math.max(first.day, today - HISTORY_DAYS)
  const bars = Array.from({ length: today - from }, (_, i) => {
    const value = days.find(({ day }) => day === from + i)?.numbers[name]
    if (value === undefined) return null
    return { value, words: `${dayText(ui.lang, from + i)}：${grouped(value)}` }
  })
  const words = ui.t('progress.now', { n: grouped(now) })
  const label = ui.t('progress.drawn', {
    from: grouped(first.numbers[name]),
    date: dayText(ui.lang, first.day),
    now: grouped(now),
  })
  return <Bars bars={[...bars, { value: now, words }]} label={label} />
}

function Days({ ui, name, days }: Pick<FigureProps, 'ui' | 'name' | 'days'>) {
  const { t } = ui
  if (days.length === 0) return <p class="note">{t('progress.no_days')}</p>
  const rows = days.map(({ day, numbers }, i) => {
    const previous = days[i - 1]?.numbers[name]
    return (
      <tr key={day}>
        <th scope="row">{dayText(ui.lang, day)}</th>
        <td>{grouped(numbers[name])}</td>
        <td>{previous === undefined ? '' : changeText(ui, numbers[name] - previous)}</td>
      </tr>
    )
  })
  return (
    <details>
      <summary>{t('progress.days')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('progress.day')}</th>
            <th scope="col">{t('progress.value')}</th>
            <th scope="col">{t('progress.change')}</th>
          </tr>
        </thead>
        <tbody>{rows.reverse()}</tbody>
      </table>
    </details>
  )
}
