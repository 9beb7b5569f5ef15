// The result and receipt: what to do now, large; a clock and a word that a screenshot cannot fake.

import { islands } from '../../generated/assets'
import type { Key } from '../../i18n'
import { dayText, dayWithWeekday, degrees, timeOf, timeWithSeconds } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { ClockIcon, Mark, ShutIcon, StopIcon, ThermometerIcon } from '../../ui/mark'
import { Page, Switches } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { type Place, spokenAt } from '../places'
import type { Rulebook } from '../rulebook'
import { mayErase, remeasureAt } from './rules'
import type { Visit } from './tables'
import { stopRuleText } from './texts'

export type ShownVisit = Omit<Visit, 'contact'>

export interface ResultProps {
  ui: Ui
  book: Rulebook
  place: Place
  visit: ShownVisit
  live: number
  word: string
  number: string
  /** The address of this receipt. */
  path: string
}

type Look = 'go' | 'wait' | 'full' | 'stop' | 'pending' | 'shut' | 'voided' | 'left'

const lookOf = (visit: ShownVisit): Look => {
  if (visit.voidedAt !== null) return 'voided'
  if (visit.leftAt !== null) return 'left'
  return visit.verdict
}

const LOOKS: Record<Look, { body: string; icon: typeof Mark; title: Key }> = {
  go: { body: 'r', icon: Mark, title: 'result.go' },
  wait: { body: 'r wait', icon: ClockIcon, title: 'result.wait' },
  full: { body: 'r wait', icon: ClockIcon, title: 'result.full' },
  stop: { body: 'r stop', icon: StopIcon, title: 'result.stop' },
  pending: { body: 'r calm', icon: ThermometerIcon, title: 'result.pending' },
  shut: { body: 'r calm', icon: ShutIcon, title: 'result.shut' },
  voided: { body: 'r calm', icon: ShutIcon, title: 'result.voided' },
  left: { body: 'r calm', icon: Mark, title: 'result.left' },
}

/** Seconds between two looks without script; with script the island asks by itself. */
const REFRESH_SECONDS = 20

export function ResultPage(asked: ResultProps) {
  const { visit, place } = asked
  const ui = spokenAt(asked.ui, place)
  const props = { ...asked, ui }
  const look = lookOf(visit)
  const { body, icon: Icon, title } = LOOKS[look]
  const open = !mayErase(visit)
  return (
    <Page
      ui={ui}
      title={`${ui.t(title)} · ${place.name}`}
      full={body}
      light
      script={islands.result}
      refreshSeconds={open ? REFRESH_SECONDS : undefined}
    >
      <p>{ui.t('app.name', { town: ui.town })}</p>
      <div
        data-island="result"
        data-src={`${props.path}/live`}
        data-version={visit.version}
        data-now={ui.now}
      >
        <Icon class="ico" />
        <h1>{ui.t(title)}</h1>
        <Middle {...props} look={look} />
      </div>
      <Facts {...props} look={look} />
      <Foot {...props} look={look} />
      <Switches ui={ui} />
    </Page>
  )
}

type Looked = ResultProps & { look: Look }

function Middle({ ui, book, place, visit, word, look }: Looked) {
  const { t } = ui
  const clock = (
    <>
      <p class="clock" data-clock>
        {timeWithSeconds(ui.now)}
      </p>
      <p>{dayWithWeekday(ui.lang, dayOf(ui.now))}</p>
    </>
  )
  if (look === 'wait') return <WaitMiddle ui={ui} book={book} visit={visit} />
  if (look === 'stop') {
    return (
      <>
        <h2>{stopRuleText(t, book)}</h2>
        {clock}
        <ol class="todo">
          {book.fever.whenStopped.map((step) => (
            <li key={step.zh}>{step[ui.lang]}</li>
          ))}
          <li>
            {t('result.stop_told', {
              names: book.fever.tell
                .map((each) => each.name[ui.lang])
                .join(ui.lang === 'zh' ? '、' : ', '),
            })}
          </li>
        </ol>
      </>
    )
  }
  return (
    <>
      <h2>{place.name}</h2>
      {look === 'left' ? (
        <p class="clock">{t('result.left_at', { time: timeOf(visit.leftAt ?? ui.now) })}</p>
      ) : (
        clock
      )}
      {look === 'go' ? (
        <div class="word">
          <small>{t('result.word')}</small>
          <span data-word>{word}</span>
        </div>
      ) : null}
      {look === 'pending' || look === 'full' || look === 'shut' || look === 'voided' ? (
        <p class="todo">{t(`result.${look}_text`)}</p>
      ) : null}
      {visit.doubt === 'hours' || visit.doubt === 'burst' ? (
        <p class="todo">{t(`result.doubt_${visit.doubt}`)}</p>
      ) : null}
    </>
  )
}

