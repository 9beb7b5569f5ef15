// One field: label, hint, box, and its error beside it. Every field of the product goes through here.
import type { ComponentChildren } from 'preact'
import { type Key, translateCode } from '../i18n'
import type { FormErrors, FormValues } from '../shared/form'
import type { Ui } from './ui'

export interface FormState {
  values: FormValues
  errors: FormErrors
}

export const EMPTY_FORM: FormState = { values: {}, errors: {} }

interface FieldProps {
  ui: Pick<Ui, 't'>
  form: FormState
  name: string
  label: Key
  hint?: Key | undefined
  /** Params of label, hint and error texts. */
  params?: Record<string, string | number>
  password?: boolean
  inputmode?: 'text' | 'tel' | 'decimal' | 'numeric' | 'search'
  autocomplete?: string
  enterkeyhint?: 'next' | 'done' | 'search' | 'go'
  large?: boolean
  optional?: boolean
  maxLength?: number
  /** Keeps ids apart where two forms of a page have a field of one name. */
  prefix?: string
  /** A box of so many lines. */
  lines?: number
  /** Options turn the box into a choice: value and text. */
  options?: readonly (readonly [string, string])[]
}

const fieldId = (name: string, prefix?: string): string => `f-${prefix ? `${prefix}-` : ''}${name}`

const TEXT = { type: 'text' } as const
const PASSWORD = { type: 'password' } as const

export function Field(props: FieldProps) {
  const { ui, form, name, params } = props
  const error = form.errors[name]
  const id = fieldId(name, props.prefix)
  const described = [props.hint ? `${id}-hint` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ')
  const common = {
    id,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    autocomplete: props.autocomplete ?? 'off',
  }
  const value = form.values[name] ?? ''
  return (
    <div class={error ? 'f bad' : 'f'}>
      <label for={id}>{ui.t(props.label, params)}</label>
      {props.hint ? <small id={`${id}-hint`}>{ui.t(props.hint, params)}</small> : null}
      {error ? (
        <p class="e" id={`${id}-error`}>
          {translateCode(ui.t, error, params)}
        </p>
      ) : null}
      {props.options ? (
        <select {...common}>
          {props.options.map(([option, label]) => (
            <option key={option} value={option} selected={option === value}>
              {label}
            </option>
          ))}
        </select>
      ) : props.lines ? (
        <textarea {...common} rows={props.lines} maxLength={props.maxLength}>
          {value}
        </textarea>
      ) : (
        <input
          {...common}
          class={props.large ? 'num' : undefined}
          {...(props.password ? PASSWORD : TEXT)}
          inputMode={props.inputmode}
          enterkeyhint={props.enterkeyhint ?? 'next'}
          maxLength={props.maxLength}
          value={props.password ? '' : value}
        />
      )}
    </div>
  )
}

interface SummaryProps {
  ui: Pick<Ui, 't'>
  form: FormState
  params?: Record<string, string | number>
  /** As given to the fields. */
  prefix?: string
  /** Names of the fields, where several errors say the same. */
  labels?: Record<string, string>
}

/** What is wrong, first on the page, with a link to each field. */
export function ErrorSummary({ ui, form, params, prefix, labels = {} }: SummaryProps) {
  const errors = Object.entries(form.errors)
  if (errors.length === 0) return null
  return (
    <div class="sum" role="alert" tabIndex={-1} autofocus>
      <h2>
        {errors.length === 1 ? ui.t('err.title_one') : ui.t('err.title', { n: errors.length })}
      </h2>
      <ul>
        {errors.map(([name, code]) => {
          const said = translateCode(ui.t, code, params)
          const text = labels[name] ? ui.t('err.of', { label: labels[name], text: said }) : said
          return (
            <li key={name}>{name ? <a href={`#${fieldId(name, prefix)}`}>{text}</a> : text}</li>
          )
        })}
      </ul>
    </div>
  )
}

/** Hidden fields of a form: the idempotency key and whatever else only the form knows. */
export const Hidden = ({ values }: { values: Record<string, string> }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)

export const Button = ({
  children,
  class: kind = 'go',
}: {
  children: ComponentChildren
  class?: string
}) => (
  <button type="submit" class={kind}>
    {children}
  </button>
)
