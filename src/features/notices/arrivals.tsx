// Who has newly come: by village, those nobody looks after first for headquarters; and one person.

import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Button, EMPTY_FORM, Field } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { ARRIVAL_VIEWS, type ArrivalView } from './form'
import { numberPath } from './rules'
import type { ArrivalDetail, ListedArrival, VillageCount } from './store-arrivals'
import { areaName, maskedPerson, numberText } from './texts'

interface ListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  q: string
  area: { id: number }
  areas: [string, string][]
  view: ArrivalView
  villages: VillageCount[]
  /** Null: not counted beside a search. */
  nobody: number | null
  /** Names and numbers in the clear; this page masks them. */
  rows: ListedArrival[]
  /** The address of the next page. */
  next: string | null
  /** Not the first page of a search. */
  further: boolean
  /** Ticks for a notice. */
  picks: boolean
}

const viewLink = (props: Pick<ListProps, 'area'>, view: ArrivalView): string =>
  `/office/arrivals?area=${props.area.id}&view=${view}`

export function ArrivalsPage(props: ListProps) {
  const { ui, roles, q, areas, area, view, rows, next, picks } = props
  const { t } = ui
  const form = { ...EMPTY_FORM, values: { q, area: String(area.id) } }
  return (
    <OfficeFrame ui={ui} title={t('arrival.title')} tab="notices" roles={roles}>
      <ReportWays ui={ui} />
      <form class="card filter" action="/office/arrivals" method="get">
        <input type="hidden" name="view" value={view} />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="arrival.search"
          inputmode="search"
          enterkeyhint="search"
          maxLength={30}
        />
        {areas.length > 1 ? (
          <Field ui={ui} form={form} name="area" label="place.area" options={areas} />
        ) : null}
        <Button>{t('place.find')}</Button>
      </form>
      <nav class="chips" aria-label={t('arrival.views')}>
        {ARRIVAL_VIEWS.map((each) => (
          <a
            key={each}
            href={viewLink(props, each)}
            aria-current={!q && each === view ? 'page' : undefined}
          >
            {t(`arrival.view.${each}`)}
            {each === 'nobody' && props.nobody !== null ? ` ${props.nobody}` : ''}
          </a>
        ))}
      </nav>
      {!q && view === 'village' ? <Villages {...props} /> : null}
      {rows.length === 0 ? (
        <NoneHere ui={ui} further={props.further} more={next !== null}>
          <Empty ui={ui} q={q} view={view} />
        </NoneHere>
      ) : null}
      {picks && rows.length > 0 ? (
        <PickForm {...props} />
      ) : (
        rows.map((row) => <Line key={row.id} {...props} row={row} />)
      )}
      {next ? (
        <p class="pager">
          <a class="tap" href={next}>
            {moreLabel(ui, rows)}
          </a>
        </p>
      ) : null}
    </OfficeFrame>
  )
}

export const ReportWays = ({ ui, arrivals = false }: { ui: Ui; arrivals?: boolean }) => (
  <ul class="ways">
    <li>
      <a href="/office/report/place">{ui.t('report.place')}</a>
    </li>
    <li>
      <a href="/office/report/person">{ui.t('report.person')}</a>
    </li>
    {arrivals ? (
      <li>
        <a href="/office/arrivals">{ui.t('arrival.title')}</a>
      </li>
    ) : null}
  </ul>
)

const Villages = ({ ui, villages }: Pick<ListProps, 'ui' | 'villages'>) => (
  <p class="note">
    {villages
      .map((each) => ui.t('arrival.village_n', { village: areaName(ui, each), n: each.n }))
      .join(ui.lang === 'zh' ? '，' : ', ')}
  </p>
)

const Empty = ({ ui, q, view }: Pick<ListProps, 'ui' | 'q' | 'view'>) => (
  <section class="card empty">
    <h2>{ui.t(q ? 'arrival.not_found' : 'arrival.none')}</h2>
    <p>
      {ui.t(
        q
          ? 'arrival.not_found_text'
          : view === 'nobody'
            ? 'arrival.none_nobody'
            : 'arrival.none_text',
      )}
    </p>
  </section>
)

