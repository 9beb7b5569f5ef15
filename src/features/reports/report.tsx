// 日报告: what the records say is filled in, two things are asked, one tap where nothing is new.
import { type ComponentChildren, Fragment } from 'preact'
import type { Key } from '../../i18n'
import { dayText, timeOf } from '../../i18n/format'
import { isoDay } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Notice } from '../../ui/notice'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { ReportDay } from './day'
import { KeepFrame } from './frame'
import type { Editable } from './rules'
import { EDITABLE, isStopped } from './rules'
import { disinfectedText, dutyLines, reasonText, returnedText } from './texts'
import { Trace } from './trace'

export interface ReportProps {
  ui: Ui
  book: Rulebook
  day: ReportDay
  form: FormState
  formKey: string
  notice: Notice | null
  children: ComponentChildren
}

/** What the boxes begin with: the newest report of the day, else what the records say. */
export function firstValues({ reports, computed, masks }: ReportDay): Record<string, string> {
  const last = reports.at(-1)
  const from = last ?? computed
  return {
    ...Object.fromEntries(EDITABLE.map((name) => [name, String(from[name])])),
    masks: String((last ? last.masks : masks) ?? ''),
    needs: last?.needs ?? '',
  }
}

export function ReportPage(props: ReportProps) {
  const { ui, book, day, form } = props
  const { t } = ui
  const { place } = day
  const labels = {
    ...Object.fromEntries(EDITABLE.map((name) => [name, t(`daily.figure.${name}`)])),
    masks: t('daily.masks'),
  }
  return (
    <KeepFrame
      ui={ui}
      place={place}
      title={t('daily.title')}
      heading={t('daily.of', { name: place.name })}
      above={t('daily.when', { date: dayText(ui.lang, day.day), time: book.reports.dueTime })}
      notice={props.notice}
      form={form}
      labels={labels}
    >
      {isStopped(place, day.day) ? (
        <Standstill ui={ui} day={day} />
      ) : place.status === 'open' ? (
        <Open {...props} />
      ) : (
        <p class="ask">{t('daily.not_open')}</p>
      )}
      <Ways ui={ui} day={day} />
      {props.children}
    </KeepFrame>
  )
}

function Open(props: ReportProps) {
  const { ui, day, form } = props
  const sent = day.reports.length > 0
  return (
    <>
      <Standing {...props} />
      <Zero {...props} />
      {sent ? (
        <details class="card" open={Object.keys(form.errors).length > 0}>
          <summary>{ui.t('daily.correct')}</summary>
          <Boxes {...props} />
        </details>
      ) : (
        <Boxes {...props} />
      )}
    </>
  )
}

/** While production stands still nothing is owed. */
const Standstill = ({ ui, day: { place } }: { ui: Ui; day: ReportDay }) => (
  <section class="card empty">
    <h2>{ui.t('daily.stopped')}</h2>
    <p>{ui.t('daily.stopped_text')}</p>
    <a class="tap" href={`/keep/${place.code}/stop`}>
      {ui.t('daily.stopped_go')}
    </a>
  </section>
)

