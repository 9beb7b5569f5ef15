// Measuring the staff: a box beside each name, one save for all.
import type { ComponentChildren } from 'preact'
import { dayText, degrees, timeOf } from '../../i18n/format'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { FindWorker } from '../people'
import type { Place } from '../places'
import { isOver, type Rulebook } from '../rulebook'
import { BackToToday } from './forms'
import type { Worker } from './people'
import type { Shift } from './rules'
import { BOXES, type BoxesAsked } from './rules-staff'

export interface Measured
  extends Pick<Worker, 'workerId' | 'name' | 'job' | 'am' | 'pm' | 'worksFrom'> {}

interface StaffCheckProps {
  ui: Ui
  book: Rulebook
  place: Place
  asked: BoxesAsked
  page: { boxes: Measured[]; more: boolean; measured: number; all: number }
  /** Those who may not work yet: nobody measures them as present. */
  away: Measured[]
  form: FormState
  formKey: string
  /** The page before this one was saved. */
  saved: boolean
  children: ComponentChildren
}

/** The error of a box whose worker may not work yet. */
export const AWAY = 'measure.away'

/** The address of a page of boxes. */
export function boxesPath(place: { code: string }, { shift, left, q, after }: BoxesAsked): string {
  const params = new URLSearchParams({
    shift,
    ...(left ? { left: '1' } : {}),
    ...(q ? { q } : {}),
    ...(after ? { after: String(after) } : {}),
  })
  return `/keep/${place.code}/staff-check?${params}`
}

/** The boxes as they stand: those measured hold their reading, a mark none. */
const standing = (workers: Measured[], shift: Shift): Record<string, string> =>
  Object.fromEntries(
    workers.map((each) => [
      `t${each.workerId}`,
      each[shift]?.temperature ? degrees(each[shift].temperature) : '',
    ]),
  )

export function StaffCheckPage(props: StaffCheckProps) {
  const { ui, place, asked, page, form } = props
  const { t } = ui
  const { min, max } = props.book.fever.plausible
  const range = { min: degrees(min), max: degrees(max) }
  const title = t(`measure.title_${asked.shift}`)
  return (
    <Page ui={ui} title={title} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{title}</h1>
        <p>{t('measure.lead')}</p>
      </div>
      {props.saved ? (
        <p class="done" role="status">
          {t('measure.saved', { n: page.measured, of: page.all })}
        </p>
      ) : null}
      <ErrorSummary ui={ui} form={form} params={range} />
      <p class="chips">
        {(['am', 'pm'] as const).map((shift) => (
          <a
            key={shift}
            href={boxesPath(place, { shift, left: false, q: '', after: 0 })}
            aria-current={shift === asked.shift ? 'page' : undefined}
          >
            {t(`measure.title_${shift}`)}
          </a>
        ))}
      </p>
      {page.all > BOXES ? <Find {...props} /> : null}
      {page.boxes.length > 0 ? <Boxes {...props} range={range} /> : <Nobody {...props} />}
      {props.away.length > 0 ? <Away ui={ui} place={place} away={props.away} /> : null}
      <BackToToday ui={ui} place={place} />
      {props.children}
    </Page>
  )
}

/** Nobody to measure; where all are away, the list of those says so. */
function Nobody({ ui: { t }, place, page, away }: StaffCheckProps) {
  if (page.all === 0 && away.length > 0) return null
  return (
    <section class="card empty">
      <h2>{t(page.all > 0 ? 'measure.none_found' : 'measure.none')}</h2>
      <p>{t(page.all > 0 ? 'measure.none_found_text' : 'measure.none_text')}</p>
      <a class="tap" href={`/keep/${place.code}/staff`}>
        {t('door.worker')}
      </a>
    </section>
  )
}

const dateOf = (ui: Ui, { worksFrom }: Measured): string => dayText(ui.lang, worksFrom ?? 0)

function Away({ ui, place, away }: Pick<StaffCheckProps, 'ui' | 'place' | 'away'>) {
  const { t } = ui
  return (
    <section class="card">
      <h2>{t('measure.away_title', { n: away.length })}</h2>
      <ul class="team">
        {away.map((each) => (
          <li key={each.workerId}>
            <div>
              <b>{each.name}</b> {each.job}
              <small class="no">{t('measure.away_until', { date: dateOf(ui, each) })}</small>
            </div>
          </li>
        ))}
      </ul>
      <a class="tap" href={`/keep/${place.code}/watches`}>
        {t('measure.away_link')}
      </a>
    </section>
  )
}

/** Of many: how far the shift is, who is left, and one by name. */
function Find({ ui, place, asked, page }: StaffCheckProps) {
  const { t } = ui
  const { shift, q } = asked
  const all = { shift, left: false, q: '', after: 0 }
  return (
    <>
      <p class="chips">
        <a
          href={boxesPath(place, all)}
          aria-current={!asked.left && !q && !asked.after ? 'page' : undefined}
        >
          {t('measure.all', { n: page.all })}
        </a>
        <a
          href={boxesPath(place, { ...all, left: true })}
          aria-current={asked.left ? 'page' : undefined}
        >
          {t('measure.left', { n: page.all - page.measured })}
        </a>
      </p>
      <FindWorker
        ui={ui}
        path={`/keep/${place.code}/staff-check`}
        q={q}
        also={{ shift, ...(asked.left ? { left: '1' } : {}) }}
      />
    </>
  )
}

const hintOf = (error: string | undefined, reading: unknown) => {
  if (error === AWAY) return 'measure.away_until'
  return reading ? 'measure.was' : undefined
}

function Boxes(props: StaffCheckProps & { range: Record<string, string> }) {
  const { ui, book, place, asked, page, form } = props
  const { shift, left, q, after } = asked
  const workers = page.boxes
  const typed = { ...form, values: { ...standing(workers, shift), ...form.values } }
  const seen = workers.map((each): [string, string] => [
    `s${each.workerId}`,
    String(each[shift]?.id ?? 0),
  ])
  return (
    <form class="card measure" method="post" action={`/keep/${place.code}/staff-check`} novalidate>
      <Hidden values={{ key: props.formKey, shift, ...Object.fromEntries(seen) }} />
      <Hidden
        values={{
          ...(left ? { left: '1' } : {}),
          ...(q ? { q } : {}),
          ...(after ? { after: String(after) } : {}),
        }}
      />
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
              hint={hintOf(form.errors[`t${each.workerId}`], reading)}
              params={{
                name: each.name,
                job: each.job,
                time: reading ? timeOf(reading.at) : '',
                date: dateOf(ui, each),
                ...props.range,
              }}
              inputmode="decimal"
              enterkeyhint="next"
              maxLength={8}
            />
          </div>
        )
      })}
      <Button>{ui.t(page.more ? 'measure.save_next' : 'measure.save')}</Button>
    </form>
  )
}
