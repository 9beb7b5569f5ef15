// Typing in what was written on paper while the power was off: twenty lines a page.

import { translateCode } from '../../i18n'
import { dayWithWeekday } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { temperatureParams } from '../visits'
import { PAPER_ROWS } from './form'
import { PaperWays } from './sheet'

interface PaperProps {
  ui: Ui
  book: Rulebook
  place: Place
  form: FormState
  formKey: string
  /** How many days back a register may be typed in. */
  days: number
  /** What the sheet before came to. */
  notice: string | null
  keeper: boolean
}

export function PaperPage(props: PaperProps) {
  const { ui, book, place, form } = props
  const { t } = ui
  const params = {
    ...temperatureParams(book),
    most: book.visits.partyMax,
    days: props.days,
    rows: PAPER_ROWS,
  }
  const today = dayOf(ui.now)
  const days = Array.from({ length: props.days + 1 }, (_, i) => {
    const day = today - i
    return [isoDay(day), dayWithWeekday(ui.lang, day)] as const
  })
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${t('paper.title')}`}
      wide
      failed={Object.keys(form.errors).length > 0}
    >
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('paper.title')}</h1>
        <p>{t('paper.lead', params)}</p>
      </div>
      {props.notice ? (
        <p class="ask" role="status">
          {props.notice}
        </p>
      ) : null}
      <LineErrors ui={ui} form={form} params={params} />
      <form class="card typed" method="post" action={`/keep/${place.code}/paper`} novalidate>
        <Hidden values={{ key: props.formKey }} />
        <Field ui={ui} form={form} name="day" label="paper.day" options={days} />
        {Array.from({ length: PAPER_ROWS }, (_, i) => (
          <Line key={i} ui={ui} form={form} row={i + 1} params={params} />
        ))}
        <Button>{t('paper.submit')}</Button>
        <p class="note">{t('paper.after')}</p>
      </form>
      <PaperWays ui={ui} code={place.code} current="paper" keeper={props.keeper} />
    </Page>
  )
}

type Params = Record<string, string | number>

function Line({ ui, form, row, params }: { ui: Ui; form: FormState; row: number; params: Params }) {
  const wrong = Object.keys(form.errors).some((name) => name.replace(/^\D+/, '') === String(row))
  const common = { ui, form, params }
  return (
    <fieldset class={wrong ? 'wrong' : undefined}>
      <legend>{ui.t(wrong ? 'paper.row_wrong' : 'paper.row', { n: row })}</legend>
      <Field {...common} name={`time${row}`} label="paper.time" inputmode="numeric" maxLength={8} />
      <Field {...common} name={`name${row}`} label="visit.name" maxLength={60} />
      <Field {...common} name={`contact${row}`} label="paper.contact" maxLength={44} />
      <Field
        {...common}
        name={`temperature${row}`}
        label="visit.temp"
        inputmode="decimal"
        maxLength={8}
      />
      <Field
        {...common}
        name={`party${row}`}
        label="visit.party"
        inputmode="numeric"
        maxLength={3}
      />
    </fieldset>
  )
}

/** As the summary of any form, but each error says in which line it stands. */
function LineErrors({ ui, form, params }: { ui: Ui; form: FormState; params: Params }) {
  const errors = Object.entries(form.errors)
  if (errors.length === 0) return null
  return (
    <div class="sum" role="alert" tabIndex={-1} autofocus>
      <h2>{ui.t('err.title', { n: errors.length })}</h2>
      <ul>
        {errors.map(([name, code]) => {
          const [, row] = /(\d+)$/.exec(name) ?? []
          const text = translateCode(ui.t, code, params)
          return (
            <li key={name}>
              <a href={`#f-${name}`}>{row ? ui.t('paper.in_row', { n: row, text }) : text}</a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
