// The reading of a half day, and what a fever asks for.
import { degrees } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Field, Hidden } from '../../ui/field'
import { type BodyProps, formOf, rangeOf } from './parts'
import { isAlarm } from './rules'
import { readingText, slotText, tellText } from './texts'

/** A reading that somebody has to be told of: what to do, and 已报告. */
export function Fever({ ui, book, watch, base, may }: BodyProps) {
  const { t, lang } = ui
  const open = watch.readings.filter((each) => isAlarm(book, each) && each.toldAt === null)
  return (
    <>
      {open.map((each) => (
        <section class="ask no" key={each.id} role="alert">
          <b>{t('watch.alarm', { name: watch.name })}</b>
          <p>
            {slotText(ui, each)} {readingText(ui, book, each)}
          </p>
          <ul>
            {book.fever.whenStopped.map((step) => (
              <li key={step.zh}>{step[lang]}</li>
            ))}
          </ul>
          <p>{t('watch.tell', { names: tellText(ui, book) })}</p>
          {may.includes('tell') ? (
            <form method="post" action={`${base}/told`}>
              <Hidden values={{ reading: String(each.id) }} />
              <Button class="tap hot">{t('keep.report')}</Button>
            </form>
          ) : null}
        </section>
      ))}
    </>
  )
}

export function Measure(props: BodyProps) {
  const { ui, book, watch, base, may, shift } = props
  const { t } = ui
  if (!may.includes('measure')) return null
  const today = dayOf(ui.now)
  const there = watch.readings.find((each) => each.day === today && each.shift === shift)
  const ticked = Object.fromEntries((there?.symptoms ?? []).map((id) => [`s_${id}`, '1']))
  const form = formOf(
    props,
    'measure',
    there ? { temperature: degrees(there.temperature), ...ticked } : {},
  )
  return (
    <section class="card">
      <h2>{t('watch.act_measure')}</h2>
      <p class="chips">
        {(['am', 'pm'] as const).map((each) => (
          <a
            key={each}
            href={`${base}?shift=${each}`}
            aria-current={each === shift ? 'page' : undefined}
          >
            {t(`watch.${each}`)}
          </a>
        ))}
      </p>
      <form method="post" action={`${base}/readings`} novalidate>
        <Hidden
          values={{
            key: form.values.key ?? props.newKey(),
            shift,
            seen: form.values.seen ?? String(there?.id ?? 0),
          }}
        />
        <Field
          ui={ui}
          form={form}
          name="temperature"
          prefix="measure"
          label="visit.temp"
          hint={there ? 'watch.was' : undefined}
          params={rangeOf(book)}
          inputmode="decimal"
          enterkeyhint="done"
          maxLength={8}
        />
        <fieldset class="pick">
          <legend>{t('watch.symptoms')}</legend>
          {book.watch.symptoms.map(({ id, text }) => (
            <label key={id}>
              <input
                type="checkbox"
                name={`s_${id}`}
                value="1"
                checked={form.values[`s_${id}`] === '1'}
              />
              {text[ui.lang]}
            </label>
          ))}
        </fieldset>
        <Button>{t('measure.save')}</Button>
      </form>
    </section>
  )
}