/** 左照沟村 · 3 月 8 日到 · 老马烩面馆 · 峡防指交〔2020〕12 号 */
function lineText({
  ui,
  book,
  row,
}: Pick<ListProps, 'ui' | 'book'> & { row: ListedArrival }): string {
  const { t, lang } = ui
  return [
    areaName(ui, row),
    row.leftOn === null
      ? t('arrival.since', { date: dayText(lang, row.arrivedOn) })
      : t('arrival.left', { date: dayText(lang, row.leftOn) }),
    row.place,
    row.year !== null && row.seq !== null && !row.managed
      ? numberText(ui, book, { year: row.year, seq: row.seq })
      : null,
    row.managed || row.leftOn !== null ? null : t('arrival.no_village'),
  ]
    .filter(Boolean)
    .join(' · ')
}

const Line = (props: Pick<ListProps, 'ui' | 'book'> & { row: ListedArrival }) => (
  <a class="row" href={`/office/arrivals/${props.row.id}`}>
    <b>{maskedPerson(props.row)}</b>
    <span>{lineText(props)}</span>
  </a>
)

/** Headquarters ticks whom a notice hands over. */
const PickForm = (props: ListProps) => (
  <form class="card" action="/office/notices/new" method="get">
    <ul class="team picks">
      {props.rows.map((row) => (
        <li key={row.id}>
          <label class="tick">
            <input type="checkbox" name={`p${row.id}`} value="1" />
            <span>
              <b>{maskedPerson(row)}</b>
              <small>{lineText({ ...props, row })}</small>
            </span>
          </label>
          <a
            class="mini"
            href={`/office/arrivals/${row.id}`}
            aria-label={props.ui.t('arrival.see', { name: maskedPerson(row) })}
          >
            {props.ui.t('arrival.see_short')}
          </a>
        </li>
      ))}
    </ul>
    <Button>{props.ui.t('notice.issue')}</Button>
  </form>
)

interface PersonProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  /** In the clear: whoever opens this page is written down. */
  person: ArrivalDetail
  notice: Notice | null
}

export function ArrivalPage({ ui, roles, book, person, notice }: PersonProps) {
  const { t, lang } = ui
  const number =
    person.year !== null && person.seq !== null ? { year: person.year, seq: person.seq } : null
  return (
    <OfficeFrame ui={ui} title={person.name} tab="notices" roles={roles}>
      <NoticeLine notice={notice} />
      <section class="card">
        <ul class="tally">
          <li>
            <span>{t('visit.phone')}</span>
            <a href={`tel:${person.phone}`}>{person.phone}</a>
          </li>
          <li>
            <span>{t('report.lives')}</span>
            <b>{person.address}</b>
          </li>
          <li>
            <span>{t('report.origin')}</span>
            <b>{person.origin}</b>
          </li>
          <li>
            <span>{t('report.arrived')}</span>
            <b>{dayText(lang, person.arrivedOn)}</b>
          </li>
          {person.code && person.place ? (
            <li>
              <span>{t('report.works_at')}</span>
              <a href={`/office/places/${person.code}`}>{person.place}</a>
            </li>
          ) : null}
          <li>
            <span>{t(person.managed ? 'arrival.village' : 'arrival.found_in')}</span>
            <b>{areaName(ui, person)}</b>
          </li>
          {number ? (
            <li>
              <span>{t('office.tab.notices')}</span>
              <a href={`/office/notices/${numberPath(number)}`}>{numberText(ui, book, number)}</a>
            </li>
          ) : null}
        </ul>
        {person.managed ? null : <p class="old">{t('arrival.no_village')}</p>}
        {person.leftOn === null ? null : (
          <p class="old">{t('arrival.left', { date: dayText(lang, person.leftOn) })}</p>
        )}
        <form
          action={`/office/arrivals/${person.id}/${person.leftOn === null ? 'left' : 'back'}`}
          method="post"
        >
          <Button class="second">
            {t(person.leftOn === null ? 'arrival.mark_left' : 'arrival.mark_back')}
          </Button>
        </form>
        <p class="note">{t('arrival.kept')}</p>
      </section>
      <p class="roles">
        <a href="/office/arrivals">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
