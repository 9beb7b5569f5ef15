// “打电话”: the form that says whom and why, and the page that shows the number once it is noted.
import { maskName, maskPhone } from '../../shared/text'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Callee } from './office-people'
import { CALL_PURPOSES } from './rules-office'

interface CallProps {
  ui: Ui
  place: { code: string }
  callees: Callee[]
  form: FormState
  /** What such a page calls about. */
  purpose?: (typeof CALL_PURPOSES)[number]
}

/** Masked until the call is noted. Any office page of a place may show it. */
export function CallCard({ ui, place, callees, form, purpose }: CallProps) {
  const { t } = ui
  if (callees.length === 0) return <p class="note">{t('hub.nobody')}</p>
  return callees.map((callee) => (
    <form
      key={callee.to}
      class="card screen"
      method="post"
      action={`/office/places/${place.code}/call`}
    >
      <b>
        {maskName(callee.name)} · {maskPhone(callee.phone)}
      </b>
      <Hidden values={{ to: callee.to }} />
      <Field
        ui={ui}
        form={
          form.values.to === callee.to ? form : { values: purpose ? { purpose } : {}, errors: {} }
        }
        prefix={callee.to}
        name="purpose"
        label="hub.call_purpose"
        hint="hub.call_hint"
        options={CALL_PURPOSES.map((each) => [each, t(`hub.purpose.${each}`)])}
      />
      <Button>{t('hub.call')}</Button>
    </form>
  ))
}

/** The number, to be tapped. */
export const CallNow = ({ ui, name, phone }: { ui: Ui; name: string; phone: string }) => (
  <section class="card">
    <p>{name}</p>
    <h2>{phone}</h2>
    <a class="go" href={`tel:${phone}`}>
      {ui.t('hub.call')}
    </a>
    <p class="note">{ui.t('hub.call_noted')}</p>
  </section>
)
