// One answer out of a few, as large boxes; and one thing to agree to.
import { type Key, translateCode } from '../i18n'
import type { FormState } from './field'
import type { Ui } from './ui'

interface ChoiceProps {
  ui: Ui
  form: FormState
  name: string
  /** What is asked; the heading of the page may say it already. */
  legend: string
  /** Value and text. */
  options: readonly (readonly [string, string])[]
}

export function Choice({ ui, form, name, legend, options }: ChoiceProps) {
  const error = form.errors[name]
  return (
    <fieldset
      class={error ? 'pick bad' : 'pick'}
      aria-describedby={error ? `f-${name}-error` : undefined}
    >
      <legend class="hear">{legend}</legend>
      {error ? (
        <p class="e" id={`f-${name}-error`}>
          {translateCode(ui.t, error)}
        </p>
      ) : null}
      {options.map(([value, text], i) => (
        <label key={value}>
          <input
            id={i === 0 ? `f-${name}` : undefined}
            type="radio"
            name={name}
            value={value}
            checked={form.values[name] === value}
          />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

interface TickProps {
  ui: Ui
  form: FormState
  name: string
  label: Key
  hint: Key
  params?: Record<string, string | number>
}

export const Tick = ({ ui, form, name, label, hint, params }: TickProps) => (
  <label class="tick">
    <input type="checkbox" name={name} value="1" checked={form.values[name] === '1'} />
    <span>
      {ui.t(label, params)}
      <small>{ui.t(hint, params)}</small>
    </span>
  </label>
)
