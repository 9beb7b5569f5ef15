// The office's list of applications: the sums on top, the oldest clock first, boxes for one trade.
import type { OfficerRole } from '../../shared/actor'
import { countText, MOST_LATE } from '../../shared/task'
import { Button, EMPTY_FORM, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import {
  type After,
  MOST_TICKED,
  type ReviewQuery,
  type ReviewTab,
  reviewLink,
  STATE_FILTERS,
  type StateFilter,
} from './office-form'
import { ClockText, StateTag } from './office-tags'
import type { ReviewLine, Sums } from './store-office'

/** A line as it is shown: names opened, words looked up. */
export type ShownLine = Omit<
  ReviewLine,
  'keeperName' | 'keeperPhone' | 'assignedName' | 'trade' | 'areaId'
> & {
  /** Masked. */
  keeper: string
  assigned: string | null
  tradeName: string
  where: string
  /** Its trade is on the negative list now. */
  barred: boolean
  /** A box stands before it. */
  tickable: boolean
}

interface ReviewListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  query: ReviewQuery
  tabs: readonly ReviewTab[]
  /** The officer's areas are not the whole town. */
  narrow: boolean
  sums: Sums & { shops: number; days: number }
  lines: ShownLine[]
  next: After | null
  areas: ListedArea[]
  trades: readonly (readonly [string, string])[]
  /** Of the boxes' form. */
  formKey: string
  form: FormState
}

