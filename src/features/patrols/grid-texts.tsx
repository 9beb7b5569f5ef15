// The words of the grid, once for its page, its file and the text for the chat group.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf, HOUR } from '../../shared/clock'
import { csvFile } from '../../shared/csv'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import type { GridQuery } from './grid-form'
import type { PatrolLine } from './rules-day'
import {
  besideOf,
  cellsOf,
  columnsOf,
  type GridCell,
  type GridColumn,
  type GridSums,
  gapNow,
  type LeftAlone,
  type MissedPlace,
} from './rules-grid'

const MINUTES_OF_DAY = '24:00'

/** `06:00–10:00`; a window that ends with the day ends at 24:00. */
export function windowText({ from, due }: { from: number; due: number }): string {
  const end = dayOf(due) > dayOf(from) ? MINUTES_OF_DAY : timeOf(due)
  return `${timeOf(from)}–${end}`
}

export const areaName = ({ lang }: Ui, place: { area: string; areaEn: string }): string =>
  lang === 'zh' ? place.area : place.areaEn

/** `✓ 08:17`, `✗ 漏查`, `—`. */
export function markText({ t }: Ui, { mark, slot }: GridCell): string {
  if (mark === 'missed') return t('grid.mark.missed')
  if (mark === 'due') return t('grid.mark.due')
  return t(`grid.mark.${mark}`, { time: timeOf(slot.doneAt ?? slot.due) })
}

/** What else is to know of a cell: how many things were wrong, that it is late, to be confirmed. */
export function cellNotes(ui: Ui, { slot, round }: GridCell): string[] {
  const { t } = ui
  return [
    round && round.problems > 0 ? t('grid.problems', { n: round.problems }) : '',
    slot.state === 'done' && slot.lateBy > 0
      ? t('grid.made_up', { span: spanText(ui, slot.lateBy) })
      : '',
    round?.review === 'pending' ? t('grid.pending') : '',
  ].filter(Boolean)
}

export interface Resident {
  text: string
  bad: boolean
}

interface Judged {
  /** The instant the lines were judged at. */
  at: number
  shiftHours: number
  /** Masked, of the account that is there. */
  nameOf: (accountId: number) => string
}

/** Who stays at a site and until when, or since when nobody does. */
export function residentText(ui: Ui, line: PatrolLine, judged: Judged): Resident[] {
  const { t } = ui
  if (!line.resident) return []
  const { shifts, gaps } = line.resident
  const gap = gapNow(line, judged.at)
  const there = shifts.filter(({ endedAt }) => endedAt === null || endedAt > judged.at).at(-1)
  const until = there && (there.endedAt ?? there.startedAt + judged.shiftHours * HOUR)
  const past = gaps.filter((each) => each !== gap).length
  return [
    there && until && !gap
      ? {
          text: t(until < judged.at ? 'grid.overdue' : 'grid.resident', {
            name: judged.nameOf(there.accountId),
            time: timeOf(until),
          }),
          bad: until < judged.at,
        }
      : null,
    gap ? { text: t('grid.alone_since', { time: timeOf(gap.from) }), bad: true } : null,
    past > 0 ? { text: t('grid.gaps', { n: past }), bad: true } : null,
  ].filter((each) => each !== null)
}

/** `工地 · 镇级 · 3 月 12 日`: what a grid, its file and its text are of. */
export const headText = ({ t, lang }: Ui, query: GridQuery): string =>
  [t(`grid.kind.${query.kind}`), t(`grid.level.${query.level}`), dayText(lang, query.day)].join(
    t('grid.dot'),
  )

/** `15:10`, or the end of a day that is over. */
export const asOfText = (ui: Ui, day: number): string =>
  day < dayOf(ui.now) ? MINUTES_OF_DAY : timeOf(ui.now)

const MOST_NAMED = 30

