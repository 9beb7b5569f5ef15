// The day's places: what is due first comes first, and what waits to be sent counts as made.
import { useState } from 'preact/hooks'
import type { Translate } from '../../../../i18n'
import { timeOf } from '../../../../i18n/format'
import type { Sending } from '../../../../islands/outbox-rules'
import { readPlaceCode } from '../../../../shared/place-code'
import { byNextDue, callsNow, openSlot, type PhonePlace } from '../../rules-phone'
import { aboutOf, standOf } from './words'

const CHIPS = ['todo', 'orders', 'done', 'all'] as const
type Chip = (typeof CHIPS)[number]

const IN: Record<Chip, (place: PhonePlace, now: number) => boolean> = {
  todo: callsNow,
  orders: ({ orders }) => orders.length > 0,
  done: (place, now) => !callsNow(place, now) && place.slots.some(({ doneAt }) => doneAt !== null),
  all: () => true,
}

/** More than a thumb scrolls through; a search finds the rest. */
const MOST_ROWS = 100

interface ListProps {
  t: Translate
  places: PhonePlace[]
  /** Own teams; their places come first to mind. */
  own: string[]
  sendings: Sending[]
  now: number
}

const matches = (place: PhonePlace, words: string): boolean =>
  `${place.name} ${place.area} ${place.team} ${place.address} ${place.code}`
    .toLowerCase()
    .includes(words.trim().toLowerCase())

export function List({ t, places: all, own, sendings, now }: ListProps) {
  const [everybody, widen] = useState(own.length === 0)
  const places = everybody ? all : all.filter(({ team }) => own.includes(team))
  const [chip, choose] = useState<Chip>('todo')
  const [words, search] = useState('')
  const found = places.filter((place) => matches(place, words))
  const inChip = (each: Chip) => found.filter((place) => IN[each](place, now))
  const shown = inChip(chip).sort(byNextDue)
  const left = places.filter((place) => callsNow(place, now)).length
  return (
    <>
      <h1 class="apart">
        {places.some(openSlot) ? t('walk.left', { n: left }) : t('walk.left_none')}
      </h1>
      <p class="note">{t('walk.scan_hint')}</p>
      <CodeForm t={t} />
      <div class="chips">
        {CHIPS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === chip}
            onClick={() => choose(each)}
          >
            {t(`walk.chip.${each}`, { n: inChip(each).length })}
          </button>
        ))}
      </div>
      {own.length > 0 ? (
        <p class="note">
          {everybody ? null : `${own.join(' · ')} `}
          <button type="button" class="mini" onClick={() => widen(!everybody)}>
            {t(everybody ? 'walk.own_teams' : 'walk.all_teams')}
          </button>
        </p>
      ) : null}
      <div class="f">
        <label for="walk-search">{t('walk.search')}</label>
        <input
          id="walk-search"
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          value={words}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <p class="empty">{t(words ? 'walk.none_found' : 'walk.none_todo')}</p>
      ) : null}
      {shown.slice(0, MOST_ROWS).map((place) => (
        <Row
          key={place.code}
          t={t}
          place={place}
          now={now}
          sendings={sendings.filter(({ fields }) => fields.code === place.code)}
        />
      ))}
    </>
  )
}

interface RowProps {
  t: Translate
  place: PhonePlace
  sendings: Sending[]
  now: number
}

function Row({ t, place, sendings, now }: RowProps) {
  const refused = sendings.find(({ problem }) => problem)
  const waiting = sendings.find(({ problem }) => !problem)
  const [kind, stand] = standOf(t, place, now)
  const several = place.slots.length > 1
  return (
    <article class="row visit">
      <div>
        <b>{place.name}</b>
        <span>{aboutOf(t, place)}</span> {several ? <Ticks t={t} place={place} now={now} /> : null}
        <p class={kind}>{stand}</p>
        {waiting ? (
          <p class="yes">✓ {t('walk.waiting', { time: timeOf(waiting.madeAt) })}</p>
        ) : null}
        {refused ? <p class="no">{t('walk.refused')}</p> : null}
        {place.orders.length > 0 ? (
          <p class="old">{t('walk.orders', { n: place.orders.length })}</p>
        ) : null}
      </div>
      <a
        class={callsNow(place, now) ? 'tap' : 'mini'}
        href={refused ? `#fix-${refused.key}` : `#${place.code}`}
      >
        {t('walk.open')}
        <span class="hear">{place.name}</span>
      </a>
    </article>
  )
}

/** Each round of the day as a dot: made, missed, still to come. */
function Ticks({ t, place, now }: Omit<RowProps, 'sendings'>) {
  const { slots } = place
  const made = slots.filter(({ doneAt }) => doneAt !== null).length
  return (
    <span class="ticks" role="img" aria-label={t('walk.made_of', { n: made, of: slots.length })}>
      {slots.map(({ due, doneAt }) => (
        <i key={due} class={doneAt !== null ? 'y' : due < now ? 'n' : undefined} />
      ))}
    </span>
  )
}

/** The seven symbols of the door, for whoever cannot scan. */
function CodeForm({ t }: { t: Translate }) {
  const [typed, type] = useState('')
  const [wrong, blame] = useState(false)
  return (
    <details class="card">
      <summary>{t('walk.type')}</summary>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          const code = readPlaceCode(typed)
          blame(!code)
          if (code) location.hash = code
        }}
      >
        <div class={wrong ? 'f bad' : 'f'}>
          <label for="walk-code">{t('walk.code')}</label>
          {wrong ? (
            <p class="e" id="walk-code-error" role="alert">
              {t('walk.code_bad')}
            </p>
          ) : null}
          <input
            id="walk-code"
            type="text"
            class="num"
            autocomplete="off"
            autocapitalize="characters"
            enterkeyhint="go"
            maxLength={12}
            aria-describedby={wrong ? 'walk-code-error' : undefined}
            aria-invalid={wrong ? 'true' : undefined}
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="go">
          {t('walk.open')}
        </button>
      </form>
    </details>
  )
}
