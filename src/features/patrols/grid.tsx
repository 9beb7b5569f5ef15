// The supervisor's day: places × rounds, with what went wrong in words, and the ways to act on it.

import { islands } from '../../generated/assets'
import { dayText, dayWithWeekday } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { PATROL_LEVELS } from '../../shared/patrol'
import { CopyText } from '../../ui/copy'
import { Button, EMPTY_FORM, Field, Hidden } from '../../ui/field'
import { AreaFilter } from '../../ui/filter'
import { FirstLeaf, LeavesNote, NextLeaf } from '../../ui/leaves'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { GRID_DAYS, type GridQuery, gridLink, supervises } from './grid-form'
import { GridTable } from './grid-table'
import { asOfText } from './grid-texts'
import type { PatrolLine } from './rules-day'
import { GRID_KINDS, type GridColumn, type GridSums } from './rules-grid'

export interface GridProps {
  ui: Ui
  roles: readonly OfficerRole[]
  query: GridQuery
  areas: ListedArea[]
  sums: GridSums
  /** Of every line: they do not change from page to page. */
  columns: readonly GridColumn[]
  /** Whether somebody has to stay at one of the places. */
  resident: boolean
  rows: readonly PatrolLine[]
  /** Confirmed workers, by site. */
  workers: ReadonlyMap<number, number>
  /** How many rows there are on all pages. */
  found: number
  next: number | null
  /** The instant the lines were judged at. */
  at: number
  shiftHours: number
  nameOf: (accountId: number) => string
  /** Null: it has a page of its own, because it names many. */
  text: string | null
  /** It is of today, and whoever looks at it may also look at what is to be urged. */
  urges: boolean
}

export function GridPage(props: GridProps) {
  const { ui, query } = props
  const { t } = ui
  const time = asOfText(ui, query.day)
  const title = `${t(`grid.title.${query.kind}`)} ${dayText(ui.lang, query.day)}`
  return (
    <OfficeFrame
      ui={ui}
      title={title}
      tab={supervises(props.roles) ? 'grid' : 'patrols'}
      roles={props.roles}
      script={query.all ? islands.leaves : islands.copy}
    >
      <p class="lead">
        {t(`grid.level.${query.level}`)}
        {t('grid.dot')}
        {t('grid.as_of', { time })}
      </p>
      <Sums {...props} />
      <nav class="chips screen" aria-label={t('grid.kinds')}>
        {GRID_KINDS.map((kind) => (
          <a
            key={kind}
            href={gridLink(query, { kind, wrong: false })}
            aria-current={kind === query.kind ? 'page' : undefined}
          >
            {t(`grid.kind.${kind}`)}
          </a>
        ))}
      </nav>
      <Filter {...props} />
      <Ways {...props} />
      {query.all && props.next !== null ? <LeavesNote ui={ui} /> : null}
      {query.text ? null : props.rows.length > 0 ? (
        <GridTable {...props} />
      ) : (
        <Nothing {...props} />
      )}
      {query.all ? <NextOnPaper {...props} /> : <Pager {...props} />}
      {props.text === null || query.all ? null : (
        <section class="card screen" id="text">
          <CopyText ui={ui} id="grid" label={t('grid.text')} text={props.text} />
        </section>
      )}
    </OfficeFrame>
  )
}

function Pager({ ui, query, next }: GridProps) {
  return (
    <p class="pager">
      {query.after !== null ? <a href={gridLink(query)}>{ui.t('nav.first')}</a> : null}
      {next !== null ? (
        <a class="tap" href={gridLink(query, { after: next })}>
          {ui.t('nav.more')}
        </a>
      ) : null}
    </p>
  )
}

const NextOnPaper = ({ ui, query, next }: GridProps) => (
  <>
    {next !== null ? <NextLeaf ui={ui} href={gridLink(query, { after: next })} /> : null}
    {query.after !== null ? <FirstLeaf ui={ui} href={gridLink(query)} /> : null}
  </>
)

function Sums({ ui, query, sums, urges }: GridProps) {
  const { t } = ui
  const wrong = gridLink(query, { wrong: true })
  const act = urges ? '/office/patrols/urge' : null
  const shown = [
    [
      gridLink(query, { wrong: false }),
      `${sums.done} / ${sums.dueByNow}`,
      t('grid.owed', { n: sums.dueByNow }),
      false,
    ],
    [act ?? wrong, sums.missed, t(act ? 'grid.missed_urge' : 'grid.missed'), sums.missed > 0],
    ['/office/orders', sums.problems, t('grid.sum_problems', { n: sums.inHand }), false],
    ...(query.kind === 'site'
      ? ([[wrong, sums.gaps, t('grid.sum_gaps'), sums.gaps > 0]] as const)
      : []),
  ] as const
  return (
    <ul class="numbers four">
      {shown.map(([href, count, label, bad]) => (
        <li key={label}>
          <a href={href}>
            <b class={bad ? 'no' : undefined}>{count}</b>
            <span>{label}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Filter({ ui, query, areas }: GridProps) {
  const { t } = ui
  const today = dayOf(ui.now)
  const days = Array.from({ length: GRID_DAYS + 1 }, (_, i) => today - i)
  const form = {
    ...EMPTY_FORM,
    values: { area: String(query.area ?? ''), level: query.level, day: isoDay(query.day) },
  }
  const narrowed = query.area !== null || query.day !== today
  return (
    <details class="card screen" open={narrowed}>
      <summary>{t('grid.narrow')}</summary>
      <form class="filter" action="/office/patrols/grid" method="get">
        <Hidden values={{ kind: query.kind, ...(query.wrong ? { wrong: '1' } : {}) }} />
        <AreaFilter ui={ui} form={form} areas={areas} />
        <Field
          ui={ui}
          form={form}
          name="day"
          label="grid.day"
          options={days.map((day) => [isoDay(day), dayWithWeekday(ui.lang, day)])}
        />
        <Field
          ui={ui}
          form={form}
          name="level"
          label="grid.level"
          options={PATROL_LEVELS.map((level) => [level, t(`grid.level.${level}`)])}
        />
        <Button>{t('place.find')}</Button>
      </form>
    </details>
  )
}

function Ways({ ui, query, sums, text }: GridProps) {
  const { t } = ui
  return (
    <p class="roles screen">
      {query.wrong ? (
        <a href={gridLink(query, { wrong: false })}>{t('grid.all', { n: sums.places })}</a>
      ) : (
        <a href={gridLink(query, { wrong: true })}>{t('grid.only_wrong', { n: sums.wrong })}</a>
      )}
      <a href={gridLink(query, { all: true })}>{t('grid.print')}</a>
      <a href={gridLink(query, {}, '/office/patrols/grid.csv')}>{t('grid.export')}</a>
      <a href={text === null ? gridLink(query, { text: true }) : '#text'}>{t('grid.text')}</a>
    </p>
  )
}

function Nothing({ ui, query, sums }: GridProps) {
  const { t } = ui
  const calm = query.wrong && sums.places > 0
  return (
    <section class="card empty">
      <h2>{t(calm ? 'grid.none_wrong' : 'grid.none')}</h2>
      <p>{t(calm ? 'grid.none_wrong_text' : 'grid.none_text')}</p>
      <a class="tap" href={gridLink(query, { wrong: false, area: null })}>
        {t('grid.show_all')}
      </a>
    </section>
  )
}
