// One entry, for the staff: its measurements, and everything that can be done with it.
import { degrees, timeOf } from '../../i18n/format'
import { Button, EMPTY_FORM, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { type Place, spokenAt } from '../places'
import { isOver, type Rulebook } from '../rulebook'
import type { ListedVisit } from './changes'
import { PartyField, TemperatureField, visitParams } from './fields'
import { remeasureAt } from './rules'
import { entryNote, entryPath } from './staff'
import { StaffNav } from './staff-nav'
import { hintText } from './texts'

export type EntryAct = 'measure' | 'correct' | 'void'

interface EntryProps {
  ui: Ui
  book: Rulebook
  place: Place
  visit: ListedVisit
  keeper: boolean
  /** Which form was refused, with what was typed. */
  refused?: { act: EntryAct; form: FormState } | null
  notice?: Notice | null
}

/** Measuring owns the plain ids; the folded forms have their own. */
const prefixOf = (act: EntryAct): string | undefined => (act === 'measure' ? undefined : act)

export function EntryPage(asked: EntryProps) {
  const { book, place, visit, keeper, refused, notice } = asked
  const ui = spokenAt(asked.ui, place)
  const { t } = ui
  const note = entryNote(ui, book, visit)
  return (
    <Page ui={ui} title={`${hintText(t, visit)} · ${t('staff.entry')}`} failed={Boolean(refused)}>
      <div class="place">
        <p>
          {place.name} · {timeOf(visit.at)}
        </p>
        <h1>{hintText(t, visit) || t('staff.erased')}</h1>
        <p>
          {visit.party > 1 ? `${t('staff.party', { n: visit.party })} ` : ''}
          {note.text ? <span class={note.class}>{note.text}</span> : null}
        </p>
      </div>
      <NoticeLine notice={notice} />
      {refused ? (
        <ErrorSummary
          ui={ui}
          form={refused.form}
          params={visitParams(book)}
          prefix={prefixOf(refused.act)}
        />
      ) : null}
      <Readings ui={ui} book={book} visit={visit} />
      {visit.voidedAt === null ? <Acts {...asked} ui={ui} /> : null}
      <p class="roles">
        <a href={`/keep/${place.code}`}>{t('poster.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper={keeper} current="visits" />
    </Page>
  )
}

function Readings({ ui, book, visit }: Pick<EntryProps, 'ui' | 'book' | 'visit'>) {
  const { t } = ui
  if (visit.readings.length === 0) return null
  return (
    <section class="card">
      <h2>{t('staff.readings')}</h2>
      <ul class="list">
        {visit.readings.map((reading) => (
          <li key={reading.at}>
            <time>{timeOf(reading.at)}</time>
            <div>
              {t(reading.by === 0 ? 'staff.reading_by_self' : 'staff.reading_by_staff')}
              {reading.was ? (
                <small>
                  {t('staff.corrected')}: {reading.was.map((was) => degrees(was.t)).join(' → ')} →{' '}
                  {degrees(reading.t)}
                </small>
              ) : null}
            </div>
            <span class={isOver(book, reading.t) ? 't no' : 't'}>{degrees(reading.t)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ ui, book, place, visit, refused }: EntryProps) {
  const { t } = ui
  const path = entryPath(place, visit)
  const version = { version: String(visit.version) }
  const formOf = (act: EntryAct): FormState => (refused?.act === act ? refused.form : EMPTY_FORM)
  const due = remeasureAt(book, visit.readings)
  const early = visit.readings.length > 0 && ui.now < due
  const last = visit.readings.at(-1)
  const typed = {
    values: { temperature: last ? degrees(last.t) : '', party: String(visit.party) },
    errors: {},
  }
  return (
    <>
      {visit.verdict === 'pending' || visit.verdict === 'wait' ? (
        <form class="card" method="post" action={`${path}/measure`} novalidate>
          <h2>{t(visit.verdict === 'wait' ? 'staff.remeasure' : 'staff.measure')}</h2>
          {early ? <p class="ask">{t('staff.too_early', { time: timeOf(due) })}</p> : null}
          <Hidden values={version} />
          <TemperatureField ui={ui} book={book} form={formOf('measure')} />
          <Button>{t('staff.save')}</Button>
        </form>
      ) : null}
      {visit.verdict === 'stop' ? (
        <section class="card">
          <p class="no">
            {t('staff.tell', {
              names: book.fever.tell
                .map((each) => each.name[ui.lang])
                .join(ui.lang === 'zh' ? '、' : ', '),
            })}
          </p>
          {visit.reportedAt === null ? (
            <Tap ui={ui} action={`${path}/report`} version={version} label="staff.report" />
          ) : null}
        </section>
      ) : null}
      {visit.verdict === 'full' ? (
        <Tap ui={ui} action={`${path}/admit`} version={version} label="staff.admit" />
      ) : null}
      {visit.verdict === 'go' && visit.leftAt === null && visit.slot !== null ? (
        <Tap ui={ui} action={`${path}/leave`} version={version} label="staff.leave" />
      ) : null}
      {last && visit.verdict !== 'shut' ? (
        <details class="card" open={refused?.act === 'correct'}>
          <summary>{t('staff.correct_title')}</summary>
          <form method="post" action={`${path}/correct`} novalidate>
            <p class="note">{t('staff.correct_note')}</p>
            <Hidden values={version} />
            <TemperatureField
              ui={ui}
              book={book}
              form={refused?.act === 'correct' ? refused.form : typed}
              prefix="correct"
            />
            <PartyField
              ui={ui}
              book={book}
              form={refused?.act === 'correct' ? refused.form : typed}
              prefix="correct"
            />
            <Field
              ui={ui}
              form={formOf('correct')}
              name="reason"
              label="staff.reason"
              hint="staff.reason_hint"
              maxLength={60}
              prefix="correct"
            />
            <Button>{t('staff.correct')}</Button>
          </form>
        </details>
      ) : null}
      <details class="card" open={refused?.act === 'void'}>
        <summary>{t('staff.void_title')}</summary>
        <form method="post" action={`${path}/void`} novalidate>
          <p class="note">{t('staff.void_note')}</p>
          <Hidden values={version} />
          <Field
            ui={ui}
            form={formOf('void')}
            name="reason"
            label="staff.reason"
            maxLength={60}
            prefix="void"
          />
          <Button class="second">{t('staff.void')}</Button>
        </form>
      </details>
    </>
  )
}

interface TapProps {
  ui: Ui
  action: string
  version: Record<string, string>
  label: 'staff.report' | 'staff.admit' | 'staff.leave'
}

const Tap = ({ ui, action, version, label }: TapProps) => (
  <form method="post" action={action}>
    <Hidden values={version} />
    <Button>{ui.t(label)}</Button>
  </form>
)
