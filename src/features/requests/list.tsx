// 企业诉求 in the office: by how far they are, the one whose time is nearest or longest past first.
import type { OfficerRole } from '../../shared/actor'
import type { SearchFrom } from '../../shared/search-from'
import { Tick } from '../../ui/choice'
import { Button, EMPTY_FORM, Field, Hidden } from '../../ui/field'
import { AreaFilter, KindFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import { numberPath } from '../notices/rules'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { HELP_VIEWS, type HelpQuery, type HelpView, helpLink } from './form'
import { AGES } from './rules'
import type { HelpCounts } from './store-counts'
import type { ListedHelp } from './store-list'
import {
  areaName,
  categoryName,
  categoryOptions,
  dueText,
  momentText,
  numberText,
  stateClass,
  unitName,
} from './texts'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  query: HelpQuery
  areas: readonly ListedArea[]
  counts: HelpCounts
  mine: number
  rows: ListedHelp[]
  next: SearchFrom | null
  writes: boolean
}

const isNarrowed = ({ q, category, area, kind, age, ours }: HelpQuery): boolean =>
  Boolean(q || category || area || kind || age || ours)

/** Counted over everything the officer sees, so not said beside a narrower list. */
const countOf = ({ query, counts, mine }: Props, view: HelpView): string => {
  if (view === 'closed' || isNarrowed(query)) return ''
  return ` ${view === 'mine' ? mine : counts[view]}`
}

export function HelpListPage(props: Props) {
  const { ui, roles, query, counts, rows, next } = props
  const { t } = ui
  const views = HELP_VIEWS.filter((each) => each !== 'mine' || props.writes)
  return (
    <OfficeFrame ui={ui} title={t('help.title')} tab="requests" roles={roles}>
      {counts.late > 0 ? <p class="ask no">{t('help.late_n', { n: counts.late })}</p> : null}
      <nav class="chips" aria-label={t('help.views')}>
        {views.map((view) => (
          <a
            key={view}
            href={helpLink(query, { view, q: '' })}
            aria-current={!query.q && view === query.view ? 'page' : undefined}
          >
            {t(`help.view.${view}`)}
            {countOf(props, view)}
          </a>
        ))}
      </nav>
      <HelpFilterForm {...props} />
      {rows.length === 0 ? (
        <NoneHere ui={ui} further={query.q !== '' && query.after !== null} more={next !== null}>
          <section class="card empty">
            <h2>{t(query.q ? 'help.not_found' : 'help.none')}</h2>
            <p>{t(query.q ? 'help.not_found_text' : 'help.none_text')}</p>
          </section>
        </NoneHere>
      ) : null}
      {rows.map((row) => (
        <Row key={row.id} {...props} row={row} />
      ))}
      <p class="pager">
        {query.after ? <a href={helpLink(query)}>{t('nav.first')}</a> : null}
        {next ? (
          <a class="tap" href={helpLink(query, { after: next })}>
            {moreLabel(ui, rows)}
          </a>
        ) : null}
      </p>
      <p class="roles">
        <a href="/office/requests/numbers">{t('help.numbers')}</a>
        <a href={roles.includes('admin') ? '/office/suppliers' : '/suppliers'}>
          {t('supplier.title')}
        </a>
      </p>
    </OfficeFrame>
  )
}

function Row({ ui, book, row }: Props & { row: ListedHelp }) {
  const { t } = ui
  const facts = [
    numberText(ui, book, row),
    areaName(ui, row),
    unitName(ui, book, row.unit),
    t('help.asked_at', { at: momentText(ui, row.at) }),
  ]
  const stands = [
    t(`help.state.${row.state}`),
    row.reopens > 0 ? t('help.reopened_n', { n: row.reopens }) : '',
    dueText(ui, row),
  ]
  return (
    <a class="row" href={`/office/requests/${numberPath(row)}`}>
      <b>
        {categoryName(ui, book, row.category)} · {row.place}
      </b>
      <small class={stateClass(row, ui.now)}>{stands.filter(Boolean).join(' · ')}</small>
      <br />
      <span>{facts.join(' · ')}</span>
    </a>
  )
}

function HelpFilterForm({ ui, book, query, areas }: Props) {
  const { t } = ui
  const { q, view, category, area, kind, age, ours } = query
  const form = {
    ...EMPTY_FORM,
    values: {
      q,
      category,
      area: String(area ?? ''),
      kind: kind ?? '',
      age: age ?? '',
      ours: ours ? '1' : '',
    },
  }
  return (
    <details class="card screen" open={isNarrowed(query)}>
      <summary>{t('help.filter')}</summary>
      <form action="/office/requests" method="get">
        <Hidden values={{ view }} />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="help.search"
          hint="help.search_hint"
          inputmode="search"
          enterkeyhint="search"
          maxLength={30}
        />
        <div class="two">
          <Field
            ui={ui}
            form={form}
            name="category"
            label="help.category"
            options={[['', t('place.all_kinds')], ...categoryOptions(ui, book)]}
          />
          <AreaFilter ui={ui} form={form} areas={areas} />
          <KindFilter ui={ui} form={form} />
          <Field
            ui={ui}
            form={form}
            name="age"
            label="help.age"
            options={[
              ['', t('place.all_kinds')],
              ...AGES.map((each) => [each, t(`help.age.${each}`)] as const),
            ]}
          />
        </div>
        <Tick ui={ui} form={form} name="ours" label="help.ours" hint="help.ours_hint" />
        <Button>{t('place.find')}</Button>
      </form>
    </details>
  )
}