/** `老马烩面馆（第 1 次）、…`; the first so many, and how many more of all `places`. */
export function missedNames(
  { t }: Ui,
  missed: readonly MissedPlace[],
  places = missed.length,
): string {
  const named = missed
    .slice(0, MOST_NAMED)
    .map(({ place, slots }) =>
      t('grid.missed_at', {
        name: place.name,
        which: slots.map(({ ordinal }) => ordinal).join(t('grid.and')),
      }),
    )
    .join(t('grid.and'))
  const more = places - MOST_NAMED
  return more > 0 ? `${named}${t('grid.and_more', { n: more })}` : named
}

interface Told {
  query: GridQuery
  sums: GridSums
  /** The first of them; `places` counts all. */
  missed: readonly MissedPlace[]
  places: number
  alone: readonly LeftAlone[]
  /** Of the area that was chosen; empty: the officer's areas. */
  area: string
}

/** 通报文字: places only, no person. */
export function gridText(ui: Ui, { query, sums, missed, places, alone, area }: Told): string {
  const { t } = ui
  const head = t('grid.text.head', {
    town: ui.town,
    area,
    what: headText(ui, query),
    time: asOfText(ui, query.day),
  })
  const parts = [
    t('grid.text.sums', { due: sums.dueByNow, done: sums.done, missed: sums.missed }),
    sums.madeUp > 0 ? t('grid.text.made_up', { n: sums.madeUp }) : '',
    sums.missed > 0 ? t('grid.text.missed', { names: missedNames(ui, missed, places) }) : '',
    t('grid.text.problems', { n: sums.problems, hand: sums.inHand }),
    sums.gaps > 0 ? t('grid.text.gaps', { n: sums.gaps }) : '',
    alone.length > 0
      ? t('grid.text.alone', { names: alone.map(({ place }) => place.name).join(t('grid.and')) })
      : '',
  ]
  return `${head}${parts.filter(Boolean).join(t('grid.text.stop'))}${t('grid.text.end')}`
}

export const columnText = ({ t }: Ui, { ordinal, window }: GridColumn): string =>
  [t('grid.nth', { n: ordinal }), window ? windowText(window) : ''].filter(Boolean).join(' ')

interface CsvAsked extends Judged {
  query: GridQuery
  lines: readonly PatrolLine[]
  sums: GridSums
  /** Of this file, as in the audit log. */
  mark: string
}

/** The whole grid as a file: the same words as on the page, its sums, and its own number at the end. */
export function gridCsv(ui: Ui, { query, lines, sums, mark, ...judged }: CsvAsked): string {
  const { t } = ui
  const columns = columnsOf(lines)
  const resident = lines.some((line) => line.resident)
  const head = [
    t('grid.csv.code'),
    t('grid.csv.name'),
    t('grid.csv.area'),
    t('grid.csv.target'),
    ...columns.map((column) => columnText(ui, column)),
    t('grid.csv.beside'),
    ...(resident ? [t('grid.resident_column')] : []),
  ]
  const rows = lines.map((line) => {
    const cells = cellsOf(line)
    return [
      line.place.code,
      line.place.name,
      areaName(ui, line.place),
      t(`grid.target.${line.target}`),
      ...columns.map((_, i) => {
        const cell = cells[i]
        return cell ? [markText(ui, cell), ...cellNotes(ui, cell)].join(' ') : ''
      }),
      besideOf(line)
        .map(({ at }) => timeOf(at))
        .join(' '),
      ...(resident
        ? [
            residentText(ui, line, judged)
              .map(({ text }) => text)
              .join(' '),
          ]
        : []),
    ]
  })
  const about = [
    [headText(ui, query), t('grid.as_of', { time: asOfText(ui, query.day) })],
    [
      t('grid.owed', { n: sums.dueByNow }),
      String(sums.done),
      t('grid.missed'),
      String(sums.missed),
    ],
    [t('grid.csv.mark'), mark],
  ]
  return csvFile([head, ...rows, ...about])
}
