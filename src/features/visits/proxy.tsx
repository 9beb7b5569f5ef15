// Someone without a phone, entered by the staff.
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { PartyField, TemperatureField, visitParams } from './fields'
import { StaffNav } from './staff-nav'

interface ProxyProps {
  ui: Ui
  book: Rulebook
  place: Place
  form: FormState
  formKey: string
  keeper: boolean
}

export function ProxyPage({ ui, book, place, form, formKey, keeper }: ProxyProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('proxy.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('proxy.title')}</h1>
        <p>{t('proxy.lead')}</p>
      </div>
      <ErrorSummary ui={ui} form={form} params={visitParams(book)} />
      <form class="card" method="post" action={`/keep/${place.code}/proxy`} novalidate>
        <Hidden values={{ key: formKey }} />
        <Field ui={ui} form={form} name="name" label="visit.name" maxLength={60} />
        <Field
          ui={ui}
          form={form}
          name="phone"
          label="proxy.phone"
          hint="proxy.phone_hint"
          inputmode="tel"
          maxLength={24}
        />
        <Field
          ui={ui}
          form={form}
          name="where"
          label="proxy.where"
          hint="proxy.where_hint"
          maxLength={40}
        />
        <div class="two">
          <TemperatureField ui={ui} book={book} form={form} />
          <PartyField ui={ui} book={book} form={form} />
        </div>
        <Button>{t('proxy.submit')}</Button>
      </form>
      <p class="roles">
        <a href={`/keep/${place.code}`}>{t('poster.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper={keeper} current="visits" />
    </Page>
  )
}
