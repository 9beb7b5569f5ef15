// 分批返岗: the batches of a place, for its keeper.
import type { ComponentChildren } from 'preact'
import { dayText, dayWithWeekday } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { BatchLine } from './batch-line'
import type { BatchRow } from './store-batch'

interface Props {
  ui: Ui
  book: Rulebook
  place: Place
  batches: BatchRow[]
  form: FormState
  formKey: string
  notice: Notice | null
  children: ComponentChildren
}

export function BatchesPage(props: Props) {
  const { ui, book, place, batches, form } = props
  const { t, lang } = ui
  const today = dayOf(ui.now)
  return (
    <Page ui={ui} title={t('batch.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('batch.title')}</h1>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      <p class="lead">{t('batch.lead')}</p>
      <section class="card">
        <ul class="dots">
          {book.returnRules.map((rule) => (
            <li key={rule.level}>{rule.text[lang]}</li>
          ))}
        </ul>
      </section>
      {batches.length === 0 ? (
        <section class="card empty">
          <h2>{t('batch.none')}</h2>
          <p>{t('batch.none_text')}</p>
        </section>
      ) : null}
      {batches.map((row) => (
        <BatchLine
          key={row.id}
          ui={ui}
          row={row}
          href={`/keep/${place.code}/returns/${row.id}`}
          title={t('batch.n', { n: row.seq })}
        />
      ))}
      <form class="card" method="post" action={`/keep/${place.code}/returns`} novalidate>
        <Hidden values={{ key: props.formKey }} />
        <Field
          ui={ui}
          form={form}
          name="day"
          label="batch.day"
          options={Array.from({ length: book.returning.aheadDays + 1 }, (_, i) => [
            String(today + i),
            i < 7 ? dayWithWeekday(lang, today + i) : dayText(lang, today + i),
          ])}
        />
        <Button>{t('batch.plan')}</Button>
      </form>
      <p class="roles">
        <a href="/rules/returns">{t('batch.rules')}</a>
      </p>
      {props.children}
    </Page>
  )
}
