// The form of a round: the Worker draws it, and so does a phone without network.
import type { ComponentChildren } from 'preact'
import type { Translate } from '../../../i18n'
import type { FormErrors, FormValues } from '../../../shared/form'
import type { PatrolTarget } from '../../../shared/patrol'
import { ErrorSummary, Field, Hidden } from '../../../ui/field'

const RESULTS = ['pass', 'fixed', 'fail'] as const
const LONGEST_NOTE = 200

/** Everything in the reader's language; errors are texts, under the names of their fields. */
export interface RoundFormData {
  /** Idempotency key of the round. */
  key: string
  place: { code: string; name: string }
  target: PatrolTarget
  /** `aspect`: what it stands under; empty where the place has to be shut. */
  items: { id: string; aspect: string; text: string }[]
  /** Workers to measure again: masked name and job. */
  spot: { id: number; name: string; job: string }[]
  deadlines: { id: string; text: string }[]
  values: FormValues
  errors: FormErrors
}

interface RoundFormProps {
  data: RoundFormData
  t: Translate
  /** The field for the photo, where there is a better one. */
  photo?: ComponentChildren
  /** A field for the photo of one item. */
  photoOf?: (item: string) => ComponentChildren
}

interface PartProps extends RoundFormProps {
  ui: { t: Translate }
}

export function RoundForm({ data, t, photo, photoOf }: RoundFormProps) {
  const part = { data, t, photoOf, ui: { t } }
  const { key, place, spot } = data
  return (
    <form
      class="round"
      method="post"
      action="/office/patrols/rounds/files"
      enctype="multipart/form-data"
      novalidate
    >
      <ErrorSummary ui={part.ui} form={data} labels={labelsOf(data, t)} />
      <Hidden values={{ key, code: place.code }} />
      <section class="card">
        <Field
          ui={part.ui}
          form={data}
          name="proof"
          label="round.proof"
          hint="round.proof_hint"
          inputmode="numeric"
          maxLength={8}
          large
        />
        {photo ?? <PhotoField {...part} />}
      </section>
      {spot.length > 0 ? <Spot {...part} /> : null}
      <button type="submit" class="go">
        {t('round.all_fine')}
      </button>
      <h2 class="label">{t('round.else')}</h2>
      <Items {...part} />
      <div class="card ordered">
        <Field
          ui={part.ui}
          form={data}
          name="deadline"
          label="round.deadline"
          hint="round.deadline_hint"
          options={[
            ['', t('round.deadline_choose')],
            ...data.deadlines.map(({ id, text }) => [id, text] as const),
          ]}
        />
      </div>
      <section class="card">
        <Field
          ui={part.ui}
          form={data}
          name="note"
          label="round.note"
          lines={2}
          maxLength={LONGEST_NOTE}
        />
      </section>
      <button type="submit" class="go">
        {t('round.send')}
      </button>
    </form>
  )
}

/** Names of fields whose errors would not say which they are. */
const labelsOf = ({ items, spot }: RoundFormData, t: Translate): Record<string, string> =>
  Object.fromEntries([
    ...items.flatMap(({ id, text }) => [
      [`i_${id}`, text],
      [`n_${id}`, text],
    ]),
    ...spot.map(({ id, name, job }) => [`t_${id}`, t('round.spot_worker', { name, job })]),
  ])

function PhotoField({ data, t }: PartProps) {
  const error = data.errors.photo
  return (
    <div class={error ? 'f bad' : 'f'}>
      <label for="f-photo">{t('round.photo')}</label>
      {error ? (
        <p class="e" id="f-photo-error">
          {error}
        </p>
      ) : null}
      <input
        id="f-photo"
        name="photo"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        aria-describedby={error ? 'f-photo-error' : undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  )
}

/** What is looked at, a card a part of the place; all is right until somebody says otherwise. */
const Items = (props: PartProps) =>
  [...new Set(props.data.items.map(({ aspect }) => aspect))].map((aspect) => (
    <section class="card" key={aspect}>
      {aspect ? <h3>{aspect}</h3> : null}
      {props.data.items
        .filter((item) => item.aspect === aspect)
        .map((item) => (
          <Item key={item.id} {...props} item={item} />
        ))}
    </section>
  ))

function Item({
  ui,
  data,
  t,
  photoOf,
  item,
}: PartProps & { item: RoundFormData['items'][number] }) {
  const name = `i_${item.id}`
  const chosen = data.values[name] || 'pass'
  const error = data.errors[name]
  return (
    <fieldset class="judged" aria-describedby={error ? `f-${name}-error` : undefined}>
      <legend>{item.text}</legend>
      {error ? (
        <p class="e" id={`f-${name}-error`}>
          {error}
        </p>
      ) : null}
      <div>
        {RESULTS.map((result, i) => (
          <label key={result}>
            <input
              id={i === 0 ? `f-${name}` : undefined}
              type="radio"
              name={name}
              value={result}
              checked={chosen === result}
            />
            {t(`round.result.${result}`)}
          </label>
        ))}
      </div>
      <Field
        ui={ui}
        form={data}
        name={`n_${item.id}`}
        label="round.item_note"
        maxLength={LONGEST_NOTE}
      />
      {photoOf?.(item.id)}
    </fieldset>
  )
}

function Spot({ ui, data, t }: PartProps) {
  return (
    <section class="card">
      <h2>{t('round.spot', { n: data.spot.length })}</h2>
      <p class="note">{t('round.spot_hint')}</p>
      <div class="two">
        {data.spot.map(({ id, name, job }) => (
          <Field
            key={id}
            ui={ui}
            form={data}
            name={`t_${id}`}
            label="round.spot_worker"
            params={{ name, job }}
            inputmode="decimal"
            maxLength={8}
          />
        ))}
      </div>
    </section>
  )
}
