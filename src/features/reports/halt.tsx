// 报停产 and 恢复生产.
import type { ComponentChildren } from 'preact'
import { dayText, dayWithWeekday } from '../../i18n/format'
import { isoDay } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Notice } from '../../ui/notice'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { untilDays } from './form'
import { KeepFrame, ToReport } from './frame'
import { stopDays } from './rules'

export interface HaltProps {
  ui: Ui
  book: Rulebook
  place: Place
  today: number
  /** Of the stop that stands or is planned; null: none is. */
  reason: string | null
  form: FormState
  formKey: string
  notice: Notice | null
  children: ComponentChildren
}

/** A stop that is not over yet. */
export const standsStill = (
  { pausedFrom, pausedUntil }: Pick<Place, 'pausedFrom' | 'pausedUntil'>,
  today: number,
): boolean => pausedFrom !== null && (pausedUntil ?? today) >= today

export function HaltPage(props: HaltProps) {
  const { ui, place, form, notice, today } = props
  const { t } = ui
  return (
    <KeepFrame ui={ui} place={place} title={t('halt.title')} notice={notice} form={form}>
      {standsStill(place, today) ? <Stopped {...props} /> : <Stop {...props} />}
      <p class="roles">
        <ToReport ui={ui} place={place} />
      </p>
      {props.children}
    </KeepFrame>
  )
}

function Stopped({ ui, book, place, today, reason }: HaltProps) {
  const { t, lang } = ui
  const from = place.pausedFrom ?? today
  const why = book.reports.stopReasons.find(({ id }) => id === reason)?.text[lang]
  return (
    <section class="card">
      <h2>
        {place.pausedUntil === null
          ? t('halt.from', { date: dayText(lang, from) })
          : t('halt.from_to', { from: dayText(lang, from), to: dayText(lang, place.pausedUntil) })}
      </h2>
      {why ? <p>{why}</p> : null}
      <p class="note">{t('halt.note')}</p>
      <form method="post" action={`/keep/${place.code}/stop/end`}>
        <Button>{t(from > today ? 'halt.cancel' : 'halt.resume')}</Button>
      </form>
    </section>
  )
}

function Stop({ ui, book, place, today, form, formKey }: HaltProps) {
  const { t, lang } = ui
  const option = (day: number): [string, string] => [isoDay(day), dayWithWeekday(lang, day)]
  return (
    <form class="card" method="post" action={`/keep/${place.code}/stop`} novalidate>
      <Hidden values={{ key: formKey }} />
      <Field
        ui={ui}
        form={form}
        name="from"
        label="halt.begins"
        options={stopDays(today).map(option)}
      />
      <Field
        ui={ui}
        form={form}
        name="until"
        label="halt.ends"
        options={[['', t('halt.open_end')], ...untilDays(today).map(option)]}
      />
      <Field
        ui={ui}
        form={form}
        name="reason"
        label="halt.reason"
        options={[
          ['', t('halt.choose')],
          ...book.reports.stopReasons.map(({ id, text }): [string, string] => [id, text[lang]]),
        ]}
      />
      <Button>{t('halt.send')}</Button>
      <p class="note">{t('halt.note')}</p>
    </form>
  )
}
