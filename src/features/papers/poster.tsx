// What hangs on the door and stands on the counter, from saved data only.

import { islands } from '../../generated/assets'
import { fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Mark } from '../../ui/mark'
import { Page } from '../../ui/page'
import { PrintNote } from '../../ui/paper'
import { KeepPicture } from '../../ui/picture'
import type { Ui } from '../../ui/ui'
import { type Place, spokenAt } from '../places'
import { PaperWays, spacedCode } from './sheet'

export type DoorPlace = Pick<
  Place,
  'code' | 'kind' | 'name' | 'address' | 'entrances' | 'acceptanceNumber' | 'version'
>

interface DoorPaperProps {
  ui: Ui
  place: DoorPlace
  /** The host people may type instead of scanning. */
  host: string
  /** Where the picture of the code comes from. */
  qr: string
}

const STEPS = ['poster.step1', 'poster.step2', 'poster.step3'] as const
const SHORT = 7
const MIDDLE = 12

/** Long names are set smaller, so that two lines hold any of them. */
function nameSize(name: string): string | undefined {
  // Two Latin letters are about as wide as one Chinese character.
  const wide = [...name].reduce((sum, symbol) => sum + (/[ -~]/.test(symbol) ? 0.55 : 1), 0)
  if (wide <= SHORT) return undefined
  return wide <= MIDDLE ? 'middle' : 'long'
}

/** A4 portrait; the place's name is the largest thing on it, because it stops a swapped poster. */
function Poster({ ui, place, host, qr, entrance }: DoorPaperProps & { entrance: string | null }) {
  const { t } = ui
  const accepted = place.acceptanceNumber
  return (
    <section class="a4" data-poster>
      <p class="top">
        <Mark />
        {t('app.name', { town: ui.town })}
      </p>
      <h1 class={nameSize(place.name)}>{place.name}</h1>
      {entrance ? <p class="sub">{entrance}</p> : null}
      <p class="sub">{t('poster.measure_first')}</p>
      <img
        class="qr"
        src={qr}
        alt={t('place.qr_alt', { name: place.name })}
        width="408"
        height="408"
      />
      <p class="code">{spacedCode(place.code)}</p>
      <p class="url">{t('poster.any_scanner', { host })}</p>
      <ol class="steps">
        {STEPS.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <p class="nophone">{spokenAt(ui, place).t('visit.nophone')}</p>
      <p class="url">
        {place.address}
        {accepted === null ? '' : ` · ${t('papers.accepted', { n: accepted })}`}
      </p>
      <p class="strip">
        <span>
          <b>{t('poster.tear')}</b> {t('poster.where')}
        </span>
        <span>
          {t('poster.issued', { town: ui.town })} ·{' '}
          {t('poster.version', { date: fullDate(ui.lang, dayOf(ui.now)), n: place.version })}
        </span>
      </p>
    </section>
  )
}

/** One poster for each entrance. */
export const Posters = (props: DoorPaperProps) => {
  const { entrances } = props.place
  const doors = entrances.length > 0 ? entrances : [null]
  return (
    <>
      {doors.map((entrance) => (
        <Poster key={entrance ?? ''} {...props} entrance={entrance} />
      ))}
    </>
  )
}

/** For the counter: the same code, small. */
export const CounterCard = ({ ui, place, qr }: Omit<DoorPaperProps, 'host'>) => {
  const { t } = ui
  return (
    <div class="cc">
      <img src={qr} alt={t('place.qr_alt', { name: place.name })} width="151" height="151" />
      <p>
        <b class={nameSize(place.name)}>{place.name}</b>
        <span>{t('poster.measure_first')}</span>
        <strong>{spacedCode(place.code)}</strong>
        <span>{spokenAt(ui, place).t('visit.nophone')}</span>
      </p>
    </div>
  )
}

interface PageProps extends DoorPaperProps {
  keeper: boolean
}

export function PosterPage({ keeper, ...props }: PageProps) {
  const { ui, place } = props
  const { t } = ui
  return (
    <Page ui={ui} title={`${place.name} · ${t('poster.title')}`} script={islands.poster}>
      <PrintNote ui={ui} />
      <KeepPicture
        ui={ui}
        island="poster"
        alt={t('poster.picture_alt', { name: place.name })}
        hint={t('poster.picture_hint')}
        qr={props.qr}
      />
      <Posters {...props} />
      <PaperWays ui={ui} code={place.code} current="poster" keeper={keeper} />
    </Page>
  )
}

const CARDS_A_SHEET = 8

export function CardsPage({ keeper, ...props }: Omit<PageProps, 'host'>) {
  const { ui, place } = props
  const { t } = ui
  return (
    <Page ui={ui} title={`${place.name} · ${t('cards.title')}`}>
      <h1 class="screen">{t('cards.title')}</h1>
      <PrintNote ui={ui} />
      <section class="cards">
        {Array.from({ length: CARDS_A_SHEET }, (_, i) => (
          <CounterCard key={i} {...props} />
        ))}
      </section>
      <PaperWays ui={ui} code={place.code} current="cards" keeper={keeper} />
    </Page>
  )
}
