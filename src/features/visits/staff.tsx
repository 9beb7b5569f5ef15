// The staff's page at a door: who came, who waits, what to do about it, the entry word.
import { islands } from '../../generated/assets'
import { dayWithWeekday, degrees, timeOf } from '../../i18n/format'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { OpeningLine } from '../applications'
import { type PatrolCode, PatrolCodeCard } from '../patrols'
import { type DoorState, type Place, spokenAt, stateText } from '../places'
import { isOver, type Rulebook } from '../rulebook'
import { type OwedWatches, WatchesLine } from '../watches'
import type { ListedVisit } from './changes'
import { remeasureAt } from './rules'
import { StaffNav } from './staff-nav'
import type { DayCounts } from './staff-store'
import { hintText } from './texts'

export interface StaffProps {
  ui: Ui
  book: Rulebook
  place: Place
  state: DoorState
  live: number
  counts: DayCounts
  entries: ListedVisit[]
  next: string | null
  waitingOnly: boolean
  /** Whether the one who looks keeps the place, or helps there. */
  keeper: boolean
  word: string
  patrolCode: PatrolCode
  notice?: Notice | null
  /** What the place still owes today; not renewed with the list, which asks every second. */
  todo?: { todo: number; late: number } | undefined
  /** Likewise what people under observation are owed. */
  watched?: OwedWatches | null
}

export const entryPath = (
  place: Pick<Place, 'code'>,
  visit: Pick<ListedVisit, 'day' | 'key'>,
): string => `/keep/${place.code}/entries/${visit.day}-${visit.key}`

/** What the island compares: the day's version and the minute, since words and waits change with it. */
export const listVersion = (counts: DayCounts, now: number): string =>
  `${counts.version}.${minuteOfDay(now)}`

