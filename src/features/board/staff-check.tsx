// Measuring the staff: a box beside each name, one save for all.
import type { ComponentChildren } from 'preact'
import { degrees, timeOf } from '../../i18n/format'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { isOver, type Rulebook } from '../rulebook'
import type { Worker } from './day'
import { BackToToday } from './forms'
import type { Shift } from './rules'

export interface Measured extends Pick<Worker, 'workerId' | 'name' | 'job' | 'am' | 'pm'> {}

interface StaffCheckProps {
  ui: Ui
  book: Rulebook
  place: Place
  shift: Shift
  workers: Measured[]
  form: FormState
  formKey: string
  children: ComponentChildren
}

/** The boxes as they stand: those measured hold their reading. */
const standing = (workers: Measured[], shift: Shift): Record<string, string> =>
  Object.fromEntries(
    workers.map((each) => [
      `t${each.workerId}`,
      each[shift] ? degrees(each[shift].temperature) : '',
    ]),
  )

export function StaffCheckPage(props: StaffCheckProps) {
  const { ui, place, shift, workers, form } = props
  const { t } = ui
  const { min, max } = props.book.fever.plausible
  const range = { min: degrees(min), max: degrees(max) }
  const title = t(`measure.title_${shift}`)
  return (
    <Page ui={ui} title={title} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{title}</h1>
        <p>{t('measure.lead')}</p>
      </div>
      <ErrorSummary ui={ui} form={form} params={range} />
      <p class="chips">
        {(['am', 'pm'] as const).map((each) => (
          <a
            key={each}
            href={`/keep/${place.code}/staff-check?shift=${each}`}
            aria-current={each === shift ? 'page' : undefined}
          >
            {t(`measure.title_${each}`)}
          </a>
        ))}
      </p>
      {workers.length === 0 ? (
        <section class="card empty">
          <h2>{t('measure.none')}</h2>
          <p>{t('measure.none_text')}</p>
          <a class="tap" href={`/keep/${place.code}/staff`}>
            {t('door.worker')}
          </a>
        </section>
      ) : (
        <Boxes {...props} range={range} />
      )}
      <BackToToday ui={ui} place={place} />
      {props.children}
    </Page>
  )
}

function Boxes(props: StaffCheckProps & { range: Record<string, string> }) {
  const { ui, book, place, shift, workers, form } = props
  const typed = { ...form, values: { ...standing(workers, shift), ...form.values } }
  const seen = workers.map((each): [string, string] => [
    `s${each.workerId}`,
    String(each[shift]?.id ?? 0),
  ])
  return (
    <form class="card measure" method="post" action={`/keep/${place.code}/staff-check`} novalidate>
      <Hidden values={{ key: props.formKey, shift, ...Object.fromEntries(seen) }} />
      {workers.map((each) => {
        const reading = each[shift]
        const over = reading !== null && isOver(book, reading.temperature)
        return (
          <div class={over ? 'over' : undefined} key={each.workerId}>
            <Field
              ui={ui}
              form={typed}
              name={`t${each.workerId}`}
              label="measure.worker"
              hint={reading ? 'measure.was' : undefined}
              params={{
                name: each.name,
                job: each.job,
                time: reading ? timeOf(reading.at) : '',
                ...props.range,
              }}
              inputmode="decimal"
              enterkeyhint="next"
              maxLength={8}
            />
          </div>
        )
      })}
      <Button>{ui.t('measure.save')}</Button>
    </form>
  )
}
