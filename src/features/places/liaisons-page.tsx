// One officer for all places of a village at once.
import type { OfficerRole } from '../../shared/actor'
import { areaOptions } from '../../ui/area-options'
import { Button, ErrorSummary, Field, type FormState } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { OpenOfficers } from './office-people'
import { MoreOfficers, withOfficers } from './officers'
import type { Area } from './tables'

interface LiaisonsProps {
  ui: Ui
  roles: readonly OfficerRole[]
  areas: Area[]
  officers: OpenOfficers
  form: FormState
  notice: Notice | null
}

export function LiaisonsPage({ ui, roles, areas, officers, form, notice }: LiaisonsProps) {
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  const title = t('hub.liaisons')
  return (
    <OfficeFrame ui={ui} title={title} tab="places" roles={roles} failed={failed}>
      <p class="note">{t('hub.liaisons_note')}</p>
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={notice} />
      <form class="card" method="post" action={withOfficers('/office/liaisons', officers.after)}>
        <Field
          ui={ui}
          form={form}
          name="area"
          label="place.area"
          options={areaOptions(ui, areas)}
        />
        <Field
          ui={ui}
          form={form}
          name="officer"
          label="hub.liaison"
          options={officers.people.map(({ id, name }) => [String(id), name])}
        />
        <MoreOfficers ui={ui} path="/office/liaisons" after={officers.after} officers={officers} />
        <Field
          ui={ui}
          form={form}
          name="which"
          label="hub.liaison_for"
          options={[
            ['without', t('hub.liaison_without')],
            ['all', t('hub.liaison_all')],
          ]}
        />
        <Button>{t('hub.liaison_set')}</Button>
      </form>
      <p class="roles">
        <a href="/office/places">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
