// A place the town does not let open says so: why, since when, and what to do when it is open all the same.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { spokenAt } from './spoken'
import { type ShutFacts, whyShut } from './why'

interface ShutProps {
  ui: Ui
  book: Pick<Rulebook, 'negativeList' | 'opening'>
  place: ShutFacts & { code: string }
  /** The instant of the step that shut it, where it is known. */
  since: number | null
}

/** The first words: not allowed yet, suspended, closed. */
export function shutTitle(ui: Ui, place: Pick<ShutFacts, 'kind' | 'status'>): string {
  const { status } = place
  const { t } = spokenAt(ui, place)
  return t(`door.shut.${status === 'suspended' || status === 'closed' ? status : 'notyet'}`)
}

export function ShutNote({ ui, book, place, since }: ShutProps) {
  const { t, lang } = spokenAt(ui, place)
  const reason = whyShut(ui, book, place)
  return (
    <section class="ask no">
      <b>{shutTitle(ui, place)}</b>
      {reason ? <p>{t('door.shut.why', { reason })}</p> : null}
      {since === null ? null : <p>{t('door.shut.since', { date: dayText(lang, dayOf(since)) })}</p>}
      <p>
        <a href={`/p/${place.code}/report`}>{t('door.shut.report')}</a>
      </p>
    </section>
  )
}

/** The same for the keeper: what stands against it and where to go on. */
export function ShutForKeeper({ ui, book, place }: Omit<ShutProps, 'since'>) {
  const { t } = spokenAt(ui, place)
  const reason = whyShut(ui, book, place)
  return (
    <section class="ask no">
      <b>{t(`door.state.${place.status === 'closed' ? 'closed' : 'shut'}`)}</b>
      {reason ? <p>{t('door.shut.why', { reason })}</p> : null}
      {place.status === 'closed' ? null : <p>{t('keep.shut.todo')}</p>}
      <p>
        <a href={`/keep/${place.code}/application`}>{t('keep.shut.link')}</a>
      </p>
    </section>
  )
}
