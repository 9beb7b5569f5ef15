// What other rooms show of a worker's watch: on the keeper's page of the worker, and on the worker's own.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { PapersLine } from './papers-line'
import type { SeenPaper } from './store-papers'
import { daysText, numberText, stageText } from './texts'

interface Known {
  id: number
  firstDay: number
  lastDay: number
  endedOn: number | null
  year: number | null
  seq: number | null
}

interface WorkerWatchProps {
  ui: Ui
  place: { code: string }
  known: {
    workerId: number
    book: Rulebook
    /** Of this place, the newest first. */
    watches: Known[]
    /** What a pledge asks for while no watch runs. */
    declared: { firstDay: number; lastDay: number } | null
    papers: SeenPaper[]
    key: string
  }
}

export function WorkerWatch({ ui, place, known }: WorkerWatchProps) {
  const { t, lang } = ui
  const { watches, declared, workerId } = known
  return (
    <>
      {declared ? (
        <form class="ask" method="post" action={`/keep/${place.code}/staff/${workerId}/watch`}>
          <b>
            {t('watch.declared', {
              from: dayText(lang, declared.firstDay),
              to: dayText(lang, declared.lastDay),
            })}
          </b>
          <Hidden values={{ key: known.key }} />
          <Button class="tap">{t('watch.begin')}</Button>
        </form>
      ) : null}
      {watches.map((each) => (
        <a class="row" key={each.id} href={`/keep/${place.code}/watches/${each.id}`}>
          <b>{t('watch.title')}</b>
          <span>
            {daysText(ui, each)} · {stageText(ui, each)}
          </span>
        </a>
      ))}
      <section class="card">
        <h2>{t('wpaper.title')}</h2>
        {known.papers.length === 0 ? <p class="note">{t('wpaper.none')}</p> : null}
        <PapersLine ui={ui} book={known.book} papers={known.papers} />
        <p class="pager">
          <a class="tap" href={`/keep/${place.code}/staff/${workerId}/papers`}>
            {t('wpaper.note')}
          </a>
        </p>
      </section>
    </>
  )
}

/** On the worker's own phone: what runs, and the certificate of what ended. */
export function OwnWatches({
  ui,
  book,
  watches,
}: {
  ui: Ui
  book: Pick<Rulebook, 'watch'>
  watches: Known[]
}) {
  const { t, lang } = ui
  return (
    <>
      {watches.map((each) =>
        each.endedOn === null ? (
          <section class="ask" key={each.id}>
            <b>{stageText(ui, each)}</b>
            {daysText(ui, each)}
            <p>
              {t('watch.own_text', { date: dayText(lang, Math.max(each.lastDay, dayOf(ui.now))) })}
            </p>
          </section>
        ) : (
          <a class="row" key={each.id} href={`/pledges/released/${each.id}`}>
            <b>{t('watch.certificate')}</b>
            <span>
              {numberText(ui, book, each)} ·{' '}
              {t('watch.over_n', { date: dayText(lang, each.endedOn) })}
            </span>
          </a>
        ),
      )}
    </>
  )
}
