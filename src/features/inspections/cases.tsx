// The list of cases, and recording a new one in the street.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { areaOptions } from '../../ui/area-options'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { type CaseQuery, LONGEST_TEXT } from './case-form'
import type { ListedCase } from './case-read-store'
import { areaName } from './parts'
import { CASE_STATES } from './values'

export const caseKind = (ui: Ui, book: Rulebook, id: string): string =>
  book.opening.cases.find((each) => each.id === id)?.text[ui.lang] ?? id

export interface CasesProps {
  ui: Ui
  roles: OfficerRole[]
  query: CaseQuery
  areas: ListedArea[]
  rows: ListedCase[]
  more: boolean
  book: Rulebook
  /** Whoever looks at it may record one. */
  writes: boolean
}

const link = (query: CaseQuery, after: string | null): string => {
  const params = new URLSearchParams({ state: query.state })
  if (query.kind) params.set('kind', query.kind)
  if (query.q) params.set('q', query.q)
  if (query.area) params.set('area', String(query.area))
  if (after) params.set('after', after)
  return `/office/cases?${params}`
}

const kindOptions = (ui: Ui, book: Rulebook): [string, string][] =>
  book.opening.cases.map((each) => [each.id, each.text[ui.lang]])

export function CasesPage(props: CasesProps) {
  const { ui, query, rows } = props
  const { t } = ui
  const last = rows.at(-1)
  return (
    <OfficeFrame ui={ui} title={t('case.title')} tab="cases" roles={props.roles}>
      {props.writes ? (
        <a class="go screen" href="/office/cases/new">
          {t('case.new')}
        </a>
      ) : null}
      <p class="chips">
        {CASE_STATES.map((state) => (
          <a
            key={state}
            href={link({ ...query, state }, null)}
            aria-current={state === query.state ? 'true' : undefined}
          >
            {t(`case.state.${state}`)}
          </a>
        ))}
      </p>
      <Filter {...props} />
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t('case.none')}</h2>
          <p>{t('case.none_text')}</p>
        </section>
      ) : null}
      {rows.map((row) => (
        <Row key={row.id} ui={ui} book={props.book} row={row} />
      ))}
      <p class="pager">
        {query.after ? <a href={link(query, null)}>{t('nav.first')}</a> : null}
        {props.more && last ? (
          <a class="tap" href={link(query, `${last.areaPath}~${last.id}`)}>
            {t('nav.more')}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

function Filter({ ui, query, areas, book }: CasesProps) {
  const { t } = ui
  const values = { q: query.q, kind: query.kind, area: String(query.area ?? '') }
  const form: FormState = { values, errors: {} }
  return (
    <details class="card screen" open={Boolean(query.q || query.area || query.kind)}>
      <summary>{t('inspect.filter')}</summary>
      <form class="filter" action="/office/cases" method="get">
        <Hidden values={{ state: query.state }} />
        <Field ui={ui} form={form} name="q" label="case.search" inputmode="search" />
        <div class="two">
          <AreaFilter ui={ui} form={form} areas={areas} />
          <Field
            ui={ui}
            form={form}
            name="kind"
            label="case.kind_filter"
            options={[['', t('case.all_kinds')], ...kindOptions(ui, book)]}
          />
        </div>
        <button type="submit" class="go">
          {t('place.find')}
        </button>
      </form>
    </details>
  )
}

function Row({ ui, book, row }: Pick<CasesProps, 'ui' | 'book'> & { row: ListedCase }) {
  const { t, lang } = ui
  const late = row.dueOn !== null && row.dueOn < dayOf(ui.now)
  return (
    <a class="row" href={`/office/cases/${row.id}`}>
      <b>{row.name}</b>
      <span>
        {caseKind(ui, book, row.kind)} · {row.address} · {areaName(ui, row)}
      </span>
      {row.state === 'open' && row.dueOn !== null ? (
        <small class={late ? 'no' : 'held'}>
          <br />
          {t(late ? 'case.late' : 'case.due', { date: dayText(lang, row.dueOn) })}
        </small>
      ) : null}
      {row.endedOn === null ? null : (
        <span> {t('case.ended', { date: dayText(lang, row.endedOn) })}</span>
      )}
    </a>
  )
}

export interface NewCaseProps {
  ui: Ui
  roles: OfficerRole[]
  /** Villages whoever looks at it works in. */
  areas: ListedArea[]
  book: Rulebook
  form: FormState
  formKey: string
}

export function NewCasePage({ ui, roles, areas, book, form, formKey }: NewCaseProps) {
  const { t } = ui
  const shared = { ui, form }
  return (
    <OfficeFrame
      ui={ui}
      title={t('case.new')}
      tab="cases"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary ui={ui} form={form} params={{ mb: 5 }} />
      <form
        class="card"
        action="/office/cases/new/files"
        method="post"
        enctype="multipart/form-data"
      >
        <Hidden values={{ key: formKey }} />
        <Field {...shared} name="kind" label="case.kind" options={kindOptions(ui, book)} />
        <Field {...shared} name="text" label="case.text" maxLength={LONGEST_TEXT} />
        <Field {...shared} name="code" label="case.code" hint="case.code_hint" maxLength={12} />
        <Field {...shared} name="name" label="case.name" maxLength={60} />
        <Field {...shared} name="address" label="case.address" maxLength={80} />
        <Field
          {...shared}
          name="area"
          label="case.area"
          options={[['', t('case.area_none')], ...areaOptions(ui, areas)]}
        />
        <FileField {...shared} name="photo" label={t('case.photo')} photo capture />
        <Button>{t('case.save')}</Button>
      </form>
      <p class="roles">
        <a href="/office/cases">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
