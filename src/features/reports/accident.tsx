// An accident, told at once; and those told before.
import type { ComponentChildren } from 'preact'
import { dayText, timeOf } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Notice } from '../../ui/notice'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { accidentDays } from './form'
import { KeepFrame, ToReport } from './frame'
import type { ReadAccident } from './store-accidents'

/** With its texts opened. */
export type OpenAccident = ReadAccident

interface AccidentProps {
  ui: Ui
  book: Rulebook
  place: Place
  form: FormState
  formKey: string
  notice: Notice | null
  told: OpenAccident[]
  children: ComponentChildren
}

export function AccidentPage(props: AccidentProps) {
  const { ui, book, place, told } = props
  const { t } = ui
  return (
    <KeepFrame {...props} title={t('accident.title')}>
      <p class="ask">{t('accident.first')}</p>
      <AccidentForm {...props} />
      {told.length > 0 ? <h2 class="apart">{t('accident.told')}</h2> : null}
      {told.map((each) => (
        <section class="card" key={each.id}>
          <AccidentText ui={ui} book={book} accident={each} />
        </section>
      ))}
      <p class="roles">
        <ToReport ui={ui} place={place} />
      </p>
      {props.children}
    </KeepFrame>
  )
}

function AccidentForm({ ui, book, place, form, formKey }: AccidentProps) {
  const { t, lang } = ui
  const kinds = book.reports.accidentKinds.map(({ id, text }): [string, string] => [id, text[lang]])
  const days = accidentDays(dayOf(ui.now))
  const field = { ui, form }
  return (
    <form class="card" method="post" action={`/keep/${place.code}/accidents`} novalidate>
      <Hidden values={{ key: formKey }} />
      <Field
        {...field}
        name="kind"
        label="accident.kind"
        options={[['', t('halt.choose')], ...kinds]}
      />
      <div class="two">
        <Field
          {...field}
          name="on"
          label="accident.on"
          options={days.map((day): [string, string] => [isoDay(day), dayText(lang, day)])}
        />
        <Field
          {...field}
          name="time"
          label="accident.time"
          hint="accident.time_hint"
          maxLength={5}
        />
      </div>
      <Field {...field} name="where" label="accident.where" maxLength={60} />
      <Field {...field} name="what" label="accident.what" hint="accident.no_names" lines={3} />
      <Field
        {...field}
        name="hurt"
        label="accident.hurt"
        hint="accident.hurt_hint"
        inputmode="numeric"
        maxLength={4}
      />
      <Field {...field} name="done" label="accident.done" lines={3} />
      <Button>{t('accident.send')}</Button>
    </form>
  )
}

/** What happened, for the enterprise and for the town. */
export function AccidentText({
  ui,
  book,
  accident,
}: {
  ui: Ui
  book: Rulebook
  accident: OpenAccident
}) {
  const { t, lang } = ui
  const { happenedAt, hurt, seenAt, at } = accident
  const kind = book.reports.accidentKinds.find(({ id }) => id === accident.kind)?.text[lang]
  const moment = (ms: number) => `${dayText(lang, dayOf(ms))} ${timeOf(ms)}`
  return (
    <>
      <p>
        <b>
          {moment(happenedAt)} · {kind ?? accident.kind}
        </b>
      </p>
      <p>
        {accident.where} ·{' '}
        <span class={hurt > 0 ? 'no' : undefined}>{t('accident.hurt_n', { n: hurt })}</span>
      </p>
      <p>{accident.what}</p>
      <p>{t('accident.done_text', { text: accident.done })}</p>
      <p class="note">
        {t('accident.told_at', { time: moment(at) })} ·{' '}
        {seenAt === null
          ? t('accident.unseen')
          : t('accident.seen_by', { name: accident.seenName ?? '—', time: moment(seenAt) })}
      </p>
    </>
  )
}
