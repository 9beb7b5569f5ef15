// The pages behind a tap: counting supplies, correcting a record.
import type { ComponentChildren } from 'preact'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { DetailFields } from './duty-form'

interface FormPageProps {
  ui: Ui
  book: Rulebook
  place: Place
  form: FormState
  formKey: string
  notice?: string | null
  children: ComponentChildren
}

export function StockPage({ ui, book, place, form, formKey, notice, children }: FormPageProps) {
  const { t, lang } = ui
  return (
    <Page ui={ui} title={t('stock.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('stock.title')}</h1>
        <p>{t('stock.lead')}</p>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={notice ? { text: notice, good: false } : null} />
      <form class="card" method="post" action={`/keep/${place.code}/stock`} novalidate>
        <Hidden values={{ key: formKey }} />
        {book.supplies.items.map((supply) => {
          const params = { item: supply.name[lang], unit: supply.unit[lang] }
          const box = { ui, form, params, inputmode: 'decimal', maxLength: 9 } as const
          return (
            <div class="two" key={supply.id}>
              <Field {...box} name={`q_${supply.id}`} label="stock.quantity" />
              {supply.used ? (
                <Field {...box} name={`d_${supply.id}`} label="stock.per_day" />
              ) : null}
            </div>
          )
        })}
        <Button>{t('stock.save')}</Button>
      </form>
      <BackToToday ui={ui} place={place} />
      {children}
    </Page>
  )
}

export const BackToToday = ({ ui, place }: { ui: Ui; place: { code: string } }) => (
  <p class="roles">
    <a href={`/keep/${place.code}/today`}>{ui.t('keep.back')}</a>
  </p>
)

type Duty = Rulebook['duties']['shop'][number]

export function RecordPage(props: FormPageProps & { duty: Duty; id: number; said: string }) {
  const { ui, book, place, form, duty } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('keep.fix_title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('keep.fix_title')}</h1>
        <p>
          {duty.name[ui.lang]}
          {props.said ? ` · ${props.said}` : ''}
        </p>
      </div>
      <ErrorSummary ui={ui} form={form} prefix={duty.id} />
      <form
        class="card"
        method="post"
        action={`/keep/${place.code}/records/${props.id}`}
        novalidate
      >
        <Hidden values={{ key: props.formKey }} />
        <DetailFields ui={ui} book={book} kind={place.kind} duty={duty} form={form} />
        <Button>{t('keep.save')}</Button>
        <p class="note">{t('keep.fix_note')}</p>
      </form>
      <BackToToday ui={ui} place={place} />
      {props.children}
    </Page>
  )
}