export function StaffPage(props: StaffProps) {
  const { place, state } = props
  const ui = spokenAt(props.ui, place)
  const shown = stateText(ui, place, state)
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${ui.t('staff.title')}`}
      script={islands.staff}
      refreshSeconds={15}
    >
      <div class="place">
        <p>
          {dayWithWeekday(ui.lang, dayOf(ui.now))} · <span class={shown.class}>{shown.text}</span>
        </p>
        <h1>{place.name}</h1>
      </div>
      <NoticeLine notice={props.notice} />
      {props.keeper ? <OpeningLine ui={ui} place={place} /> : null}
      {props.todo && place.status === 'open' ? (
        <TodoLine ui={ui} place={place} {...props.todo} />
      ) : null}
      <WatchesLine ui={ui} code={place.code} owed={props.watched ?? null} />
      <div
        data-island="staff"
        data-src={`/keep/${place.code}/list`}
        data-query={props.waitingOnly ? 'show=waiting' : ''}
        data-version={listVersion(props.counts, ui.now)}
      >
        <StaffList {...props} />
      </div>
      <StaffNav ui={ui} place={place} keeper={props.keeper} current="visits" />
    </Page>
  )
}

interface TodoProps {
  ui: Ui
  place: { code: string }
  todo: number
  late: number
}

function TodoLine({ ui: { t }, place, todo, late }: TodoProps) {
  return (
    <a class="todo-line" href={`/keep/${place.code}/today`}>
      {todo > 0 ? t('keep.todo', { n: todo }) : t('keep.todo_none')}
      {late > 0 ? <span class="no">{t('keep.todo_late', { n: late })}</span> : null}
    </a>
  )
}

/** The part that renews itself. */
export function StaffList(props: StaffProps) {
  const { place, counts, entries, live, waitingOnly } = props
  const ui = spokenAt(props.ui, place)
  const { t } = ui
  // Nobody is asked in where the town has shut the door.
  const shut = place.status === 'suspended' || place.status === 'closed'
  return (
    <>
      {shut ? null : (
        <p class="doorword">
          <span>
            {t('staff.word')}
            <small>{t('staff.word_note')}</small>
          </span>
          <b>{props.word}</b>
        </p>
      )}
      {place.status === 'closed' ? null : (
        <PatrolCodeCard ui={ui} place={place} shown={props.patrolCode} />
      )}
      <section class="card">
        <h2 class="split">
          {t('staff.title')}
          <span>
            {t('staff.live', { n: live })}{' '}
            {place.capacity === null ? null : (
              <small>{t('staff.capacity', { n: place.capacity })}</small>
            )}
          </span>
        </h2>
        {place.capacity === null ? null : (
          <meter
            class={live >= place.capacity ? 'full' : ''}
            min={0}
            max={place.capacity}
            value={live}
            aria-label={t('staff.live', { n: live })}
          />
        )}
        <p class="note">
          {t('staff.counts', { visits: counts.visits, people: counts.people, over: counts.over })}
          {counts.doubtful > 0 ? ` · ${t('staff.doubtful', { n: counts.doubtful })}` : ''}
        </p>
        {shut ? null : (
          <a class="go" href={`/keep/${place.code}/proxy`}>
            {t('staff.proxy')}
          </a>
        )}
        <p class="chips">
          <a href={`/keep/${place.code}`} aria-current={waitingOnly ? undefined : 'page'}>
            {t('staff.show_all')}
          </a>
          <a
            href={`/keep/${place.code}?show=waiting`}
            aria-current={waitingOnly ? 'page' : undefined}
          >
            {t('staff.waiting', { n: counts.waiting })}
          </a>
        </p>
        {entries.length === 0 ? (
          <div class="empty">
            <h3>{t('staff.none')}</h3>
            <p>{t('staff.none_text')}</p>
          </div>
        ) : null}
        <ul class="list">
          {entries.map((visit) => (
            <Entry key={visit.key} {...props} ui={ui} visit={visit} />
          ))}
        </ul>
        {props.next ? (
          <p class="pager">
            <a
              class="tap"
              href={`/keep/${place.code}?before=${props.next}${waitingOnly ? '&show=waiting' : ''}`}
            >
              {t('staff.more')}
            </a>
          </p>
        ) : null}
      </section>
    </>
  )
}

/** The line under the name: what is going on with this entry. */
export function entryNote(
  ui: Ui,
  book: Rulebook,
  visit: ListedVisit,
): { text: string; class: string } {
  const { t } = ui
  const last = visit.readings.at(-1)
  const temperature = last ? degrees(last.t) : ''
  if (visit.voidedAt !== null) return { text: t('staff.voided'), class: '' }
  if (visit.doubt !== null) return { text: t(`staff.doubt.${visit.doubt}`), class: 'old' }
  if (visit.verdict === 'pending') return { text: t('staff.pending'), class: 'old' }
  if (visit.verdict === 'full') return { text: t('staff.full'), class: 'old' }
  if (visit.verdict === 'stop') {
    const told =
      visit.reportedAt === null
        ? ''
        : ` · ${t('staff.reported', { time: timeOf(visit.reportedAt) })}`
    return { text: t('staff.stop', { n: visit.readings.length }) + told, class: 'no' }
  }
  if (visit.verdict === 'wait') {
    const due = remeasureAt(book, visit.readings)
    const text =
      ui.now < due
        ? t('staff.remeasure_after', { t: temperature, time: timeOf(due) })
        : t('staff.remeasure_now', { t: temperature })
    return { text, class: 'no' }
  }
  return { text: visit.leftAt === null ? '' : t('staff.left'), class: '' }
}

function Entry({ ui, book, place, visit }: StaffProps & { visit: ListedVisit }) {
  const { t } = ui
  const note = entryNote(ui, book, visit)
  const last = visit.readings.at(-1)
  const extras = [
    visit.party > 1 ? t('staff.party', { n: visit.party }) : '',
    visit.source === 'staff' ? t('staff.by_staff') : '',
    visit.source === 'paper' ? t('staff.by_paper') : '',
  ].filter(Boolean)
  return (
    <li class={visit.voidedAt === null ? undefined : 'gone'}>
      <time>{timeOf(visit.at)}</time>
      <div>
        <a class="who" href={entryPath(place, visit)}>
          {hintText(t, visit) || t('staff.erased')}
        </a>
        {extras.length > 0 ? <small>{extras.join(' · ')}</small> : null}
        {note.text ? <small class={note.class}>{note.text}</small> : null}
      </div>
      {last && visit.verdict !== 'wait' ? (
        <span class={isOver(book, last.t) ? 't no' : 't'}>{degrees(last.t)}</span>
      ) : null}
      <NextStep ui={ui} book={book} place={place} visit={visit} />
    </li>
  )
}

/** The one thing to do now stands in the list; everything else is behind the name. */
function NextStep({
  ui,
  book,
  place,
  visit,
}: Pick<StaffProps, 'ui' | 'book' | 'place'> & { visit: ListedVisit }) {
  const { t } = ui
  const path = entryPath(place, visit)
  const due = visit.readings.length === 0 || ui.now >= remeasureAt(book, visit.readings)
  const waits = visit.voidedAt === null && visit.doubt === null
  if (waits && (visit.verdict === 'pending' || (visit.verdict === 'wait' && due))) {
    return (
      <a class={visit.verdict === 'wait' ? 'tap hot' : 'tap'} href={path}>
        {t(visit.verdict === 'wait' ? 'staff.remeasure' : 'staff.measure')}
      </a>
    )
  }
  if (
    waits &&
    (visit.verdict === 'full' || (visit.verdict === 'stop' && visit.reportedAt === null))
  ) {
    const act = visit.verdict === 'full' ? 'admit' : 'report'
    return (
      <form method="post" action={`${path}/${act}`}>
        <Hidden values={{ version: String(visit.version) }} />
        <button type="submit" class={act === 'report' ? 'tap hot' : 'tap'}>
          {t(`staff.${act}`)}
        </button>
      </form>
    )
  }
  return null
}
