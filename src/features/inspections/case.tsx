// One case: what was found and ordered, entry by entry, and its outcome.
import { dayText, dayWithWeekday, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { Rulebook } from '../rulebook'
import { LONGEST_TEXT } from './case-form'
import type { CaseRow, EntryRow } from './case-read-store'
import { caseKind } from './cases'
import { areaName, dayOptions, departmentName, Photo } from './parts'

export interface ShownEntry extends Omit<EntryRow, 'by'> {
  /** Opened. */
  text: string
  by: string
}

export interface CaseProps {
  ui: Ui
  roles: OfficerRole[]
  book: Rulebook
  row: CaseRow
  entries: ShownEntry[]
  /** Whoever looks at it may write. */
  writes: boolean
  /** The form that was wrong, of the two. */
  wrong: { which: 'add' | 'end'; form: FormState } | null
  formKey: string
  notice: Notice | null
}

export const casePath = (id: number): string => `/office/cases/${id}`

export function CasePage(props: CaseProps) {
  const { ui, book, row, wrong } = props
  const { t, lang } = ui
  return (
    <OfficeFrame ui={ui} title={row.name} tab="cases" roles={props.roles} failed={wrong !== null}>
      {wrong ? (
        <ErrorSummary ui={ui} form={wrong.form} params={{ mb: 5 }} prefix={wrong.which} />
      ) : null}
      <NoticeLine notice={props.notice} />
      <section class="card">
        <p>
          <b>{caseKind(ui, book, row.kind)}</b> ·{' '}
          <span class={row.state === 'open' ? 'old' : 'yes'}>{t(`case.state.${row.state}`)}</span>
        </p>
        <p>
          {row.address} · {areaName(ui, row)}
        </p>
        {row.code && row.placeStatus ? (
          <p>
            <a class="opens" href={`/p/${row.code}`}>
              {t('case.place', { state: t(`case.status.${row.placeStatus}`) })}
            </a>
          </p>
        ) : null}
        {row.department && row.endedOn !== null ? (
          <p>
            {t('case.handed', {
              date: dayText(lang, row.endedOn),
              department: departmentName(ui, book, row.department),
            })}
          </p>
        ) : null}
      </section>
      <Entries {...props} />
      {props.writes && row.state === 'open' ? (
        <>
          <AddForm {...props} />
          <EndForm {...props} />
        </>
      ) : null}
      <p class="roles">
        <a href="/office/cases">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

function Entries({ ui, entries }: CaseProps) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  return (
    <section class="card">
      <ul class="team">
        {entries.map((entry) => (
          <li key={entry.id}>
            <div>
              <b>{t(`case.entry.${entry.kind}`)}</b>
              <p>{entry.text}</p>
              {entry.dueOn === null ? null : (
                <small class={entry.dueOn < today ? 'no' : undefined}>
                  {t(entry.dueOn < today ? 'case.late' : 'case.due', {
                    date: dayText(lang, entry.dueOn),
                  })}
                </small>
              )}
              <small>
                {entry.by} · {dayText(lang, dayOf(entry.at))} {timeOf(entry.at)}
              </small>
              <Photo ui={ui} id={entry.fileId} alt={entry.text} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const formOf = ({ wrong }: CaseProps, which: 'add' | 'end', values: FormState['values']) =>
  wrong?.which === which ? wrong.form : { values, errors: {} }

const DUE_DAYS = 30

function AddForm(props: CaseProps) {
  const { ui, row, book } = props
  const { t } = ui
  const today = dayOf(ui.now)
  const due = isoDay(today + book.opening.correctWithinDays)
  const form = formOf(props, 'add', { kind: 'order', due })
  return (
    <form
      class="card"
      action={`${casePath(row.id)}/entries/files`}
      method="post"
      enctype="multipart/form-data"
    >
      <h2>{t('case.add')}</h2>
      <Hidden values={{ key: form.values.key ?? props.formKey }} />
      <Choice
        ui={ui}
        form={form}
        name="kind"
        legend={t('case.add_kind')}
        options={[
          ['finding', t('case.entry.finding')],
          ['order', t('case.entry.order')],
        ]}
      />
      <Field
        ui={ui}
        form={form}
        prefix="add"
        name="text"
        label="case.add_text"
        maxLength={LONGEST_TEXT}
      />
      <Field
        ui={ui}
        form={form}
        prefix="add"
        name="due"
        label="case.add_due"
        options={[['', t('case.add_no_due')], ...dayOptions(ui, today, DUE_DAYS)]}
      />
      {row.placeStatus === 'open' ? (
        <label class="tick">
          <input type="checkbox" name="suspend" value="1" checked={form.values.suspend === '1'} />
          <span>
            {t('case.suspend')}
            <small>{t('case.suspend_hint')}</small>
          </span>
        </label>
      ) : null}
      {row.placeId === null ? null : (
        <FileField ui={ui} form={form} name="photo" label={t('case.photo')} photo capture />
      )}
      <Button class="second">{t('case.add_go')}</Button>
    </form>
  )
}

const BACK_DAYS = 14

function EndForm(props: CaseProps) {
  const { ui, row, book } = props
  const { t, lang } = ui
  const today = dayOf(ui.now)
  const form = formOf(props, 'end', { day: isoDay(today) })
  const days = Array.from({ length: BACK_DAYS }, (_, i): [string, string] => [
    isoDay(today - i),
    dayWithWeekday(lang, today - i),
  ])
  return (
    <form class="card" action={`${casePath(row.id)}/outcome`} method="post">
      <h2>{t('case.end')}</h2>
      <Hidden values={{ version: String(row.version) }} />
      <Choice
        ui={ui}
        form={form}
        name="outcome"
        legend={t('case.outcome')}
        options={[
          ['corrected', t('case.state.corrected')],
          ['closed_down', t('case.state.closed_down')],
          ['handed_over', t('case.state.handed_over')],
        ]}
      />
      <Field
        ui={ui}
        form={form}
        prefix="end"
        name="department"
        label="case.end_department"
        options={[
          ['', t('case.end_department_none')],
          ...book.departments.map((each): [string, string] => [each.id, each.name[lang]]),
        ]}
      />
      <Field ui={ui} form={form} prefix="end" name="day" label="case.end_day" options={days} />
      <Field
        ui={ui}
        form={form}
        prefix="end"
        name="text"
        label="case.add_text"
        maxLength={LONGEST_TEXT}
      />
      {row.placeId === null ? null : <p class="note">{t('case.end_note')}</p>}
      <Button>{t('case.end_go')}</Button>
    </form>
  )
}
