// One item of the checklist by itself: result, note and photo.
import type { OfficerRole } from '../../shared/actor'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import { LONGEST_NOTE } from './form'
import { departmentName, Photo } from './parts'
import type { InspectionRecord, Line } from './record'
import { inspectionPath } from './said'

interface ItemProps {
  ui: Ui
  roles: OfficerRole[]
  record: InspectionRecord
  line: Line
  form: FormState
  formKey: string
}

export function ItemPage({ ui, roles, record, line, form, formKey }: ItemProps) {
  const { t } = ui
  const { item } = line
  const path = inspectionPath(record)
  const text = item.text[ui.lang]
  return (
    <OfficeFrame
      ui={ui}
      title={text}
      tab="inspections"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <p class="note">
        {record.row.name} · {item.aspect[ui.lang]} ·{' '}
        {t('inspect.signer', { department: departmentName(ui, record.book, line.signer) })}
      </p>
      <ErrorSummary ui={ui} form={form} />
      <form action={`${path}/items/${item.id}/files`} method="post" enctype="multipart/form-data">
        <Hidden values={{ key: formKey }} />
        <Choice
          ui={ui}
          form={form}
          name="result"
          legend={text}
          options={[
            ['pass', t('inspect.result.pass')],
            ['fail', t('inspect.result.fail')],
            ['na', t('inspect.result.na')],
          ]}
        />
        <section class="card">
          <Field
            ui={ui}
            form={form}
            name="note"
            label="inspect.note"
            maxLength={LONGEST_NOTE}
            enterkeyhint="done"
          />
          <Photo ui={ui} id={line.fileId} alt={t('inspect.photo_of', { item: text })} />
          <FileField ui={ui} form={form} name="photo" label={t('inspect.photo')} photo capture />
        </section>
        <Button>{t('inspect.save')}</Button>
      </form>
      <p class="roles">
        <a href={`${path}#i-${item.id}`}>{t('inspect.back')}</a>
      </p>
    </OfficeFrame>
  )
}
