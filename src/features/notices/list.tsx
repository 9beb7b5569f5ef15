// Notices, the late ones first.
import type { OfficerRole } from '../../shared/actor'
import { Button, EMPTY_FORM, Field } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { ReportWays } from './arrivals'
import { NOTICE_VIEWS, type NoticeView } from './form'
import { isLate, numberPath } from './rules'
import type { ListedNotice, NoticeCounts } from './store-list'
import { areaName, dueText, numberText } from './texts'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  q: string
  area: { id: number }
  areas: [string, string][]
  view: NoticeView
  counts: NoticeCounts
  rows: ListedNotice[]
  next: string | null
  /** May report and sees who has come. */
  reports: boolean
  /** May issue a notice. */
  issues: boolean
}

export function NoticesPage(props: Props) {
  const { ui, roles, q, area, areas, view, counts, rows, next } = props
  const { t } = ui
  const form = { ...EMPTY_FORM, values: { q, area: String(area.id) } }
  return (
    <OfficeFrame ui={ui} title={t('notice.title')} tab="notices" roles={roles}>
      {counts.late > 0 ? <p class="ask no">{t('notice.late_n', { n: counts.late })}</p> : null}
      {props.reports ? <ReportWays ui={ui} arrivals /> : null}
      {props.issues ? (
        <a class="go" href="/office/arrivals?view=nobody">
          {t('notice.pick')}
        </a>
      ) : null}
      <nav class="chips" aria-label={t('notice.views')}>
        {NOTICE_VIEWS.map((each) => (
          <a
            key={each}
            href={`/office/notices?area=${area.id}&view=${each}`}
            aria-current={!q && each === view ? 'page' : undefined}
          >
            {t(each === 'open' ? 'notice.view_open' : `notice.state.${each}`)}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t(q ? 'notice.not_found' : 'notice.none')}</h2>
          <p>
            {t(q ? 'notice.not_found_text' : props.issues ? 'notice.none_hq' : 'notice.none_text')}
          </p>
        </section>
      ) : null}
      {rows.map((row) => (
        <Line key={row.id} {...props} row={row} />
      ))}
      {next ? (
        <p class="pager">
          <a class="tap" href={next}>
            {t('nav.more')}
          </a>
        </p>
      ) : null}
      <form class="card filter" action="/office/notices" method="get">
        <input type="hidden" name="view" value={view} />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="notice.search"
          hint="notice.search_hint"
          inputmode="search"
          enterkeyhint="search"
          maxLength={30}
        />
        {areas.length > 1 ? (
          <Field ui={ui} form={form} name="area" label="place.area" options={areas} />
        ) : null}
        <Button>{t('place.find')}</Button>
      </form>
    </OfficeFrame>
  )
}

function Line({ ui, book, row }: Pick<Props, 'ui' | 'book'> & { row: ListedNotice }) {
  const { t } = ui
  const late = isLate(row, ui.now)
  return (
    <a class="row" href={`/office/notices/${numberPath(row)}`}>
      <b class={late ? 'no' : undefined}>
        {numberText(ui, book, row)} {areaName(ui, row)}
      </b>
      <span>
        {t(`notice.state.${row.state}`)} · {t('notice.people_n', { n: row.people })}
        {row.state === 'closed' ? null : ` · ${dueText(ui, row)}`}
      </span>
    </a>
  )
}
