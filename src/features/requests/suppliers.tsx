// 防疫物资等供应商: published for everybody, and kept by headquarters.
import { fullDate } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { Button, EMPTY_FORM, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { fromDays, type SupplierQuery, supplierLink } from './form-suppliers'
import type { ListedSupplier } from './store-suppliers'
import { categoryName, categoryOptions } from './texts'

interface ListProps {
  ui: Ui
  book: Rulebook
  query: SupplierQuery
  rows: ListedSupplier[]
  next: [string, number] | null
}

const PUBLIC = '/suppliers'
const OFFICE = '/office/suppliers'

export function SuppliersPage(props: ListProps) {
  const { ui, book } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('supplier.title')} wide>
      <h1>{t('supplier.title')}</h1>
      <p class="lead">{t('supplier.lead', { hq: book.town.headquarters[ui.lang] })}</p>
      <Categories {...props} base={PUBLIC} />
      <Search {...props} base={PUBLIC} />
      <Rows {...props} base={PUBLIC} />
      <p class="note">{t('supplier.note')}</p>
      <p class="roles">
        <a href="/guide">{t('guide.title')}</a>
      </p>
    </Page>
  )
}

export function OfficeSuppliersPage(
  props: ListProps & { roles: readonly OfficerRole[]; notice: Notice | null },
) {
  const { ui, query } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={t('supplier.title')} tab="requests" roles={props.roles}>
      <NoticeLine notice={props.notice} />
      <p class="roles screen">
        <a href={`${OFFICE}/new`}>{t('supplier.new')}</a>
        <a href={supplierLink(OFFICE, query, { ended: !query.ended })}>
          {t(query.ended ? 'supplier.published' : 'supplier.ended_ones')}
        </a>
        <a href={PUBLIC}>{t('supplier.public')}</a>
      </p>
      <Categories {...props} base={OFFICE} />
      <Search {...props} base={OFFICE} />
      <Rows {...props} base={OFFICE} />
    </OfficeFrame>
  )
}

function Categories({ ui, book, query, base }: ListProps & { base: string }) {
  const { t } = ui
  const all = [['', t('place.all_kinds')] as const, ...categoryOptions(ui, book)]
  return (
    <nav class="chips" aria-label={t('help.category')}>
      {all.map(([category, name]) => (
        <a
          key={category}
          href={supplierLink(base, query, { category, q: '' })}
          aria-current={category === query.category ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}

function Search({ ui, query, base }: ListProps & { base: string }) {
  const form = { ...EMPTY_FORM, values: { q: query.q } }
  return (
    <form class="card filter screen" action={base} method="get">
      {query.category ? <Hidden values={{ category: query.category }} /> : null}
      {query.ended ? <Hidden values={{ ended: '1' }} /> : null}
      <Field
        ui={ui}
        form={form}
        name="q"
        label="supplier.search"
        hint="supplier.search_hint"
        inputmode="search"
        enterkeyhint="search"
        maxLength={30}
      />
      <Button>{ui.t('place.find')}</Button>
    </form>
  )
}

/** In the order of the rules. */
const inOrder = ({ book, rows }: ListProps): ListedSupplier[] => {
  const order = book.requests.categories.map(({ id }) => id)
  return [...rows].sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category))
}

function Rows(props: ListProps & { base: string }) {
  const { ui, query, next, base } = props
  const rows = inOrder(props)
  const { t } = ui
  return (
    <>
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t('supplier.none')}</h2>
          <p>{t(base === OFFICE ? 'supplier.none_office' : 'supplier.none_text')}</p>
        </section>
      ) : null}
      <div class="figures">
        {rows.map((row) => (
          <SupplierCard key={row.id} {...props} row={row} />
        ))}
      </div>
      <p class="pager">
        {query.after ? <a href={supplierLink(base, query)}>{t('nav.first')}</a> : null}
        {next ? (
          <a class="tap" href={supplierLink(base, query, { after: next })}>
            {t('nav.more')}
          </a>
        ) : null}
      </p>
    </>
  )
}

function SupplierCard({ ui, book, row, base }: ListProps & { row: ListedSupplier; base: string }) {
  const { t, lang } = ui
  const date = (day: number) => fullDate(lang, day)
  return (
    <section class="card figure">
      <h2>{row.name}</h2>
      <p>
        <b>{categoryName(ui, book, row.category)}</b> · {row.what}
      </p>
      {row.price ? <p>{t('supplier.price_is', { text: row.price })}</p> : null}
      <p>{t('supplier.contact_is', { text: row.contact })}</p>
      <p class="note">
        {row.endedAt === null
          ? t(row.fromDay > dayOf(ui.now) ? 'supplier.from_later' : 'supplier.since', {
              date: date(row.fromDay),
            })
          : t('supplier.ended', { date: date(dayOf(row.endedAt)) })}
      </p>
      {base === OFFICE ? (
        <a class="second screen" href={`${OFFICE}/new?like=${row.id}`}>
          {t('supplier.like')}
        </a>
      ) : null}
      {base === OFFICE && row.endedAt === null ? (
        <form class="screen" action={`${OFFICE}/${row.id}/end`} method="post">
          <Button class="second">{t('supplier.end')}</Button>
        </form>
      ) : null}
    </section>
  )
}

export interface SupplierFormProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  form: FormState
  formKey: string
}

export function SupplierFormPage({ ui, roles, book, form, formKey }: SupplierFormProps) {
  const { t, lang } = ui
  const shared = { ui, form }
  const failed = Object.keys(form.errors).length > 0
  return (
    <OfficeFrame ui={ui} title={t('supplier.new')} tab="requests" roles={roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action={`${OFFICE}/new`} method="post" novalidate>
        <Hidden values={{ key: formKey }} />
        <Field {...shared} name="name" label="supplier.name" maxLength={40} />
        <Field
          {...shared}
          name="category"
          label="help.category"
          options={categoryOptions(ui, book)}
        />
        <Field
          {...shared}
          name="what"
          label="supplier.what"
          hint="supplier.what_hint"
          maxLength={80}
        />
        <Field
          {...shared}
          name="price"
          label="supplier.price"
          hint="supplier.price_hint"
          maxLength={40}
        />
        <Field
          {...shared}
          name="contact"
          label="supplier.contact"
          hint="supplier.contact_hint"
          maxLength={60}
        />
        <Field
          {...shared}
          name="from"
          label="supplier.from"
          options={fromDays(ui.now).map((day) => [isoDay(day), fullDate(lang, day)])}
        />
        <Button>{t('supplier.save')}</Button>
      </form>
      <p class="roles">
        <a href={OFFICE}>{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
