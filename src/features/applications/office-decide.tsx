// The forms under an application: approve, send back with reasons, decline on a ground of the rulebook.
import { translateCode } from '../../i18n'
import { Button, EMPTY_FORM, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Decision, Ground } from './rules-office'

export interface DecideProps {
  ui: Ui
  /** `/office/applications/A-7QK2-0MX9` */
  path: string
  version: number
  formKey: string
  decisions: readonly Decision[]
  reasons: readonly Ground[]
  grounds: readonly Ground[]
  /** Why it cannot be approved, in words. */
  barred: string | null
  /** What was typed and not taken. */
  refused: { decision: Decision; form: FormState } | null
}

export function Decide(props: DecideProps) {
  const { ui, decisions, barred } = props
  const { t } = ui
  if (decisions.length === 0) return null
  return (
    <section class="card screen" id="decide">
      <h2>{t('review.decide')}</h2>
      {barred ? <p class="ask no">{barred}</p> : null}
      {decisions.includes('accept') && !barred ? (
        <form action={`${props.path}/accept`} method="post">
          <Hidden values={hidden(props)} />
          <Button>{t('review.accept')}</Button>
        </form>
      ) : null}
      {decisions.includes('send_back') ? <SendBack {...props} /> : null}
      {decisions.includes('refuse') ? <Refuse {...props} /> : null}
    </section>
  )
}

const hidden = ({ formKey, version }: DecideProps) => ({
  key: formKey,
  version: String(version),
})

const formOf = ({ refused }: DecideProps, decision: Decision): FormState =>
  refused?.decision === decision ? refused.form : EMPTY_FORM

function SendBack(props: DecideProps) {
  const { ui, reasons } = props
  const { t } = ui
  const form = formOf(props, 'send_back')
  const error = form.errors.reasons
  return (
    <details open={form !== EMPTY_FORM}>
      <summary>{t('review.send_back')}</summary>
      <form action={`${props.path}/send_back`} method="post">
        <Hidden values={hidden(props)} />
        <fieldset class={error ? 'pick bad' : 'pick'}>
          <legend class="hear">{t('review.why')}</legend>
          {error ? (
            <p class="e" id="f-reasons">
              {translateCode(t, error)}
            </p>
          ) : null}
          {reasons.map(({ id, text }) => (
            <label key={id}>
              <input
                type="checkbox"
                name={`r_${id}`}
                value="1"
                checked={form.values[`r_${id}`] === '1'}
              />
              {text[ui.lang]}
            </label>
          ))}
        </fieldset>
        <Field
          ui={ui}
          form={form}
          name="text"
          prefix="back"
          label="review.text"
          hint="review.text_hint"
          lines={3}
        />
        <Button class="second">{t('review.send_back')}</Button>
      </form>
    </details>
  )
}

function Refuse(props: DecideProps) {
  const { ui, grounds } = props
  const { t } = ui
  const form = formOf(props, 'refuse')
  const error = form.errors.ground
  return (
    <details open={form !== EMPTY_FORM}>
      <summary>{t('review.refuse')}</summary>
      {grounds.length === 0 ? (
        <p class="note">{t('review.ground_none')}</p>
      ) : (
        <form action={`${props.path}/refuse`} method="post">
          <Hidden values={hidden(props)} />
          <fieldset class={error ? 'pick bad' : 'pick'}>
            <legend class="hear">{t('review.ground')}</legend>
            {error ? (
              <p class="e" id="f-ground">
                {translateCode(t, error)}
              </p>
            ) : null}
            {grounds.map(({ id, text, source }) => (
              <label key={id}>
                <input type="radio" name="ground" value={id} checked={form.values.ground === id} />
                <span>
                  {text[ui.lang]}
                  <small> {t('rules.source', { source })}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <Field
            ui={ui}
            form={form}
            name="text"
            prefix="refuse"
            label="review.text"
            hint="review.text_hint"
            lines={3}
          />
          <Button class="second">{t('review.refuse')}</Button>
        </form>
      )}
    </details>
  )
}
