// One enterprise's day for the office, and the same as 企业日报告 on paper.
import type { ComponentChildren } from 'preact'
import type { Key } from '../../i18n'
import { dayWithWeekday, fullDate, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { OfficeFrame } from '../../ui/office'
import { Line, PaperPage, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { OpenReport } from './day'
import type { Names } from './rules-roster'
import { disinfectedText, dutyLines, returnedText } from './texts'
import { Trace } from './trace'

interface OneProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  place: Place
  day: number
  reports: OpenReport[]
  /** Of the roster as it stands now. */
  duty: Names
  state: string
  /** The card to call. */
  children: ComponentChildren
}

type Fact = [label: Key, value: string]

/** Everything a report says, in the order of its form. */
export function factsOf(ui: Ui, book: Rulebook, report: OpenReport): Fact[] {
  const { t } = ui
  const people = (n: number) => t('daily.people', { n })
  return [
    ['daily.present', people(report.present)],
    ['daily.measured', `${report.measured} / ${report.staff}`],
    ['daily.abnormal', people(report.abnormal)],
    ['daily.returned', returnedText(ui, report)],
    ['daily.watched', people(report.watched)],
    ['daily.disinfected', disinfectedText(ui, book, report.disinfected)],
    ['daily.duty', dutyLines(ui, book, report.duty).join('\n') || t('daily.no_roster')],
    ['daily.masks_left', report.masks === null ? '—' : t('daily.days', { n: report.masks })],
    ['daily.needs_said', report.needs || t('daily.nothing')],
  ]
}

export function OnePage(props: OneProps) {
  const { ui, book, place, day, reports } = props
  const { t } = ui
  const last = reports.at(-1)
  const here = `/office/reports/${place.code}`
  return (
    <OfficeFrame
      ui={ui}
      title={`${place.name} · ${t('daily.title')}`}
      tab="reports"
      roles={props.roles}
    >
      <p>
        {dayWithWeekday(ui.lang, day)} · {props.state}
      </p>
      {last ? (
        <>
          <section class="card">
            <dl class="sumy">
              {factsOf(ui, book, last).map(([label, value]) => (
                <div key={label}>
                  <dt>{t(label)}</dt>
                  <dd class="said">{value}</dd>
                </div>
              ))}
            </dl>
            <ByHand ui={ui} report={last} />
          </section>
          <Trace ui={ui} book={book} reports={reports} />
          <p class="roles">
            <a href={`${here}/form?day=${isoDay(day)}`}>{t('desk.print')}</a>
          </p>
        </>
      ) : (
        <Duty {...props} />
      )}
      {props.children}
      <p class="roles">
        <a href={`/office/reports?day=${isoDay(day)}`}>{t('desk.back')}</a>
        <a href={`/office/places/${place.code}`}>{t('desk.place')}</a>
      </p>
    </OfficeFrame>
  )
}

/** What the records had, where the enterprise put another figure. */
function ByHand({ ui, report }: { ui: Ui; report: OpenReport }) {
  const { t } = ui
  const said = Object.entries(report.computed).map(([name, n]) =>
    t('desk.by_hand_one', { what: t(`daily.box.${name}` as Key), n }),
  )
  return said.length > 0 ? (
    <p class="note">{t('desk.by_hand', { what: said.join(t('daily.comma')) })}</p>
  ) : null
}

const Duty = ({ ui, book, duty }: OneProps) => (
  <section class="card">
    <h2>{ui.t('desk.duty_now')}</h2>
    <p class="said">{dutyLines(ui, book, duty).join('\n') || ui.t('daily.no_roster')}</p>
  </section>
)

interface FormProps {
  ui: Ui
  book: Rulebook
  place: Place
  area: string
  day: number
  report: OpenReport
}

export function ReportSheet({ ui, book, place, area, day, report }: FormProps) {
  const { t, lang } = ui
  const form = book.forms.find(({ id }) => id === 'daily_report')
  const title = form?.title[lang] ?? t('daily.title')
  return (
    <PaperPage
      ui={ui}
      title={`${place.name} · ${title}`}
      back={`/office/reports/${place.code}?day=${isoDay(day)}`}
    >
      <section class="reg">
        <h1>{title}</h1>
        <p class="meta">
          <span>{book.town.headquarters[lang]}</span>
          <span>{fullDate(lang, day)}</span>
        </p>
        <p class="meta">
          <span>
            {t('desk.form_place')}
            <b>{place.name}</b> {place.code}
          </span>
          <span>
            {area} {place.address}
          </span>
        </p>
        <Scroll label={title}>
          <table>
            <tbody>
              {factsOf(ui, book, report).map(([label, value]) => (
                <Line key={label} name={t(label)}>
                  {value.split('\n').map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                </Line>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p class="meta">
          <span>
            {t(report.zero ? 'desk.form_zero' : 'desk.form_sent', {
              time: `${fullDate(lang, dayOf(report.at))} ${timeOf(report.at)}`,
            })}
            {report.seq > 1 ? ` · ${t('desk.form_corrected', { n: report.seq - 1 })}` : ''}
          </span>
          <span>{t('desk.form_sign')}</span>
        </p>
      </section>
    </PaperPage>
  )
}
