// The table of the grid: on a desk a row a place, on a phone a card a place.
import { timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { GridProps } from './grid'
import { areaName, cellNotes, columnText, markText, residentText, windowText } from './grid-texts'
import type { PatrolLine } from './rules-day'
import { besideOf, cellsOf, type GridCell } from './rules-grid'

const LOOK = { done: 'y', problem: 'o', missed: 'n', due: 'w' } as const satisfies Record<
  GridCell['mark'],
  string
>

export function GridTable(props: GridProps) {
  const { ui, query, columns, resident, rows, found } = props
  const { t } = ui
  return (
    <>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{t(`grid.kind.${query.kind}`)}</th>
            {columns.map((column) => (
              <th key={column.ordinal} scope="col">
                {columnText(ui, { ...column, window: null })}
                {column.window ? <small>{windowText(column.window)}</small> : null}
              </th>
            ))}
            {resident ? <th scope="col">{t('grid.resident_column')}</th> : null}
          </tr>
        </thead>
        <tbody data-leaves>
          {rows.map((line) => (
            <Row key={line.place.id} {...props} line={line} />
          ))}
        </tbody>
      </table>
      <p class="note">{t('grid.legend')}</p>
      {query.all ? null : <p class="note">{t('grid.shown', { n: found, shown: rows.length })}</p>}
    </>
  )
}

interface RowProps extends GridProps {
  line: PatrolLine
}

function Row(props: RowProps) {
  const { ui, line, columns } = props
  const cells = cellsOf(line)
  const { place, target } = line
  const workers = props.workers.get(place.id) ?? 0
  const facts = [
    areaName(ui, place),
    workers > 0 ? ui.t('grid.workers', { n: workers }) : '',
    target === 'site' || target === 'shop' || target === 'enterprise'
      ? ''
      : ui.t(`grid.target.${target}`),
  ]
  return (
    <tr>
      <th scope="row">
        <a href={`/office/places/${place.code}`}>{place.name}</a>
        <small>
          {facts.filter(Boolean).join(ui.t('grid.dot'))}
          <Beside ui={ui} line={line} />
        </small>
      </th>
      {columns.map(({ ordinal, window }, i) => (
        <Cell key={ordinal} {...props} cell={cells[i]} ordinal={ordinal} shared={window !== null} />
      ))}
      {props.resident ? (
        <td>
          {residentText(ui, line, props).map(({ text, bad }) => (
            <span key={text} class={bad ? 'no' : undefined}>
              {text}
            </span>
          ))}
        </td>
      ) : null}
    </tr>
  )
}

/** Rounds of that day that settled nothing: nobody has to look for them. */
function Beside({ ui, line }: { ui: Ui; line: PatrolLine }) {
  const rounds = besideOf(line)
  if (rounds.length === 0) return null
  return (
    <>
      {ui.t('grid.dot')}
      {ui.t('grid.beside')}{' '}
      {rounds.map(({ id, at, review, problems }) => (
        <a key={id} href={`/office/patrols/rounds/${id}`}>
          {problems > 0 ? ui.t('grid.mark.problem', { time: timeOf(at) }) : timeOf(at)}
          {review === 'refused' ? ui.t('grid.refused') : ''}{' '}
        </a>
      ))}
    </>
  )
}

interface CellProps extends GridProps {
  line: PatrolLine
  cell: GridCell | undefined
  ordinal: number
  /** Every place has this window: it stands in the head. */
  shared: boolean
}

function Cell({ ui, line, cell, ordinal, shared, urges }: CellProps) {
  if (!cell) return <td class="none" />
  const href = cell.round
    ? `/office/patrols/rounds/${cell.round.id}`
    : cell.mark === 'missed' && urges
      ? `/office/patrols/urge?area=${line.place.areaId}#v${line.place.areaId}`
      : null
  const mark = markText(ui, cell)
  const notes = [...cellNotes(ui, cell), shared ? '' : windowText(cell.slot)].filter(Boolean)
  return (
    <td class={LOOK[cell.mark]} data-n={ui.t('grid.nth', { n: ordinal })}>
      {href ? <a href={href}>{mark}</a> : mark}
      {notes.map((note) => (
        <small key={note}>{note}</small>
      ))}
    </td>
  )
}
