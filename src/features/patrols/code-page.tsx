// Where a code is typed because it cannot be scanned.
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Field, type FormState } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'

interface CodePageProps {
  ui: Ui
  roles: OfficerRole[]
  form: FormState
}

export const CodePage = ({ ui, roles, form }: CodePageProps) => (
  <OfficeFrame
    ui={ui}
    title={ui.t('patrol.start')}
    tab="patrols"
    roles={roles}
    failed={Object.keys(form.errors).length > 0}
  >
    <p class="lead">{ui.t('patrol.scan_how')}</p>
    <ErrorSummary ui={ui} form={form} />
    <form class="card" action="/office/patrols/round" method="get">
      <Field
        ui={ui}
        form={form}
        name="code"
        label="patrol.code"
        hint="patrol.code_hint"
        autocomplete="off"
        enterkeyhint="go"
        maxLength={12}
        large
      />
      <Button>{ui.t('patrol.code_go')}</Button>
    </form>
    <p class="roles">
      <a href="/office/patrols">{ui.t('patrol.back')}</a>
    </p>
  </OfficeFrame>
)