export function ReviewListPage(props: ReviewListProps) {
  const { ui, query, lines, form } = props
  const { t } = ui
  return (
    <OfficeFrame
      ui={ui}
      title={t('review.title')}
      tab="applications"
      roles={props.roles}
      failed={form !== EMPTY_FORM}
    >
      <ErrorSummary ui={ui} form={form} />
      <SumsOnTop {...props} />
      <nav class="chips" aria-label={t('review.tabs')}>
        {props.tabs.map((tab) => (
          <a
            key={tab}
            href={reviewLink(query, { tab })}
            aria-current={tab === query.tab ? 'page' : undefined}
          >
            {t(tab === 'town' && props.narrow ? 'review.tab.area' : `review.tab.${tab}`)}
          </a>
        ))}
      </nav>
      <Filter {...props} />
      {lines.length === 0 ? (
        <NoneHere
          ui={ui}
          further={query.q !== '' && query.after !== null}
          more={props.next !== null}
        >
          <Nothing ui={ui} query={query} />
        </NoneHere>
      ) : (
        <Lines {...props} />
      )}
      <p class="pager">
        {query.after ? <a href={reviewLink(query)}>{t('nav.first')}</a> : null}
        {props.next ? (
          <a class="tap" href={reviewLink(query, { after: props.next })}>
            {moreLabel(ui, lines)}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

function SumsOnTop({ ui, query, sums }: ReviewListProps) {
  const { t } = ui
  const to = (state: ReviewQuery['state']) =>
    reviewLink({ ...query, state, area: null, trade: '', q: '' })
  const shown = [
    [to('inbox'), sums.waiting, t('review.sum_waiting'), false],
    [
      to('late'),
      countText(sums.late, query.tab === 'mine' ? undefined : MOST_LATE),
      t('review.sum_late', { n: sums.days }),
      sums.late > 0,
    ],
    [to('accepted'), sums.accepted, t('review.sum_accepted'), false],
    ['/places?kind=shop', sums.shops, t('review.sum_shops'), false],
  ] as const
  return (
    <ul class="numbers four">
      {shown.map(([href, count, label, bad]) => (
        <li key={href}>
          <a href={href}>
            <b class={bad ? 'no' : undefined}>{count}</b>
            <span>{label}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Filter({ ui, query, areas, trades }: ReviewListProps) {
  const { t } = ui
  const form = {
    ...EMPTY_FORM,
    values: {
      q: query.q,
      area: String(query.area ?? ''),
      state: query.state,
      trade: query.trade,
    },
  }
  return (
    <form class="card screen" action="/office/applications" method="get">
      <input type="hidden" name="tab" value={query.tab} />
      <Field
        ui={ui}
        form={form}
        name="q"
        label="review.search"
        inputmode="search"
        enterkeyhint="search"
      />
      <details open={query.state !== 'inbox' || query.trade !== '' || query.area !== null}>
        <summary>{t('review.narrow')}</summary>
        <div class="two">
          <Field
            ui={ui}
            form={form}
            name="state"
            label="review.state"
            options={STATE_FILTERS.map((each) => [each, filterText(ui, each)] as const)}
          />
          <Field
            ui={ui}
            form={form}
            name="trade"
            label="review.trade"
            options={[['', t('review.all_trades')], ...trades]}
          />
        </div>
        <AreaFilter ui={ui} form={form} areas={areas} />
      </details>
      <Button>{t('review.find')}</Button>
    </form>
  )
}

/** The three lists that are no state carry names of their own. */
const filterText = ({ t }: Ui, filter: StateFilter): string =>
  filter === 'inbox' || filter === 'late' || filter === 'live'
    ? t(`review.filter.${filter}`)
    : t(`apply.state_${filter}`)

function Nothing({ ui, query }: { ui: Ui; query: ReviewQuery }) {
  const { t } = ui
  const searched = query.q !== ''
  return (
    <section class="card empty">
      <h2>{t(searched ? 'review.none_found' : 'review.none')}</h2>
      <p>{t(searched ? 'review.none_found_text' : 'review.none_text')}</p>
      <a class="tap" href={`/office/applications?tab=${query.tab}`}>
        {t('review.show_all')}
      </a>
    </section>
  )
}

function Lines(props: ReviewListProps) {
  const { ui, query, lines, formKey } = props
  const { t } = ui
  const ticks = lines.filter((each) => each.tickable)
  const bulk = query.trade !== '' && ticks.length > 0
  const table = <Table {...props} bulk={bulk} />
  if (!bulk)
    return (
      <>
        {ticks.length > 1 ? <p class="note">{t('review.choose_trade')}</p> : null}
        {table}
      </>
    )
  return (
    <form action="/office/applications/accept" method="post">
      <Hidden values={{ key: formKey, trade: query.trade }} />
      {table}
      <p class="pager">
        {query.all || ticks.length > MOST_TICKED ? null : (
          <a href={reviewLink(query, { all: true, after: query.after })}>{t('review.tick_all')}</a>
        )}
        <Button class="tap">{t('review.bulk')}</Button>
      </p>
    </form>
  )
}

function Table({ ui, query, lines, bulk }: ReviewListProps & { bulk: boolean }) {
  const { t } = ui
  return (
    <table class="log desk">
      <thead>
        <tr>
          {bulk ? <th scope="col">{t('review.decide')}</th> : null}
          <th scope="col">{t('review.place')}</th>
          <th scope="col">{t('review.where')}</th>
          <th scope="col">{t('review.trade')}</th>
          <th scope="col">{t('review.state')}</th>
          <th scope="col">{t('review.clock')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            {bulk ? (
              <td>
                {line.tickable ? (
                  <label class="tickbox">
                    <input
                      type="checkbox"
                      name={`a${line.id}`}
                      value={String(line.version)}
                      checked={query.all}
                      aria-label={t('review.tick', { name: line.name })}
                    />
                  </label>
                ) : null}
              </td>
            ) : null}
            <td class="head">
              <a class="hop" href={`/office/applications/${line.number}`}>
                {line.name}
              </a>
              <small>{line.keeper}</small>
            </td>
            <td>{line.where}</td>
            <td>{line.tradeName}</td>
            <td>
              <StateTag ui={ui} {...line} />
              {line.assigned ? <small>{t('review.with', { name: line.assigned })}</small> : null}
              {line.urges > 0 ? (
                <small class="no">{t('review.urged', { n: line.urges })}</small>
              ) : null}
            </td>
            <td class="due">
              <ClockText ui={ui} application={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
