// A clerk in the street reports what is new: a shop, a person; what it might be already comes first.
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { ListedArea, RegisteredPlace } from '../places'
import { type Rulebook, tradesOf } from '../rulebook'
import { arrivalDays } from './rules'
import type { KnownPerson } from './store-known'
import { areaName, dayOptions } from './texts'

interface FormProps {
  ui: Ui
  roles: readonly OfficerRole[]
  form: FormState
  formKey: string
  /** The villages the officer reports for. */
  villages: ListedArea[]
  notice: Notice | null
}

const failed = ({ errors }: FormState): boolean => Object.keys(errors).length > 0

/** One village is known; of several one is chosen. */
function Village({ ui, form, villages }: Pick<FormProps, 'ui' | 'form' | 'villages'>) {
  if (villages.length === 1) return null
  const options = villages.map(
    ({ id, name, nameEn }) => [String(id), ui.lang === 'zh' ? name : nameEn] as const,
  )
  return (
    <Field
      ui={ui}
      form={form}
      name="area"
      label="report.village"
      options={[['', ui.t('report.choose')], ...options]}
    />
  )
}

function Known({ formKey, villages }: Pick<FormProps, 'formKey' | 'villages'>) {
  const [only] = villages
  return (
    <Hidden
      values={
        villages.length === 1 && only ? { key: formKey, area: String(only.id) } : { key: formKey }
      }
    />
  )
}

export function ReportPlacePage(props: FormProps & { book: Rulebook; known: string | null }) {
  const { ui, roles, form, formKey, villages, notice, book, known } = props
  const { t, lang } = ui
  const common = { ui, form }
  return (
    <OfficeFrame
      ui={ui}
      title={t('report.place')}
      tab="notices"
      roles={roles}
      failed={failed(form)}
    >
      <NoticeLine notice={notice} />
      {known ? (
        <p class="roles">
          <a href={`/office/places/${known}`}>{t('report.open_place')}</a>
        </p>
      ) : null}
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/office/report/place" method="post" novalidate>
        <Known formKey={formKey} villages={villages} />
        <Field {...common} name="name" label="report.name" hint="report.name_hint" maxLength={40} />
        <Field
          {...common}
          name="trade"
          label="report.trade"
          options={[
            ['', t('report.choose')],
            ...tradesOf(book, 'shop').map(({ id, name }) => [id, name[lang]] as const),
          ]}
        />
        <Field {...common} name="address" label="report.address" maxLength={60} />
        <Village ui={ui} form={form} villages={villages} />
        <Field
          {...common}
          name="keeper"
          label="report.keeper"
          hint="report.optional"
          maxLength={50}
        />
        <Field
          {...common}
          name="phone"
          label="report.keeper_phone"
          hint="report.optional"
          inputmode="tel"
          enterkeyhint="done"
          maxLength={24}
        />
        <Button>{t('report.save')}</Button>
        <p class="note">{t('report.place_note')}</p>
      </form>
      <Ways ui={ui} other="person" />
    </OfficeFrame>
  )
}

const Ways = ({ ui, other }: { ui: Ui; other: 'place' | 'person' }) => (
  <ul class="ways">
    <li>
      <a href={`/office/report/${other}`}>{ui.t(`report.${other}`)}</a>
    </li>
    <li>
      <a href="/office/arrivals">{ui.t('arrival.title')}</a>
    </li>
  </ul>
)

interface PersonProps extends FormProps {
  /** Several places of the name typed: one is chosen. */
  places: { code: string; name: string; address: string }[]
}

