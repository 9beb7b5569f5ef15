// The board on a wall screen: large figures, readable from 4 m, renewed by an island.
import { islands } from '../../generated/assets'
import { timeOf } from '../../i18n/format'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { BuilderLine, shutTitle, stateText, whyShut } from '../places'
import type { Rulebook } from '../rulebook'
import type { Board } from './public'
import { agoText, supplyName } from './texts'

interface ScreenProps {
  ui: Ui
  book: Rulebook
  board: Board
}

const REFRESH_SECONDS = 60

export function ScreenPage({ ui, book, board }: ScreenProps) {
  const { t } = ui
  const { place } = board
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${t('board.screen')}`}
      full="wall"
      script={islands.wall}
      refreshSeconds={REFRESH_SECONDS}
    >
      <div
        data-island="wall"
        data-src={`/p/${place.code}/screen?part=1`}
        data-offline={t('screen.offline', { time: '{time}' })}
        data-at={timeOf(ui.now)}
        class="left"
      >
        <ScreenPart ui={ui} book={book} board={board} />
      </div>
      <a class="scan" href={`/p/${place.code}`}>
        <img
          src={`/p/${place.code}/qr.svg`}
          width="250"
          height="250"
          alt={t('place.qr_alt', { name: place.name })}
        />
        <b>{t('screen.scan')}</b>
        <span>{t('screen.code', { code: place.code })}</span>
      </a>
    </Page>
  )
}

/** A figure, what it says, whether it is out of date. */
type Tile = [string, string, boolean]

/** The part that renews itself; the island puts the time it is from beside it when the line is cut. */
export function ScreenPart({ ui, book, board }: ScreenProps) {
  const { t } = ui
  const { place, temperatures, disinfection, staff, supplies, vehicle } = board
  const shown = stateText(ui, place, board.state)
  const ago = (at: number | null): string => (at === null ? t('board.never') : agoText(ui, at))
  const [first] = vehicle.lines.slice(-1)
  const tiles: Tile[] = [
    [
      t('board.visits_n', { n: temperatures.visits }),
      t('screen.visits', { n: temperatures.over }),
      false,
    ],
    ...(place.live === null || place.capacity === null
      ? []
      : [[`${place.live} / ${place.capacity}`, t('screen.inside'), false] satisfies Tile]),
    [
      `${staff.measured} / ${staff.workers}`,
      t('screen.staff', { n: staff.pledged }),
      staff.stale && staff.workers > 0,
    ],
    [
      t('board.times', { n: disinfection.times }),
      t('screen.disinfected', { ago: ago(disinfection.at) }),
      disinfection.stale,
    ],
    [
      supplies.lasts ? t('board.days', { n: supplies.lasts.days }) : t('screen.none'),
      supplies.lasts
        ? `${t('board.enough', { item: supplyName(ui, book, supplies.lasts.item) })} · ${t('screen.supplies', { ago: ago(supplies.at) })}`
        : t('screen.supplies', { ago: ago(supplies.at) }),
      supplies.stale,
    ],
    [
      t('board.cars', { n: vehicle.count }),
      `${t('screen.vehicles')}${first ? ` ${timeOf(first.at)}` : ''}`,
      vehicle.stale,
    ],
  ]
  return (
    <>
      <p>{t('board.title')}</p>
      <h1>{place.name}</h1>
      <BuilderLine ui={ui} builder={place.builder} />
      <p>
        {shown.text} · {t('screen.updated', { span: timeOf(ui.now) })}
      </p>
      {board.shut ? (
        <p class="no">
          {[shutTitle(ui, board.shut), whyShut(ui, book, board.shut)].filter(Boolean).join(' · ')}
        </p>
      ) : null}
      <p class="offline" role="status" data-said />
      <ul class="tiles">
        {tiles.map(([figure, text, old]) => (
          <li key={text} class={old ? 'old' : undefined}>
            <b>{figure}</b>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
