// The two fields every way of entering somebody has: temperature and how many.
import { Field, type FormState } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { temperatureParams } from './texts'

interface VisitFieldProps {
  ui: Ui
  book: Rulebook
  form: FormState
  prefix?: string
}

/** What the error texts of these fields are filled with. */
export const visitParams = (book: Rulebook): Record<string, string | number> => ({
  ...temperatureParams(book),
  most: book.visits.partyMax,
})

export const TemperatureField = ({ ui, book, form, ...rest }: VisitFieldProps) => (
  <Field
    ui={ui}
    form={form}
    name="temperature"
    label="visit.temp"
    hint="visit.temp_hint"
    params={visitParams(book)}
    inputmode="decimal"
    enterkeyhint="done"
    large
    maxLength={8}
    {...rest}
  />
)

export function PartyField({ ui, book, form, ...rest }: VisitFieldProps) {
  const options = Array.from(
    { length: book.visits.partyMax },
    (_, i) => [String(i + 1), ui.t('visit.party_n', { n: i + 1 })] as const,
  )
  return (
    <Field
      ui={ui}
      form={form}
      name="party"
      label="visit.party"
      hint="visit.party_hint"
      params={visitParams(book)}
      options={options}
      {...rest}
    />
  )
}
