// One order: what was found, what was done since, and what somebody sees who looks again.
import type { OfficerRole } from '../../shared/actor'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { Rulebook } from '../rulebook'
import { LONGEST_TEXT } from './form'
import type { OpenOrder } from './opened'
import { areaName, Entries, Items, numberText, Standing, titleText } from './parts'
import { deadlinesAt, rechecksOf } from './rules'

export interface OrderProps {
  ui: Ui
  roles: readonly OfficerRole[]
  order: OpenOrder
  /** The rules in force: the deadlines that can be given. */
  inForce: Rulebook
  /** May look again. */
  writes: boolean
  form: FormState
  formKey: string
  notice: Notice | null
}

export function OrderPage(props: OrderProps) {
  const { ui, roles, order, form } = props
  const { t } = ui
  const { row, book } = order
  const failed = Object.keys(form.errors).length > 0
  return (
    <OfficeFrame
      ui={ui}
      title={numberText(ui, book, row)}
      tab="orders"
      roles={roles}
      failed={failed}
    >
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      <section class="card">
        <h2>{row.name}</h2>
        <p class="held">
          {areaName(ui, row)} · {row.address}
        </p>
        <p>
          <Standing ui={ui} order={row} />
        </p>
        <p class="roles">
          <a href={`/office/places/${row.code}`}>{t('order.place')}</a>
          <a href={`/office/patrols/rounds/${row.roundId}`}>{t('order.round')}</a>
        </p>
        {row.state === 'suspended' ? (
          <>
            <p class="note">{t('order.reopen_note')}</p>
            <a
              class="tap"
              href={`/office/inspections?${new URLSearchParams({ show: 'recheck', q: row.name })}`}
            >
              {t('order.reopen')}
            </a>
          </>
        ) : null}
      </section>
      <section class="card">
        <h2>{t('order.found')}</h2>
        <Items ui={ui} items={order.items} />
      </section>
      <section class="card">
        <h2>{t('order.steps')}</h2>
        <Entries ui={ui} entries={order.entries} />
      </section>
      {props.writes ? <RecheckForm {...props} /> : null}
      <ul class="ways">
        <li>
          <a href={`/office/orders/${row.id}/form`}>
            {t('order.print', { title: titleText(ui, book) })}
          </a>
        </li>
        <li>
          <a href="/office/orders">{t('order.back')}</a>
        </li>
      </ul>
    </OfficeFrame>
  )
}

function RecheckForm({ ui, order, inForce, form, formKey }: OrderProps) {
  const { t, lang, now } = ui
  const { row } = order
  const open = rechecksOf(row, now).filter((act) => act !== 'suspend' || row.placeStatus === 'open')
  if (open.length === 0) return null
  const deadlines = deadlinesAt(inForce, now).map(({ id, text }) => [id, text[lang]] as const)
  return (
    <form
      class="card"
      action={`/office/orders/${row.id}/recheck/files`}
      method="post"
      enctype="multipart/form-data"
      novalidate
    >
      <h2>{t('order.recheck')}</h2>
      <Hidden
        values={{
          key: form.values.key ?? formKey,
          version: form.values.version ?? String(row.version),
        }}
      />
      {open.length === 1 ? <p class="note">{t('order.only_close')}</p> : null}
      <Choice
        ui={ui}
        form={form}
        name="result"
        legend={t('order.recheck')}
        options={open.map((act) => [act, t(`order.act.${act}`)] as const)}
      />
      {open.includes('unmet') ? (
        <Field
          ui={ui}
          form={form}
          name="deadline"
          label="order.deadline"
          options={[['', t('order.deadline_none')], ...deadlines]}
        />
      ) : null}
      <Field
        ui={ui}
        form={form}
        name="text"
        label="order.text"
        hint="order.text_hint"
        lines={2}
        maxLength={LONGEST_TEXT}
      />
      <FileField ui={ui} form={form} name="photo" label={t('order.photo')} photo />
      <Button>{t('order.recheck_go')}</Button>
    </form>
  )
}
