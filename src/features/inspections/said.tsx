// What the departments say of a place, and what it must put right.
import { timeOf } from '../../i18n/format'
import { Choice } from '../../ui/choice'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { LONGEST_NOTE } from './form'
import { DueLine, departmentName, Photo } from './parts'
import type { InspectionRecord, ShownFinding } from './record'
import { departmentOfOpinion } from './rules'

export const inspectionPath = (record: InspectionRecord): string =>
  `/office/inspections/${record.row.id}`

export function Opinions({
  ui,
  record,
  form,
}: {
  ui: Ui
  record: InspectionRecord
  form: FormState
}) {
  const { t } = ui
  if (record.row.state === 'planned') return null
  return (
    <section class="card" id="opinions">
      <h2>{t('inspect.opinions')}</h2>
      <ul class="tally">
        {record.sent.map((department) => {
          const said = record.opinions.find((each) => each.department === department)
          return (
            <li key={department}>
              <b>{departmentName(ui, record.book, department)}</b>
              {said ? (
                <small class={said.opinion === 'agree' ? 'yes' : 'no'}>
                  {t(`inspect.opinion.${said.opinion}`)} · {said.by} {timeOf(said.at)}
                  {said.text ? ` · ${said.text}` : ''}
                </small>
              ) : (
                <small>{t('inspect.opinion_none')}</small>
              )}
            </li>
          )
        })}
      </ul>
      {record.row.state === 'started' && record.signsFor.length > 0 ? (
        <OpinionForm ui={ui} record={record} form={form} />
      ) : null}
    </section>
  )
}

function OpinionForm({ ui, record, form }: { ui: Ui; record: InspectionRecord; form: FormState }) {
  const { t } = ui
  const { signsFor, me, book } = record
  const own = me?.department ?? signsFor[0] ?? ''
  const name = departmentName(ui, book, own)
  const legend = t('inspect.opinion_of', { department: name })
  return (
    <form action={`${inspectionPath(record)}/opinions`} method="post">
      {signsFor.length > 1 ? (
        <Field
          ui={ui}
          form={{ ...form, values: { department: own, ...form.values } }}
          name="department"
          label="inspect.sheet_department"
          options={signsFor.map((each) => [each, departmentName(ui, book, each)])}
        />
      ) : (
        <>
          <p class="label">{legend}</p>
          <Hidden values={{ department: own }} />
        </>
      )}
      <Choice
        ui={ui}
        form={form}
        name="opinion"
        legend={legend}
        options={[
          ['agree', t('inspect.opinion.agree')],
          ['disagree', t('inspect.opinion.disagree')],
        ]}
      />
      <Field
        ui={ui}
        form={form}
        name="text"
        label="inspect.opinion_text"
        maxLength={LONGEST_NOTE}
        enterkeyhint="done"
      />
      <Button class="second">{t('inspect.save')}</Button>
    </form>
  )
}

/** What a finding is about. */
export function findingTitle(
  ui: Ui,
  record: { book: InspectionRecord['book']; row: Pick<InspectionRecord['row'], 'placeKind'> },
  item: string,
): string {
  const department = departmentOfOpinion(item)
  if (department !== null)
    return ui.t('inspect.finding_of_opinion', {
      department: departmentName(ui, record.book, department),
    })
  return (
    record.book.checklists[record.row.placeKind].find((each) => each.id === item)?.text[ui.lang] ??
    item
  )
}

interface AboutProps {
  ui: Ui
  about: Parameters<typeof findingTitle>[1]
  finding: ShownFinding
}

/** The item, unless the finding says the same. */
export function AboutItem({ ui, about, finding }: AboutProps) {
  const title = findingTitle(ui, about, finding.item)
  return title === finding.text ? null : <small>{title}</small>
}

export function Findings({ ui, record }: { ui: Ui; record: InspectionRecord }) {
  const { t } = ui
  if (record.findings.length === 0) return null
  return (
    <section class="card">
      <h2>{t('inspect.findings')}</h2>
      <ul class="team">
        {record.findings.map((finding) => (
          <li key={finding.id}>
            <div>
              <b>{finding.text}</b>
              <AboutItem ui={ui} about={record} finding={finding} />
              <small>
                <DueLine ui={ui} finding={finding} /> · {t(`inspect.finding.${finding.state}`)}
              </small>
              <Photo ui={ui} id={finding.fileId} alt={finding.text} />
              <Answer ui={ui} finding={finding} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the keeper says was done, beside the finding. */
export const Answer = ({ ui, finding }: { ui: Ui; finding: ShownFinding }) =>
  finding.answer ? (
    <>
      <p class="done">{finding.answer}</p>
      <Photo ui={ui} id={finding.answerFileId} alt={ui.t('inspect.answer_photo')} />
    </>
  ) : null