function WaitMiddle({ ui, book, visit }: Pick<ResultProps, 'ui' | 'book' | 'visit'>) {
  const { t } = ui
  const due = remeasureAt(book, visit.readings)
  const { outOf, stopAt } = book.fever
  const normal = visit.readings.length - 1
  return (
    <>
      <h2>
        {ui.now < due ? t('result.remeasure', { time: timeOf(due) }) : t('result.measure_now')}
      </h2>
      <p class="clock" data-countdown={due}>
        {timeWithSeconds(ui.now)}
      </p>
      <p>{t('result.measured', { time: timeOf(due), n: visit.readings.length })}</p>
      <ol class="todo">
        {book.fever.whileWaiting.map((step) => (
          <li key={step.zh}>{step[ui.lang]}</li>
        ))}
        <li>{t('result.wait_more', { n: outOf - visit.readings.length })}</li>
        <li>{t('result.wait_clear', { n: outOf - stopAt + 1 - normal })}</li>
      </ol>
    </>
  )
}

function Facts({ ui, place, visit, live, look }: Looked) {
  const { t } = ui
  const last = visit.readings.at(-1)
  if (look === 'stop' || look === 'wait') {
    return (
      <p class="facts">
        {visit.readings.map((reading) => (
          <span key={reading.at}>
            <b>{degrees(reading.t)}</b>
            {timeOf(reading.at)}
          </span>
        ))}
      </p>
    )
  }
  return (
    <p class="facts">
      {last ? (
        <span>
          <b>{degrees(last.t)}℃</b>
          {t('result.temp')}
        </span>
      ) : null}
      <span>
        <b>{t('result.people', { n: visit.party })}</b>
        {t('result.party')}
      </span>
      {place.capacity !== null && look !== 'shut' ? (
        <span>
          <b data-live>{live}</b>
          {t('result.live', { capacity: place.capacity })}
        </span>
      ) : null}
    </p>
  )
}

function Foot({ ui, book, visit, place, number, path, look }: Looked) {
  const { t } = ui
  const until = dayText(ui.lang, visit.day + book.visits.retentionDays)
  return (
    <>
      {look === 'go' ? (
        <form method="post" action={`${path}/leave`}>
          <button type="submit">{t('result.leave')}</button>
        </form>
      ) : null}
      {look === 'shut' ? (
        <a class="ghost" href={`/p/${place.code}/report`}>
          {t('door.report')}
        </a>
      ) : null}
      {look === 'left' || look === 'voided' ? (
        <a class="ghost" href={`/p/${place.code}`}>
          {t('result.again')}
        </a>
      ) : null}
      <p class="fin">
        {t('result.number', { no: number })} ·{' '}
        {t('result.at', { place: place.name, time: timeOf(visit.at) })}
        <br />
        {t('result.tempnote')}
      </p>
      <p class="fin">
        {visit.erasedAt === null
          ? t('result.until', { date: until })
          : t('receipt.erased', { time: timeOf(visit.erasedAt) })}
      </p>
      <p class="roles2">
        <a class="ghost plain" href={`${path}/kept`}>
          {t('receipt.kept')}
        </a>
        {visit.erasedAt === null ? (
          <a class="ghost plain" href={`${path}/erase`}>
            {t('result.erase')}
          </a>
        ) : null}
        <a class="ghost plain" href="/visits">
          {t('log.title')}
        </a>
      </p>
    </>
  )
}
