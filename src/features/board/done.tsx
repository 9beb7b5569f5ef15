// 今日已做: what was recorded today, to be taken back for ten minutes and corrected after.
import { timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { Day } from './day'
import { mayUndo, POSTER, SAVES_SHOWN } from './rules'
import { detailText, dutyName } from './texts'

interface DoneProps {
  ui: Ui
  book: Rulebook
  day: Day
}

interface Line {
  at: number
  what: string
  detail: string
  by: string
  undo: string
  fix: { href: string; text: string } | null
}

/** What was done today, the newest first; all readings of one save are one line. */
function linesOf({ ui, book, day }: DoneProps): Line[] {
  const { t } = ui
  const keep = `/keep/${day.place.code}`
  const duties: Line[] = day.rows.records
    .filter((record) => record.day === day.today)
    .map((record) => ({
      at: record.at,
      what:
        record.duty === POSTER.id
          ? t('keep.poster_hangs')
          : dutyName(ui, book, day.place.kind, record.duty),
      detail: detailText(ui, book, record.detail),
      by: day.nameOf(record.by),
      undo: `${keep}/undo/duty/${record.key}`,
      fix:
        Object.keys(record.detail).length > 0
          ? { href: `${keep}/records/${record.id}`, text: t('keep.fix') }
          : null,
    }))
  const counts: Line[] = day.rows.counts
    .filter((count) => count.day === day.today)
    .map((count) => ({
      at: count.at,
      what: t('keep.stock_done', { n: count.items.length }),
      detail: '',
      by: day.nameOf(count.by),
      undo: `${keep}/undo/stock/${count.key}`,
      fix: { href: `${keep}/stock`, text: t('keep.recount') },
    }))
  const staff: Line[] = day.rows.saves.slice(0, SAVES_SHOWN).map((save) => ({
    at: save.at,
    what: t('keep.staff_done', { n: save.people }),
    detail: '',
    by: day.nameOf(save.by),
    undo: `${keep}/undo/staff/${save.key}`,
    fix: { href: `${keep}/staff-check?shift=${save.shift}`, text: t('keep.fix') },
  }))
  return [...duties, ...counts, ...staff].sort((a, b) => b.at - a.at)
}

export function DoneToday(props: DoneProps) {
  const { ui } = props
  const { t } = ui
  const lines = linesOf(props)
  return (
    <section class="card">
      <h2>{t('keep.done_title')}</h2>
      {lines.length === 0 ? <p class="note">{t('keep.none_yet')}</p> : null}
      <ul class="list">
        {lines.map((line) => (
          <li key={line.undo}>
            <time>{timeOf(line.at)}</time>
            <div>
              <b>{line.what}</b>
              <small>{[line.detail, line.by].filter(Boolean).join(' · ')}</small>
            </div>
            {mayUndo(line.at, ui.now) ? (
              <form method="post" action={line.undo}>
                <button type="submit" class="slip">
                  {t('keep.undo')}
                </button>
              </form>
            ) : line.fix ? (
              <a class="slip" href={line.fix.href}>
                {line.fix.text}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      {props.day.rows.saves.length > SAVES_SHOWN ? (
        <a class="tap" href={`/keep/${props.day.place.code}/staff-check`}>
          {t('keep.staff_earlier')}
        </a>
      ) : null}
    </section>
  )
}
