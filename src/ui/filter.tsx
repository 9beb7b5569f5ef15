// The two questions nearly every list of places is narrowed by.
import { areaOptions } from './area-options'
import { Field, type FormState } from './field'
import type { Ui } from './ui'

interface FilterProps {
  ui: Ui
  form: FormState
}

export const AreaFilter = ({
  ui,
  form,
  areas,
}: FilterProps & { areas: Parameters<typeof areaOptions>[1] }) => (
  <Field
    ui={ui}
    form={form}
    name="area"
    label="place.area"
    options={[['', ui.t('place.all_areas')], ...areaOptions(ui, areas)]}
  />
)

const KINDS = ['shop', 'enterprise', 'site'] as const

export const KindFilter = ({ ui, form }: FilterProps) => (
  <Field
    ui={ui}
    form={form}
    name="kind"
    label="place.kind"
    options={[
      ['', ui.t('place.all_kinds')],
      ...KINDS.map((kind) => [kind, ui.t(`kind.${kind}`)] as const),
    ]}
  />
)
