// 五个必须: what a site must do, each with how it stands. Where the rulebook asks the site for no round
// of its own, only a patrol can see, and the board says so.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { Board } from './public'
import { agoText, clockOrDay } from './texts'

type Round = Board['rounds']['closed']
type Mark = 'ok' | 'todo' | 'patrol'

export function FiveMusts({ ui, book, board }: { ui: Ui; book: Rulebook; board: Board }) {
  const { t } = ui
  const { temperatures, staff, disinfection, supplies, place, rounds } = board
  const mark = (ok: boolean): Mark => (ok ? 'ok' : 'todo')
  const counted = supplies.at === null ? t('board.never') : agoText(ui, supplies.at)
  const comma = ui.lang === 'zh' ? '，' : ', '
  const round = (stamp: Round): Mark => (stamp ? mark(!stamp.stale) : 'patrol')
  const seen = (stamp: Round): string => {
    if (!stamp) return t('musts.by_patrol')
    if (stamp.at === null) return t('musts.not_seen')
    return t('musts.seen', { time: clockOrDay(ui, stamp.at), who: stamp.by })
  }
  const musts: [string, string, Mark][] = [
    [
      t('musts.entry'),
      t('musts.entry_text', { n: temperatures.visits, a: staff.measured, b: staff.workers }),
      mark(temperatures.visits > 0 && !temperatures.stale),
    ],
    [
      t('musts.disinfect'),
      t('musts.disinfect_text', { n: disinfection.times, of: disinfection.owed }),
      mark(!disinfection.stale && disinfection.late === 0),
    ],
    [
      t('musts.closed'),
      [t('musts.closed_text', { n: place.entrances }), seen(rounds.closed)].join(comma),
      round(rounds.closed),
    ],
    [
      t('musts.supplies'),
      supplies.stale && supplies.at !== null ? t('board.stale', { time: counted }) : counted,
      mark(!supplies.stale),
    ],
    staff.watched === 0
      ? [t('musts.watch'), t('musts.watch_none'), 'ok']
      : [
          t('musts.watch'),
          [t('musts.watch_text', { n: staff.watched }), seen(rounds.watch)].join(comma),
          round(rounds.watch),
        ],
  ]
  return (
    <section class="card">
      <h2>{t('musts.title')}</h2>
      <ol class="musts">
        {musts.map(([title, text, state]) => (
          <li key={title}>
            <div>
              {title}
              <small>{text}</small>
            </div>
            <b class={state === 'ok' ? 'yes' : 'old'}>
              {state === 'ok' ? '✓ ' : ''}
              {t(`musts.${state}`)}
            </b>
          </li>
        ))}
      </ol>
      <Standing ui={ui} book={book} board={board} />
    </section>
  )
}

/** 今日巡查: the town's rounds at the site, of those it is owed. */
export function PatrolsToday({ ui, board }: { ui: Ui; board: Board }) {
  const { t } = ui
  const { patrol } = board
  if (!patrol) return null
  return (
    <section class="card block">
      <h2 class="split">
        {t('board.patrol')}
        <small>{patrol.at === null ? t('board.never') : agoText(ui, patrol.at)}</small>
      </h2>
      <p class="amount">
        {patrol.done} / {patrol.owed}{' '}
        <small>{t('board.patrol_found', { n: patrol.problems })}</small>
      </p>
    </section>
  )
}

/** How the site judged itself by the town's norm, and its isolation area. */
function Standing({ ui, book, board }: { ui: Ui; book: Rulebook; board: Board }) {
  const { t, lang } = ui
  const { norm, place } = board
  const late = norm !== null && norm.day + book.siteNorm.everyDays < dayOf(ui.now)
  return (
    <ul class="tally">
      <li>
        <span>{t('norm.board')}</span>
        <b class={norm && !late ? undefined : 'old'}>
          {norm
            ? t('norm.board_n', {
                done: norm.done,
                of: norm.applying,
                date: dayText(lang, norm.day),
              })
            : t('norm.board_never')}
        </b>
      </li>
      <li>
        <span>{t('norm.isolation')}</span>
        <b>{place.isolation ? t('norm.board_rooms', place.isolation) : t('norm.board_no_rooms')}</b>
      </li>
    </ul>
  )
}
