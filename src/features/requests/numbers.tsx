// What is under way, by category and by how long ago it was asked: drawn, listed, and each number opens its rows.
import { grouped } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Bars } from '../../ui/chart'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { type HelpQuery, type HelpView, helpLink } from './form'
import { AGES } from './rules'
import type { HelpSum, HelpSums } from './store-counts'
import { categoryName, momentText } from './texts'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  sums: HelpSums
}

const COLUMNS = ['open', 'in_hand', 'answered', 'late'] as const satisfies HelpView[]
type Column = (typeof COLUMNS)[number]

const ALL: HelpQuery = {
  q: '',
  view: 'open',
  category: '',
  area: null,
  kind: null,
  age: null,
  ours: false,
  after: null,
}

const count = (sums: HelpSum[], column: Column): number =>
  sums
    .filter(({ state }) => column === 'late' || state === column)
    .reduce((sum, { n, late }) => sum + (column === 'late' ? late : n), 0)

interface Line {
  name: string
  sums: HelpSum[]
  /** The filter that opens its rows. */
  only: Partial<HelpQuery>
}

export function HelpNumbersPage({ ui, roles, book, sums }: Props) {
  const { t } = ui
  const known = book.requests.categories.map(({ id }) => id)
  const gone = [...new Set(sums.byCategory.map(({ category }) => category))].filter(
    (id) => !known.includes(id),
  )
  const categories = [...known, ...gone].map((category) => ({
    name: categoryName(ui, book, category),
    sums: sums.byCategory.filter((each) => each.category === category),
    only: { category },
  }))
  const ages = AGES.map((age) => ({
    name: t(`help.age.${age}`),
    sums: sums.byAge.filter((each) => each.age === age),
    only: { age },
  }))
  return (
    <OfficeFrame ui={ui} title={t('help.numbers')} tab="requests" roles={roles}>
      <p class="lead">{t('help.numbers_lead', { at: momentText(ui, ui.now) })}</p>
      <div class="figures">
        <Figure
          ui={ui}
          title={t('help.by_category')}
          head={t('help.category')}
          lines={categories}
        />
        <Figure ui={ui} title={t('help.by_age')} head={t('help.age')} lines={ages} />
      </div>
      <p class="note">{t('help.numbers_note')}</p>
      <p class="roles">
        <a href="/office/requests">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

const LIVE = ['open', 'in_hand', 'answered'] as const

function Figure({
  ui,
  title,
  head,
  lines,
}: {
  ui: Ui
  title: string
  head: string
  lines: Line[]
}) {
  const { t } = ui
  const total = (each: Line): number =>
    LIVE.reduce((sum, state) => sum + count(each.sums, state), 0)
  const all = lines.flatMap(({ sums }) => sums)
  const bars = lines.map((each) => ({
    value: total(each),
    words: t('help.bar', { name: each.name, n: grouped(total(each)) }),
  }))
  const cell = (column: Column, sums: HelpSum[], only: Partial<HelpQuery>) => {
    const n = count(sums, column)
    return (
      <td key={column}>
        {n === 0 ? (
          0
        ) : (
          <a
            class={column === 'late' ? 'no' : undefined}
            href={helpLink(ALL, { view: column, ...only })}
          >
            {grouped(n)}
          </a>
        )}
      </td>
    )
  }
  return (
    <section class="card figure">
      <h2>{title}</h2>
      <div class="much">
        <p>
          <b>{grouped(bars.reduce((sum, { value }) => sum + value, 0))}</b> {t('help.under_way')}
        </p>
        <Bars
          bars={bars}
          label={bars.map(({ words }) => words).join(t('help.bar_stop'))}
          now={-1}
        />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`help.view.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((each) => (
            <tr key={each.name}>
              <th scope="row">{each.name}</th>
              {COLUMNS.map((column) => cell(column, each.sums, each.only))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('help.total')}</th>
            {COLUMNS.map((column) => cell(column, all, {}))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}
