// Whether the board may name whoever signs; asked wherever somebody begins to work at a place.
import { Tick } from '../../ui/choice'
import type { FormState } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { namesStaff, type PlaceKind } from '../places'

interface ConsentProps {
  ui: Ui
  form: FormState
  /** As the board would have it. */
  name: string
  /** Of the place; null: it is not known yet. */
  kind: PlaceKind | null
}

export const Consent = ({ ui, form, name, kind }: ConsentProps) =>
  kind === null || namesStaff(kind) ? (
    <Tick
      ui={ui}
      form={form}
      name="consent"
      label="pledge.consent"
      hint="pledge.consent_hint"
      params={{ name }}
    />
  ) : null