export function ReportPersonPage(props: PersonProps) {
  const { ui, roles, form, formKey, villages, notice, places } = props
  const { t } = ui
  const common = { ui, form }
  return (
    <OfficeFrame
      ui={ui}
      title={t('report.person')}
      tab="notices"
      roles={roles}
      failed={failed(form)}
    >
      <NoticeLine notice={notice} />
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/office/report/person" method="post" novalidate>
        <Known formKey={formKey} villages={villages} />
        <Field {...common} name="name" label="visit.name" maxLength={50} />
        <Field {...common} name="phone" label="visit.phone" inputmode="tel" maxLength={24} />
        <Field
          {...common}
          name="address"
          label="report.lives"
          hint="report.lives_hint"
          maxLength={60}
        />
        <Field {...common} name="origin" label="report.origin" maxLength={40} />
        <Field
          {...common}
          name="arrived"
          label="report.arrived"
          options={dayOptions(ui, arrivalDays(dayOf(ui.now)))}
        />
        {places.length > 0 ? (
          <Choice
            ui={ui}
            form={form}
            name="place"
            legend={t('report.works_at')}
            options={places.map(({ code, name, address }) => [code, `${name} · ${address}`])}
          />
        ) : (
          <Field
            {...common}
            name="place"
            label="report.works_at"
            hint="report.works_at_hint"
            enterkeyhint="done"
            maxLength={30}
          />
        )}
        <Village ui={ui} form={form} villages={villages} />
        <p class="count" aria-hidden="true">
          {t('report.managed')}
        </p>
        <Choice
          ui={ui}
          form={form}
          name="managed"
          legend={t('report.managed')}
          options={[
            ['yes', t('report.managed_yes')],
            ['no', t('report.managed_no')],
          ]}
        />
        <Button>{t('report.save')}</Button>
        <p class="note">{t('report.person_note')}</p>
      </form>
      <Ways ui={ui} other="place" />
    </OfficeFrame>
  )
}

interface SimilarProps {
  ui: Ui
  roles: readonly OfficerRole[]
  /** What was typed. */
  values: Record<string, string>
}

const Anyway = ({
  values,
  action,
  ui,
}: Pick<SimilarProps, 'values' | 'ui'> & { action: string }) => (
  <form action={action} method="post">
    <Hidden values={{ ...values, sure: '1' }} />
    <Button class="second">{ui.t('report.anyway')}</Button>
    <button type="submit" class="second" name="edit" value="1">
      {ui.t('report.edit')}
    </button>
  </form>
)

export function SimilarPlacesPage(props: SimilarProps & { places: RegisteredPlace[] }) {
  const { ui, roles, values, places } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={t('report.similar')} tab="notices" roles={roles}>
      <p class="note">{t('report.similar_text')}</p>
      {places.map((place) => (
        <section class="card" key={place.code}>
          <h2>{place.name}</h2>
          <p>
            {areaName(ui, place)} · {place.address}
          </p>
          {place.samePhone ? <p class="old">{t('report.same_phone')}</p> : null}
          <a class="tap" href={`/office/places/${place.code}`}>
            {t('report.this_one')}
          </a>
        </section>
      ))}
      <Anyway ui={ui} values={values} action="/office/report/place" />
    </OfficeFrame>
  )
}

/** Names come masked. */
export function KnownPeoplePage(props: SimilarProps & { people: KnownPerson[] }) {
  const { ui, roles, values, people } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={t('report.known')} tab="notices" roles={roles}>
      <p class="note">{t('report.known_text')}</p>
      {people.map((each) => (
        <section class="card" key={`${each.arrivalId} ${each.workerId}`}>
          <h2>{each.name}</h2>
          <p>
            {[each.area && areaName(ui, each), each.where].filter(Boolean).join(' · ')} ·{' '}
            {t(each.arrivalId === null ? 'report.is_worker' : 'report.is_listed')}
          </p>
          {each.arrivalId === null ? (
            <form action="/office/report/person" method="post">
              <Hidden values={{ ...values, sure: '1', worker: String(each.workerId) }} />
              <Button class="tap">{t('report.same_worker')}</Button>
            </form>
          ) : (
            <a class="tap" href={`/office/arrivals/${each.arrivalId}`}>
              {t('report.same_person')}
            </a>
          )}
        </section>
      ))}
      <Anyway ui={ui} values={values} action="/office/report/person" />
    </OfficeFrame>
  )
}