function Standing({ ui, book, day }: ReportProps) {
  const { t } = ui
  const [first, last] = [day.reports[0], day.reports.at(-1)]
  if (!first)
    return ui.now > day.due ? (
      <p class="ask no">
        {t('daily.late', { time: timeOf(day.due), span: spanText(ui, ui.now - day.due) })}
      </p>
    ) : null
  return (
    <>
      <p class="done" role="status">
        {[
          t(first.zero ? 'daily.sent_zero' : 'daily.sent', { time: timeOf(first.at) }),
          first.late ? t('daily.was_late', { span: spanText(ui, first.at - day.due) }) : '',
          last && last !== first ? t('daily.corrected_at', { time: timeOf(last.at) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Trace ui={ui} book={book} reports={day.reports} />
    </>
  )
}

/** 零报告, or what stands against it. */
function Zero({ ui, day, formKey }: ReportProps) {
  const { t } = ui
  if (day.reports.length > 0) return null
  if (day.computed.staff > day.computed.watched && day.computed.measured === 0)
    return (
      <p class="ask">
        {t('daily.measure_first')}
        <a class="tap" href={`/keep/${day.place.code}/staff-check`}>
          {t('daily.measure')}
        </a>
      </p>
    )
  if (day.hindered.length > 0)
    return (
      <p class="note">
        {t('daily.not_zero', {
          why: day.hindered.map((each) => reasonText(ui, each)).join(t('daily.comma')),
        })}
      </p>
    )
  return (
    <form class="todo-line calm" method="post" action={`/keep/${day.place.code}/report`}>
      <span>{t('daily.same')}</span>
      <Hidden values={{ ...pageValues(day, formKey), zero: '1' }} />
      <Button class="tap">{t('daily.zero')}</Button>
    </form>
  )
}

const pageValues = (day: ReportDay, key: string): Record<string, string> => ({
  key,
  day: isoDay(day.day),
  seen: String(day.reports.length),
})

function Boxes(props: ReportProps) {
  const { ui, day, form, formKey } = props
  const { t } = ui
  const sent = day.reports.length > 0
  return (
    <form method="post" action={`/keep/${day.place.code}/report`} novalidate>
      <Hidden values={pageValues(day, formKey)} />
      <section class={sent ? '' : 'card'}>
        <h2>{t('daily.filled')}</h2>
        <Filled {...props} />
      </section>
      <section class={sent ? '' : 'card'}>
        <h2>{t('daily.asked')}</h2>
        <Field ui={ui} form={form} name="masks" label="daily.masks" inputmode="numeric" />
        <Field
          ui={ui}
          form={form}
          name="needs"
          label="daily.needs"
          hint="daily.needs_hint"
          lines={2}
          maxLength={200}
        />
        <Button>{t(sent ? 'daily.send_correction' : 'daily.send')}</Button>
        <p class="note">{t('daily.correct_note')}</p>
      </section>
    </form>
  )
}

interface RowProps {
  label: string
  children: ComponentChildren
}

const Row = ({ label, children }: RowProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Filled(props: ReportProps) {
  const { ui, book, day } = props
  const { t } = ui
  const keep = `/keep/${day.place.code}`
  const { computed } = day
  const people = (n: number) => t('daily.people', { n })
  const see = (href: string, text: Key) => <a href={`${keep}/${href}`}>{t(text)}</a>
  const duty = dutyLines(ui, book, day.duty)
  return (
    <dl class="sumy">
      <Row label={t('daily.present')}>
        <b>{people(computed.present)}</b>
        <Change {...props} names={['present']} />
      </Row>
      <Row label={t('daily.measured')}>
        <b class={computed.measured < computed.staff - computed.watched ? 'old' : undefined}>
          {computed.measured} / {computed.staff}
        </b>
        {see('staff-check', 'daily.see')}
      </Row>
      <Row label={t('daily.abnormal')}>
        <b class={computed.abnormal > 0 ? 'no' : undefined}>{people(computed.abnormal)}</b>
        <Change {...props} names={['abnormal']} />
      </Row>
      <Row label={t('daily.returned')}>
        <b>{returnedText(ui, computed)}</b>
        <Change {...props} names={['returned', 'outside']} />
      </Row>
      <Row label={t('daily.watched')}>
        <b>{people(computed.watched)}</b>
        {see('staff?show=watch', 'daily.see')}
      </Row>
      <Row label={t('daily.disinfected')}>
        <b>{disinfectedText(ui, book, day.disinfected)}</b>
        {see('today#once', 'daily.change')}
      </Row>
      <Row label={t('daily.duty')}>
        <b class={day.gaps === 0 ? undefined : 'old'}>
          {duty.map((line) => (
            <Fragment key={line}>
              {line}
              <br />
            </Fragment>
          ))}
          {duty.length === 0 ? t('daily.no_roster') : ''}
          {day.gaps ? t('daily.gaps', { n: day.gaps }) : ''}
        </b>
        {see(`roster/${isoDay(day.day)}`, 'daily.change')}
      </Row>
    </dl>
  )
}

/** 改: the boxes of a figure, open where something else than the records stands in them. */
function Change({ ui, day, form, names }: ReportProps & { names: Editable[] }) {
  const open = names.some(
    (name) => form.errors[name] || form.values[name] !== String(day.computed[name]),
  )
  return (
    <details open={open}>
      <summary>{ui.t('daily.change')}</summary>
      {names.map((name) => (
        <Field
          key={name}
          ui={ui}
          form={form}
          name={name}
          label={`daily.box.${name}`}
          inputmode="numeric"
          maxLength={4}
        />
      ))}
    </details>
  )
}

function Ways({ ui, day: { place, day } }: { ui: Ui; day: ReportDay }) {
  const keep = `/keep/${place.code}`
  const planned = place.pausedFrom !== null && place.pausedFrom > day
  const ways: [string, Key][] = [
    ['accidents', 'daily.to_accident'],
    ['roster', 'daily.to_roster'],
    ['help', 'daily.to_help'],
    ['stop', planned ? 'daily.to_planned' : 'daily.to_stop'],
  ]
  return (
    <ul class="ways">
      {ways.map(([page, text]) => (
        <li key={page}>
          <a href={`${keep}/${page}`}>{ui.t(text)}</a>
        </li>
      ))}
    </ul>
  )
}
