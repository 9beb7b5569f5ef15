// The form behind one duty: a button, and what it says about where, with what, which vehicle.
import type { Key } from '../../i18n'
import { EMPTY_FORM, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { PlaceKind } from '../places'
import type { Rulebook } from '../rulebook'
import { type Task, taskOf } from './rules'
import { type Choice, choicesFor } from './rules-choices'
import { detailText } from './texts'

type Duty = Rulebook['duties']['shop'][number]

const BUTTON: Record<Task, Key> = {
  disinfect: 'keep.disinfected',
  air: 'keep.aired',
  vehicle: 'keep.car',
  check: 'keep.checked',
  round: 'keep.seen',
  stock: 'keep.count',
  staff: 'keep.measure',
}

export const buttonText = (ui: Ui, task: Task): string => ui.t(BUTTON[task])

interface FieldsProps {
  ui: Ui
  book: Rulebook
  kind: PlaceKind
  duty: Duty
  form: FormState
}

/** What is chosen unless somebody changes it: the last time's, else the first of the list. */
function usualDetail({ book, place: { kind }, duty, last }: DutyFormProps) {
  const task = taskOf(duty)
  const where = choicesFor(book.disinfection.where, kind)
  const agents = choicesFor(book.disinfection.agents, kind)
  const usual: Record<string, string> = {}
  if (task === 'disinfect' || task === 'air')
    usual.where = where.some((each) => each.id === last?.where)
      ? (last?.where ?? '')
      : (where.find((each) => each.id === duty.id)?.id ?? where[0]?.id ?? '')
  if (task === 'disinfect')
    usual.with = agents.some((each) => each.id === last?.with)
      ? (last?.with ?? '')
      : (agents[0]?.id ?? '')
  return usual
}

export function DetailFields({ ui, book, kind, duty, form }: FieldsProps) {
  const task = taskOf(duty)
  const named = (choices: readonly Choice[]) =>
    choicesFor(choices, kind).map((each) => [each.id, each.name[ui.lang]] as const)
  return (
    <>
      {task === 'disinfect' || task === 'air' ? (
        <Field
          ui={ui}
          form={form}
          name="where"
          prefix={duty.id}
          label={task === 'air' ? 'keep.where_air' : 'keep.where'}
          options={named(book.disinfection.where)}
        />
      ) : null}
      {task === 'disinfect' ? (
        <Field
          ui={ui}
          form={form}
          name="with"
          prefix={duty.id}
          label="keep.with"
          options={named(book.disinfection.agents)}
        />
      ) : null}
      {task === 'vehicle' ? (
        <Field
          ui={ui}
          form={form}
          name="plate"
          prefix={duty.id}
          label="keep.plate"
          hint="keep.plate_hint"
          enterkeyhint="done"
          maxLength={12}
        />
      ) : null}
    </>
  )
}

interface DutyFormProps {
  ui: Ui
  book: Rulebook
  place: { code: string; kind: PlaceKind }
  duty: Duty
  formKey: string
  /** How many times it stands done on this page. */
  seen: number
  last: Record<string, string> | undefined
  refused: FormState | null
}

/** The whole form of a duty done by a tap. */
export function DutyForm(props: DutyFormProps) {
  const { ui, book, place, duty, refused } = props
  const usual = usualDetail(props)
  const form = refused ?? { ...EMPTY_FORM, values: usual }
  const fields = <DetailFields ui={ui} book={book} kind={place.kind} duty={duty} form={form} />
  const said = detailText(ui, book, usual)
  return (
    <form
      class={['check', 'round'].includes(taskOf(duty)) ? undefined : 'asks'}
      method="post"
      action={`/keep/${place.code}/duties`}
      novalidate
    >
      <Hidden
        values={{
          key: refused?.values.key ?? props.formKey,
          duty: duty.id,
          seen: String(props.seen),
        }}
      />
      {said ? (
        <details open={refused !== null}>
          <summary>{ui.t('keep.change', { what: said })}</summary>
          {fields}
        </details>
      ) : (
        fields
      )}
      <button type="submit" class="tap">
        {buttonText(ui, taskOf(duty))}
      </button>
      {taskOf(duty) === 'vehicle' && props.seen === 0 ? (
        <button type="submit" name="none" value="1" class="slip">
          {ui.t('keep.no_car')}
        </button>
      ) : null}
    </form>
  )
}
