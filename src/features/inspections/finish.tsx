// The end of an inspection: what is still open, or what it comes to and, where it failed, the findings.

import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { LONGEST_NOTE } from './form'
import { dayOptions, departmentName, Photo } from './parts'
import type { InspectionRecord } from './record'
import { findingTitle, inspectionPath } from './said'

/** Something that failed, as it becomes a finding. */
export interface Failure {
  item: string
  department: string
  fileId: number | null
  /** What it is filled in with at first. */
  text: string
}

interface FinishProps {
  ui: Ui
  roles: OfficerRole[]
  record: InspectionRecord
  failures: Failure[]
  form: FormState
}

const DUE_DAYS = 15

export function FinishPage({ ui, roles, record, failures, form }: FinishProps) {
  const { t } = ui
  const { outcome } = record
  return (
    <OfficeFrame
      ui={ui}
      title={`${t('inspect.finish')} · ${record.row.name}`}
      tab="inspections"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary ui={ui} form={form} />
      {outcome.kind === 'unfinished' ? (
        <Unfinished ui={ui} record={record} />
      ) : (
        <form action={`${inspectionPath(record)}/finish`} method="post">
          <Hidden values={{ version: form.values.version ?? '' }} />
          {outcome.kind === 'passed' ? (
            <>
              <p class="done">{t('inspect.will_pass')}</p>
              <p class="note">{t('inspect.will_pass_note')}</p>
              <Button>{t('inspect.pass')}</Button>
            </>
          ) : (
            <>
              <p class="ask no">{t('inspect.will_fail')}</p>
              {failures.map((failure) => (
                <section class="card" key={failure.item}>
                  <h2>{findingTitle(ui, record, failure.item)}</h2>
                  <Photo ui={ui} id={failure.fileId} alt={failure.text} />
                  <Field
                    ui={ui}
                    form={form}
                    name={`text-${failure.item}`}
                    label="inspect.finding_text"
                    maxLength={LONGEST_NOTE}
                  />
                  <Field
                    ui={ui}
                    form={form}
                    name={`due-${failure.item}`}
                    label="inspect.finding_due"
                    options={dayOptions(ui, dayOf(ui.now), DUE_DAYS)}
                  />
                </section>
              ))}
              <p class="acts">
                <Button class="tap hot">{t('inspect.fail')}</Button>
              </p>
            </>
          )}
        </form>
      )}
      <p class="roles">
        <a href={inspectionPath(record)}>{t('inspect.back')}</a>
      </p>
    </OfficeFrame>
  )
}

/** What is missing, each with the way to it. */
function Unfinished({ ui, record }: { ui: Ui; record: InspectionRecord }) {
  const { t } = ui
  const { outcome, book } = record
  if (outcome.kind !== 'unfinished') return null
  const path = inspectionPath(record)
  const text = (id: string) =>
    record.lines.find((line) => line.item.id === id)?.item.text[ui.lang] ?? id
  return (
    <section class="sum">
      <h2>{t('inspect.unfinished')}</h2>
      <ul>
        {outcome.lacking > 0 ? (
          <li>
            <a href={path}>{t('inspect.open_team', { n: outcome.lacking })}</a>
          </li>
        ) : null}
        {outcome.items.map((item) => (
          <li key={item}>
            <a href={`${path}#i-${item}`}>{t('inspect.open_item', { item: text(item) })}</a>
          </li>
        ))}
        {outcome.departments.map((each) => (
          <li key={each}>
            <a href={`${path}#opinions`}>
              {t('inspect.open_opinion', { department: departmentName(ui, book, each) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
