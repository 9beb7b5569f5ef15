// What a site's keeper declares once, each by a small form: its isolation area, who builds there.
import { Button, Field, type FormState } from '../../ui/field'
import { RoomsNote } from './parts'
import type { SiteProps } from './site'

const formOf = (
  refused: SiteProps['refused'],
  of: 'isolation' | 'contractor',
  values: FormState['values'],
): FormState => (refused?.of === of ? refused.form : { values, errors: {} })

export function Isolation({ ui, book, place, staff, refused }: SiteProps) {
  const { t } = ui
  const form = formOf(refused, 'isolation', {
    rooms: String(place.isolationRooms ?? ''),
    beds: String(place.isolationBeds ?? ''),
  })
  return (
    <form class="card" action={`/keep/${place.code}/isolation`} method="post" novalidate>
      <h2>{t('norm.isolation')}</h2>
      <RoomsNote ui={ui} book={book} place={place} staff={staff} />
      <div class="two">
        <Field
          ui={ui}
          form={form}
          name="rooms"
          label="norm.rooms"
          inputmode="numeric"
          maxLength={3}
        />
        <Field
          ui={ui}
          form={form}
          name="beds"
          label="norm.beds"
          inputmode="numeric"
          maxLength={4}
          enterkeyhint="done"
        />
      </div>
      <p class="note">{t('norm.isolation_note')}</p>
      <Button class="second">{t('norm.isolation_save')}</Button>
    </form>
  )
}

export function Contractor({ ui, place, builder, refused }: SiteProps) {
  const { t } = ui
  const form = formOf(refused, 'contractor', { contractor: place.contractor ?? '' })
  return (
    <form class="card" action={`/keep/${place.code}/contractor`} method="post" novalidate>
      <h2>{t('norm.builder')}</h2>
      <Field
        ui={ui}
        form={form}
        name="contractor"
        label="norm.contractor"
        hint="norm.contractor_hint"
        autocomplete="organization"
        enterkeyhint="done"
        maxLength={60}
      />
      {builder.inCharge ? (
        <p class="note">{t('norm.in_charge', { who: builder.inCharge })}</p>
      ) : null}
      <Button class="second">{t('norm.contractor_save')}</Button>
    </form>
  )
}
