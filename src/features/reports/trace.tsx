// What was sent for a day, and with each correction what was before.
import type { Key } from '../../i18n'
import { timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { OpenReport } from './day'
import { FIGURES } from './rules'
import { disinfectedText, dutyLines } from './texts'

type Changed = [label: Key, before: string, after: string]

/** What differs between two sendings of a day. */
export function changesBetween(
  ui: Ui,
  book: Rulebook,
  before: OpenReport,
  after: OpenReport,
): Changed[] {
  const days = (n: number | null) => (n === null ? '—' : ui.t('daily.days', { n }))
  const all: Changed[] = [
    ...FIGURES.map(
      (name): Changed => [`daily.figure.${name}`, `${before[name]}`, `${after[name]}`],
    ),
    [
      'daily.disinfected',
      disinfectedText(ui, book, before.disinfected),
      disinfectedText(ui, book, after.disinfected),
    ],
    [
      'daily.duty',
      dutyLines(ui, book, before.duty).join(' ') || '—',
      dutyLines(ui, book, after.duty).join(' ') || '—',
    ],
    ['daily.masks_left', days(before.masks), days(after.masks)],
    ['daily.needs_said', before.needs || '—', after.needs || '—'],
  ]
  return all.filter(([, was, is]) => was !== is)
}

interface TraceProps {
  ui: Ui
  book: Rulebook
  reports: OpenReport[]
}

export function Trace({ ui, book, reports }: TraceProps) {
  const { t } = ui
  return (
    <ul class="card team">
      {reports.map((report, i) => {
        const before = reports[i - 1]
        const changes = before ? changesBetween(ui, book, before, report) : []
        return (
          <li key={report.seq}>
            <div>
              {timeOf(report.at)} {report.who}{' '}
              {t(before ? 'daily.corrected' : report.zero ? 'daily.zero' : 'daily.send_was')}
              {before && changes.length === 0 ? <small>{t('daily.unchanged')}</small> : null}
              {changes.map(([label, was, is]) => (
                <small key={label}>{t('daily.from_to', { what: t(label), was, is })}</small>
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
