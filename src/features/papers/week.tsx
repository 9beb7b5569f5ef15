// The board as a week grid on A4, for the paper outside: filled from the records, the rest for the pen.

import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
import { PrintNote, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import { supplyName } from '../board'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { WeekCell, WeekRow } from './rules'
import { PaperWays, printedAt, spacedCode } from './sheet'

const WEEKDAYS = [
  'week.day1',
  'week.day2',
  'week.day3',
  'week.day4',
  'week.day5',
  'week.day6',
  'week.day7',
] as const

interface Staff {
  total: number
  pledged: number
  /** Masked names and jobs of those who agreed; empty while fewer than three work here. */
  named: { name: string; job: string }[]
}

interface WeekProps {
  ui: Ui
  book: Rulebook
  place: Place
  /** Masked. */
  contact: string
  week: number[]
  rows: WeekRow[]
  staff: Staff
  qr: string
  keeper: boolean
}

const cellText = ({ t }: Ui, cell: WeekCell): string => {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if (cell.over === 0) return t('week.none')
  return t(cell.open ? 'week.over_open' : 'week.over_done', { n: cell.over })
}

function rowName(ui: Ui, book: Rulebook, { name }: WeekRow): string {
  if (name === null) return ''
  if (typeof name === 'string') return ui.t(`week.row.${name}`)
  return 'item' in name ? supplyName(ui, book, name.item) || ui.t('papers.unlisted') : name[ui.lang]
}

function staffText({ t }: Ui, { total, pledged, named }: Staff): string {
  const counted = t('week.staff', { n: total, pledged })
  if (named.length === 0) return counted
  const names = named.map(({ name, job }) => (job ? t('week.named', { name, job }) : name))
  const rest = total - named.length
  return [counted, ...names, rest > 0 ? t('week.unnamed', { n: rest }) : '']
    .filter(Boolean)
    .join('　')
}

/** More lines than these are set closer, so that the grid stays on its one page. */
const MOST_ROWS = 11

export function WeekPage(props: WeekProps) {
  const { ui, place, week } = props
  const { t, lang } = ui
  const accepted = place.acceptanceNumber
  return (
    <Page ui={ui} title={`${place.name} · ${t('week.title')}`}>
      <PrintNote ui={ui} />
      <section class={props.rows.length > MOST_ROWS ? 'week dense' : 'week'}>
        <h1>{t('week.title')}</h1>
        <p class="meta">
          <span>
            {t('week.place')} <b>{place.name}</b>
          </span>
          {place.kind === 'site' && place.contractor ? (
            <span>{t('place.contractor', { name: place.contractor })}</span>
          ) : null}
          <span>{t('week.contact', { name: props.contact || '________' })}</span>
          <span>{t('week.hotline', { text: props.book.town.hotline[lang] })}</span>
          {accepted === null ? null : <span>{t('papers.accepted', { n: accepted })}</span>}
        </p>
        <Scroll label={t('week.title')}>
          <Grid {...props} />
        </Scroll>
        <div class="under">
          <img
            src={props.qr}
            alt={t('place.qr_alt', { name: place.name })}
            width="151"
            height="151"
          />
          <p>
            <b>{t('week.scan')}</b>
            <span>
              {spacedCode(place.code)} · {t('week.pen')}
            </span>
            <span class="small">
              {t('poster.issued', { town: ui.town })} ·{' '}
              {t('week.printed', { time: printedAt(ui), day: dayText(lang, week[6] ?? 0) })}
            </span>
          </p>
        </div>
      </section>
      <PaperWays ui={ui} code={place.code} current="week" keeper={props.keeper} />
    </Page>
  )
}

function Grid({ ui, book, week, rows, staff }: WeekProps) {
  const { t } = ui
  const today = dayOf(ui.now)
  const head = (block: WeekRow['block']) => rows.filter((row) => row.block === block).length
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('week.item')}</th>
          <th scope="col">{t('week.what')}</th>
          {week.map((day, i) => (
            <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
              {dayText(ui.lang, day)}
              <br />
              {t(WEEKDAYS[i] ?? 'week.day1')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={`${row.block}${i}`}>
            {rows[i - 1]?.block === row.block ? null : (
              <th scope="rowgroup" rowSpan={head(row.block)}>
                {t(`week.block.${row.block}`)}
              </th>
            )}
            <td class="l">{rowName(ui, book, row)}</td>
            {row.cells.map((cell, day) => (
              <td key={week[day]}>{cellText(ui, cell)}</td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('week.block.staff')}</th>
          <td class="l" colSpan={8}>
            {staffText(ui, staff)}
          </td>
        </tr>
      </tbody>
    </table>
  )
}
