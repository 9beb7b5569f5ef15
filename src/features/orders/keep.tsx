// The keeper's side: what must be put right and by when, each with its answers.
import type { ComponentChildren } from 'preact'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { Place } from '../places'
import { LONGEST_TEXT } from './form'
import type { OpenOrder } from './opened'
import { Entries, Items, momentText, numberText, titleText } from './parts'
import { isLate } from './rules'

interface KeepProps {
  ui: Ui
  place: Pick<Place, 'code' | 'name'>
  orders: OpenOrder[]
  /** Of the order that was answered wrongly. */
  wrong: { id: number; form: FormState } | null
  newKey: () => string
  notice: Notice | null
  children: ComponentChildren
}

export function KeepOrdersPage(props: KeepProps) {
  const { ui, place, orders, wrong } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('order.keep_title')} failed={wrong !== null}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('order.keep_title')}</h1>
      </div>
      {wrong ? <ErrorSummary ui={ui} form={wrong.form} prefix={String(wrong.id)} /> : null}
      <NoticeLine notice={props.notice} />
      {orders.length === 0 ? (
        <section class="card empty">
          <h2>{t('order.keep_none')}</h2>
          <p>{t('order.keep_none_text')}</p>
        </section>
      ) : (
        <p class="lead">{t('order.keep_lead')}</p>
      )}
      {orders.map((order) => (
        <OrderCard key={order.row.id} {...props} order={order} />
      ))}
      {props.children}
    </Page>
  )
}

/** 应 17:00 前，已晚 2 小时, as late duties are told. */
function Due({ ui, order: { row } }: { ui: Ui; order: OpenOrder }) {
  const { t } = ui
  const time = momentText(ui, row.dueAt)
  if (isLate(row, ui.now))
    return <b class="no">{t('keep.late', { time, span: spanText(ui, ui.now - row.dueAt) })}</b>
  if (row.state === 'open') return <b>{t('order.due', { time })}</b>
  return (
    <span class={row.state === 'closed' ? 'yes' : 'old'}>{t(`order.keep_state.${row.state}`)}</span>
  )
}

function OrderCard(props: KeepProps & { order: OpenOrder }) {
  const { ui, place, order, wrong } = props
  const { t } = ui
  const { row, book } = order
  const form = wrong?.id === row.id ? wrong.form : { values: {}, errors: {} }
  const again = row.state === 'open' && row.failed > 0
  return (
    <section class="card" id={`n-${row.id}`}>
      <h2>
        {titleText(ui, book)} {numberText(ui, book, row)}
      </h2>
      <p>
        <Due ui={ui} order={order} />
      </p>
      {again ? <p class="ask">{t('order.keep_again')}</p> : null}
      <Items ui={ui} items={order.items} />
      {row.state === 'open' ? <AnswerForm {...props} form={form} /> : null}
      {row.state === 'answered' ? (
        <details open={wrong?.id === row.id}>
          <summary>{t('order.answer_more')}</summary>
          <AnswerForm {...props} form={form} />
        </details>
      ) : null}
      <details open={row.state !== 'open' && row.state !== 'closed'}>
        <summary>{t('order.steps')}</summary>
        <Entries ui={ui} entries={order.entries} />
      </details>
      <p class="roles">
        <a href={`/keep/${place.code}/orders/${row.id}/form`}>
          {t('order.print', { title: titleText(ui, book) })}
        </a>
      </p>
    </section>
  )
}

function AnswerForm({
  ui,
  place,
  order,
  form,
  newKey,
}: KeepProps & { order: OpenOrder; form: FormState }) {
  const { row } = order
  const id = String(row.id)
  const values = { key: form.values.key ?? newKey(), failed: String(row.failed) }
  return (
    <form
      action={`/keep/${place.code}/orders/${id}/files`}
      method="post"
      enctype="multipart/form-data"
      novalidate
    >
      <Hidden values={values} />
      <Field
        ui={ui}
        form={form}
        name="text"
        prefix={id}
        label="order.answer"
        hint="order.answer_hint"
        lines={2}
        maxLength={LONGEST_TEXT}
      />
      <FileField
        ui={ui}
        form={form}
        name={`photo_${id}`}
        label={ui.t('order.answer_photo')}
        photo
      />
      <Button>{ui.t(row.state === 'open' ? 'order.answer_go' : 'order.answer_more')}</Button>
    </form>
  )
}
