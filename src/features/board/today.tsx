// Today at a place: what is to be done first, then what was done and can be taken back.
import type { ComponentChildren } from 'preact'
import { dayWithWeekday, timeOf } from '../../i18n/format'
import { Button, ErrorSummary, type FormState } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { OpeningLine } from '../applications'
import type { Owed } from '../obligations'
import { ShutForKeeper, stateText } from '../places'
import type { Rulebook } from '../rulebook'
import { temperatureParams } from '../visits'
import type { Day } from './day'
import { DoneToday } from './done'
import { buttonText, DutyForm } from './duty-form'
import { FeverCard, feverScript } from './fever'
import { FirstDay } from './first-day'
import { shiftOf, type Task, taskOf } from './rules'
import { dutyName } from './texts'

export interface TodayProps {
  ui: Ui
  book: Rulebook
  day: Day
  keeper: boolean
  notice: Notice | null
  newKey: () => string
  /** A duty whose form came back with errors. */
  refused: { duty: string; form: FormState } | null
  /** What else of the place is to be done, first of all. */
  above?: ComponentChildren
  children: ComponentChildren
}

export function TodayPage(props: TodayProps) {
  const { ui, day, refused } = props
  const { t } = ui
  const shown = stateText(ui, day.place, day.state)
  return (
    <Page
      ui={ui}
      title={`${day.place.name} · ${t('keep.tab')}`}
      failed={refused !== null}
      script={feverScript(day)}
    >
      <div class="place">
        <p>
          {dayWithWeekday(ui.lang, day.today)} · <span class={shown.class}>{shown.text}</span>
        </p>
        <h1>{day.place.name}</h1>
      </div>
      {refused ? (
        <ErrorSummary
          ui={ui}
          form={refused.form}
          prefix={refused.duty}
          params={temperatureParams(props.book)}
        />
      ) : null}
      <NoticeLine notice={props.notice} />
      {props.above}
      {day.fevers.map((fever) => (
        <FeverCard key={fever.id} {...props} fever={fever} />
      ))}
      {props.keeper && !isShut(day.place) ? <OpeningLine ui={ui} place={day.place} /> : null}
      {day.place.status === 'open' || day.place.status === 'accepted' ? (
        <FirstDay ui={ui} day={day} newKey={props.newKey} />
      ) : null}
      <Todo {...props} />
      <DoneToday {...props} />
      <Rest {...props} />
      {props.children}
    </Page>
  )
}

/** Such a place has its own box, with the reason and the way to appeal. */
const isShut = ({ status }: TodayProps['day']['place']): boolean =>
  status === 'suspended' || status === 'closed'

function Todo(props: TodayProps) {
  const { ui, book, day } = props
  const { t } = ui
  const open = day.owed.filter((each) => each.state !== 'done')
  if (day.state === 'rest') return <Calm title={t('keep.resting')} text={t('keep.rest_note')} />
  if (day.owed.length === 0) {
    const state = stateText(ui, day.place, day.state).text
    return (
      <>
        {isShut(day.place) ? <ShutForKeeper ui={ui} book={book} place={day.place} /> : null}
        <Calm title={t('keep.not_open')} text={t('keep.not_open_text', { state })} />
        <OnceMore {...props} open={open} />
      </>
    )
  }
  const done = day.owed.length - open.length
  return (
    <>
      <h2 class="count">{t('keep.counts', { todo: open.length, done })}</h2>
      {open.length === 0 ? (
        <Calm title={t('keep.all_done')} text={t('keep.all_done_text')} />
      ) : null}
      {open.map((each) => (
        <DutyCard key={`${each.duty} ${each.ordinal}`} {...props} each={each} open={open} />
      ))}
      <OnceMore {...props} open={open} />
    </>
  )
}

const Calm = ({ title, text }: { title: string; text: string }) => (
  <section class="card empty">
    <h2>{title}</h2>
    <p>{text}</p>
  </section>
)

function DutyCard(props: TodayProps & { each: Owed; open: Owed[] }) {
  const { ui, book, day, each, open } = props
  const { t } = ui
  const name = dutyName(ui, book, day.place.kind, each.duty)
  const next = open.find((other) => other.duty === each.duty) === each
  const time = timeOf(each.due)
  const when =
    each.state === 'late'
      ? t('keep.late', { time, span: spanText(ui, each.lateBy) })
      : t('keep.due', { time })
  return (
    <section class={each.state === 'late' ? 'duty late' : 'duty'}>
      <div>
        <h3>{each.times > 1 ? t('keep.nth', { n: each.ordinal, name }) : name}</h3>
        <p>
          {when}
          {each.block === 'staff' ? ` · ${measuredText(props, each)}` : ''}
        </p>
      </div>
      {next ? <Action {...props} duty={each.duty} /> : null}
    </section>
  )
}

function measuredText({ ui, book, day }: TodayProps, each: Owed): string {
  const duty = book.duties[day.place.kind].find((rule) => rule.id === each.duty)
  const shift = duty ? shiftOf(duty) : 'am'
  const { measured, listed } = day.rows
  return ui.t('keep.measured', { n: measured[shift], of: listed })
}

/** Counting and measuring have their own page; everything else is one tap here. */
function Action({ ui, book, day, duty: id, newKey, refused }: TodayProps & { duty: string }) {
  const { place } = day
  const duty = book.duties[place.kind].find((each) => each.id === id)
  if (!duty) return null
  const task: Task = taskOf(duty)
  if (task === 'stock' || task === 'staff') {
    const boxes = place.kind === 'shop' ? 'staff-check' : 'gate'
    const page = task === 'stock' ? 'stock' : `${boxes}?shift=${shiftOf(duty)}`
    return (
      <a class="tap" href={`/keep/${place.code}/${page}`}>
        {buttonText(ui, task)}
      </a>
    )
  }
  const records = day.rows.records.filter((record) => record.duty === id)
  return (
    <DutyForm
      ui={ui}
      book={book}
      place={place}
      duty={duty}
      formKey={newKey()}
      seen={records.filter((record) => record.day === day.today).length}
      last={records.at(-1)?.detail}
      refused={refused?.duty === id ? refused.form : null}
    />
  )
}

/** A second van, a disinfection before opening: what is not owed can still be recorded. */
function OnceMore(props: TodayProps & { open: Owed[] }) {
  const { ui, book, day, open, refused } = props
  const more = book.duties[day.place.kind].filter(
    (duty) =>
      ['disinfect', 'air', 'vehicle'].includes(taskOf(duty)) &&
      !open.some((each) => each.duty === duty.id),
  )
  if (more.length === 0) return null
  const before = day.owed.length === 0
  return (
    <details class="card" id="once" open={before || more.some((duty) => duty.id === refused?.duty)}>
      <summary>{ui.t(before ? 'keep.before_open' : 'keep.once_more')}</summary>
      {more.map((duty) => (
        <section class="duty" key={duty.id}>
          <div>
            <h3>{duty.name[ui.lang]}</h3>
          </div>
          <Action {...props} duty={duty.id} />
        </section>
      ))}
    </details>
  )
}

/** 今天休息, for the keeper only: it shuts the door for a day. */
function Rest({ ui, day, keeper }: TodayProps) {
  const rests = day.state === 'rest'
  if (!keeper || !(rests || day.state === 'open' || day.state === 'hours')) return null
  return (
    <form method="post" action={`/keep/${day.place.code}/${rests ? 'work' : 'rest'}`}>
      <Button class="second">{ui.t(rests ? 'keep.rest_undo' : 'keep.rest')}</Button>
      {rests ? null : <p class="note">{ui.t('keep.rest_note')}</p>}
    </form>
  )
}
