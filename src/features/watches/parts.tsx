// What the parts of a watch's page are given.
import type { FormState } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { OpenedWatch, WatchAct } from './opened'
import type { Shift } from './rules'

export interface BodyProps {
  ui: Ui
  book: Rulebook
  watch: OpenedWatch
  /** Where its forms are sent. */
  base: string
  may: WatchAct[]
  shift: Shift
  /** Of the act that was refused, if one was. */
  form: FormState & { act?: WatchAct | undefined }
  said: string | null
  newKey: () => string
}

/** The key, values and errors of one form of the page. */
export const formOf = (props: BodyProps, act: WatchAct, values = {}): FormState =>
  props.form.act === act
    ? { values: { ...values, ...props.form.values }, errors: props.form.errors }
    : { values, errors: {} }

export const rangeOf = (book: Rulebook) => ({
  min: (book.fever.plausible.min / 10).toFixed(1),
  max: (book.fever.plausible.max / 10).toFixed(1),
})
