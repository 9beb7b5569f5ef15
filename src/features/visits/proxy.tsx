// Someone without a phone, entered by the staff; and the poster for the door.
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Mark } from '../../ui/mark'
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

interface PosterProps {
  ui: Ui
  place: Place
  /** The host people may type instead of scanning. */
  host: string
}

const STEPS = ['poster.step1', 'poster.step2', 'poster.step3'] as const

/** A4 portrait from saved data only; the place's name is what stops a swapped poster. */
export function PosterPage({ ui, place, host }: PosterProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={`${place.name} · ${t('poster.title')}`}>
      <p class="note screen">{t('poster.print')}</p>
      <section class="a4">
        <p class="top">
          <Mark />
          {t('app.name', { town: ui.town })}
        </p>
        <h1>{place.name}</h1>
        <p class="sub">{t('poster.measure_first')}</p>
        <img
          class="qr"
          src={`/p/${place.code}/qr.svg`}
          alt={t('place.qr_alt', { name: place.name })}
          width="378"
          height="378"
        />
        <p class="code">
          {place.code.slice(0, 3)} {place.code.slice(3)}
        </p>
        <p class="url">{t('poster.any_scanner', { host })}</p>
        <p class="nophone">{t('visit.nophone')}</p>
        <p class="sub">{place.address}</p>
        <ol class="steps">
          {STEPS.map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
        <p class="hang">{t('poster.where')}</p>
      </section>
      <p class="screen">
        <a class="go" href={`/keep/${place.code}`}>
          {t('poster.back')}
        </a>
      </p>
    </Page>
  )
}
