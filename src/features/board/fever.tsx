// A worker over the limit: wait and measure again, stop and tell, or go back to work.
import { islands } from '../../generated/assets'
import { degrees, timeOf } from '../../i18n/format'
import { MINUTE } from '../../shared/clock'
import { Button, EMPTY_FORM, Field, type FormState, Hidden } from '../../ui/field'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { stopRuleText, temperatureParams } from '../visits'
import type { Day, Fever } from './day'

export const feverScript = (day: Day): string | undefined =>
  day.fevers.some((each) => each.state === 'wait') ? islands.countdown : undefined

interface FeverProps {
  ui: Ui
  book: Rulebook
  day: Day
  fever: Fever
  newKey: () => string
  /** The form that came back with errors, by `fever` and the id of its last reading. */
  refused: { duty: string; form: FormState } | null
}

export const feverPrefix = (id: number): string => `fever${id}`

const tellNames = ({ ui, book }: Pick<FeverProps, 'ui' | 'book'>): string =>
  book.fever.tell.map((each) => each.name[ui.lang]).join(ui.lang === 'zh' ? '、' : ', ')

/** 37.6（10:24）→ 36.8（10:30） */
const readingsText = ({ ui, fever }: Pick<FeverProps, 'ui' | 'fever'>): string =>
  fever.readings
    .map((each) => ui.t('fever.reading', { t: degrees(each.temperature), time: timeOf(each.at) }))
    .join(' → ')

const wholeMinutes = (ms: number): number => Math.ceil(ms / MINUTE) * MINUTE

export function FeverCard(props: FeverProps) {
  const { ui, fever } = props
  const { t } = ui
  const { name } = fever
  if (fever.state === 'cleared')
    return <p class="ask yes">{t('fever.cleared', { name, readings: readingsText(props) })}</p>
  if (fever.state === 'told') {
    const time = timeOf(fever.readings.find((each) => each.reportedAt !== null)?.reportedAt ?? 0)
    return <p class="ask">{t('keep.fever_told', { name, time, names: tellNames(props) })}</p>
  }
  return fever.state === 'wait' ? <Waiting {...props} /> : <Stopped {...props} />
}

const Head = (props: FeverProps) => (
  <b>{props.ui.t('fever.title', { name: props.fever.name, readings: readingsText(props) })}</b>
)

const Steps = ({ ui, steps }: { ui: Ui; steps: Rulebook['fever']['whenStopped'] }) => (
  <ul class="dots">
    {steps.map((each) => (
      <li key={each.zh}>{each[ui.lang]}</li>
    ))}
  </ul>
)

function Waiting(props: FeverProps) {
  const { ui, book, day, fever, refused } = props
  const { t } = ui
  const prefix = feverPrefix(fever.id)
  const form = refused?.duty === prefix ? refused.form : EMPTY_FORM
  const early = ui.now < fever.again
  return (
    <section class="ask">
      <Head {...props} />
      <p>{t('fever.wait')}</p>
      <Steps ui={ui} steps={book.fever.whileWaiting} />
      <p>
        {t(early ? 'fever.again' : 'fever.again_now', { time: timeOf(fever.again) })}{' '}
        {early ? (
          <strong data-island="countdown" data-until={fever.again} data-now={ui.now}>
            {spanText(ui, wholeMinutes(fever.again - ui.now))}
          </strong>
        ) : null}
      </p>
      <form method="post" action={`/keep/${day.place.code}/fevers/${fever.id}/measure`} novalidate>
        <Hidden values={{ key: form.values.key ?? props.newKey() }} />
        <Field
          ui={ui}
          form={form}
          name="temperature"
          prefix={prefix}
          label="fever.label"
          params={temperatureParams(book)}
          inputmode="decimal"
          enterkeyhint="done"
          maxLength={8}
        />
        <Button class="tap">{t('fever.save')}</Button>
      </form>
      <p class="note">{t('fever.rule', { more: fever.more, clear: fever.clear })}</p>
    </section>
  )
}

function Stopped(props: FeverProps) {
  const { ui, book, day, fever } = props
  const { t } = ui
  return (
    <section class="ask no">
      <Head {...props} />
      <p>{stopRuleText(t, book)}</p>
      <p>{t('keep.fever_lead')}</p>
      <Steps ui={ui} steps={book.fever.whenStopped} />
      <p>{t('keep.fever_tell', { names: tellNames(props) })}</p>
      <form method="post" action={`/keep/${day.place.code}/fevers/${fever.id}/report`}>
        <Button class="tap hot">{t('keep.report')}</Button>
      </form>
    </section>
  )
}
