// One place stopped, opened again or closed by an officer: the form, and what it came to.

import { timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'

export type StopAct = 'suspend' | 'resume' | 'close'

interface StopProps {
  ui: Ui
  roles: OfficerRole[]
  book: Rulebook
  place: Pick<Place, 'code' | 'name' | 'address' | 'status' | 'version'>
  act: StopAct
  form: FormState
  formKey: string
}

export function StopPage({ ui, roles, book, place, act, form, formKey }: StopProps) {
  const { t, lang } = ui
  const failed = Object.keys(form.errors).length > 0
  const reasons = book.opening.suspensions.map(({ id, text }): [string, string] => [id, text[lang]])
  return (
    <OfficeFrame ui={ui} title={t(`stop.${act}`)} tab="places" roles={roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} />
      <section class="card">
        <h2>{place.name}</h2>
        <p>{place.address}</p>
        <p>{t('stop.now', { state: t(`stop.status.${place.status}`) })}</p>
        <p class="note">{t(`stop.lead.${act}`)}</p>
      </section>
      <form class="card" method="post" action={`/office/places/${place.code}/${act}`} novalidate>
        <Hidden values={{ key: formKey, version: String(place.version) }} />
        {act === 'suspend' ? (
          <Field
            ui={ui}
            form={form}
            name="reason"
            label="stop.reason"
            options={[['', t('switch.choose')], ...reasons]}
          />
        ) : null}
        <Field ui={ui} form={form} name="text" label="stop.text" hint="stop.text_hint" />
        <Button>{t(`stop.${act}`)}</Button>
      </form>
      <Back ui={ui} code={place.code} />
    </OfficeFrame>
  )
}

const Back = ({ ui, code }: { ui: Ui; code: string }) => (
  <p class="roles">
    <a href={`/p/${code}`}>{ui.t('stop.door')}</a>
    <a href={`/office/places/${code}`}>{ui.t('nav.back')}</a>
  </p>
)

interface DoneProps {
  ui: Ui
  roles: OfficerRole[]
  place: Pick<Place, 'code' | 'name'>
  act: StopAct
  at: number
}

export function StoppedPage({ ui, roles, place, act, at }: DoneProps) {
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={t(`stop.done.${act}`)} tab="places" roles={roles}>
      <p class="done">{t('stop.done_text', { name: place.name, time: timeOf(at) })}</p>
      <Back ui={ui} code={place.code} />
    </OfficeFrame>
  )
}
