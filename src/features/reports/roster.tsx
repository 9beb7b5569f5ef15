// 值班表: the next seven days with their gaps, one day to fill in, and the whole as a sheet.
import type { ComponentChildren } from 'preact'
import { dayText, dayWithWeekday } from '../../i18n/format'
import { isoDay } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Notice } from '../../ui/notice'
import { PaperPage, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { KeepFrame, ToReport } from './frame'
import { type Cell, cellsOf, gapsIn, type Names } from './rules-roster'
import { dutyLines } from './texts'

export interface RosterDay {
  day: number
  names: Names
  /** 0: not saved yet. */
  version: number
}

interface WeekProps {
  ui: Ui
  book: Rulebook
  place: Place
  days: RosterDay[]
  newKey: () => string
  notice: Notice | null
  children: ComponentChildren
}

/** 白班值班 / 夜班生产岗位带班 */
export const cellName = ({ t, lang }: Ui, { shift, post }: Cell): string =>
  post
    ? t('roster.cell_lead', { shift: shift.name[lang], post: post.name[lang] })
    : t('roster.cell_duty', { shift: shift.name[lang] })

export function WeekPage(props: WeekProps) {
  const { ui, book, place, days, newKey } = props
  const { t } = ui
  const gaps = days.reduce((sum, { names }) => sum + gapsIn(book.reports, names).length, 0)
  return (
    <KeepFrame ui={ui} place={place} title={t('roster.title')} notice={props.notice}>
      {gaps > 0 ? <p class="ask">{t('roster.gaps_n', { n: gaps })}</p> : null}
      <Copy ui={ui} place={place} formKey={newKey()} />
      {days.map((each) => (
        <DayCard key={each.day} {...props} each={each} />
      ))}
      <p class="roles">
        <a href={`/keep/${place.code}/roster/sheet`}>{t('roster.print')}</a>
        <ToReport ui={ui} place={place} />
      </p>
      {props.children}
    </KeepFrame>
  )
}

/** Of the week before, or of the day before. */
function Copy(props: { ui: Ui; place: Place; formKey: string; day?: number }) {
  const { ui, place, formKey, day } = props
  const on = day === undefined ? '' : `/${isoDay(day)}`
  return (
    <form class="todo-line calm" method="post" action={`/keep/${place.code}/roster${on}/copy`}>
      <Hidden values={{ key: formKey, from: on ? 'day' : 'week' }} />
      <span>{ui.t('roster.copy_note')}</span>
      <Button class="tap">{ui.t(on ? 'roster.copy_day' : 'roster.copy_week')}</Button>
    </form>
  )
}

function DayCard({ ui, book, place, each }: WeekProps & { each: RosterDay }) {
  const { t } = ui
  const gaps = gapsIn(book.reports, each.names)
  return (
    <a class="row" href={`/keep/${place.code}/roster/${isoDay(each.day)}`}>
      <b>{dayWithWeekday(ui.lang, each.day)}</b>
      {dutyLines(ui, book, each.names).map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
      {gaps.length > 0 ? (
        <small class="old">
          {t('roster.missing', {
            cells: gaps.map((cell) => cellName(ui, cell)).join(t('daily.comma')),
          })}
        </small>
      ) : (
        <small class="yes">{t('roster.whole')}</small>
      )}
    </a>
  )
}

interface DayProps {
  ui: Ui
  book: Rulebook
  place: Place
  day: number
  version: number
  form: FormState
  newKey: () => string
  /** Names of the staff to choose from; none for a helper, who sees them masked. */
  staff: string[]
  notice: Notice | null
  children: ComponentChildren
}

export function RosterDayPage(props: DayProps) {
  const { ui, book, place, day, newKey } = props
  const { t } = ui
  const labels = Object.fromEntries(
    cellsOf(book.reports).map((cell) => [cell.id, cellName(ui, cell)]),
  )
  const title = t('roster.of', { date: dayText(ui.lang, day) })
  return (
    <KeepFrame {...props} title={title} labels={labels}>
      <Copy ui={ui} place={place} formKey={newKey()} day={day} />
      <RosterForm {...props} />
      <p class="roles">
        <a href={`/keep/${place.code}/roster`}>{t('roster.back')}</a>
        <ToReport ui={ui} place={place} />
      </p>
      {props.children}
    </KeepFrame>
  )
}

function RosterForm({ ui, book, place, day, version, form, newKey, staff }: DayProps) {
  const { t, lang } = ui
  const { shifts, posts } = book.reports
  return (
    <form method="post" action={`/keep/${place.code}/roster/${isoDay(day)}`} novalidate>
      <Hidden values={{ key: newKey(), version: String(version) }} />
      {shifts.map((shift) => (
        <fieldset class="card" key={shift.id}>
          <legend class="hear">{shift.name[lang]}</legend>
          <h2 class="split">
            {shift.name[lang]}
            <small>
              {shift.from}–{shift.to}
            </small>
          </h2>
          {[null, ...posts].map((post) => (
            <Field
              key={post?.id ?? 'duty'}
              ui={ui}
              form={form}
              name={`${shift.id}_${post?.id ?? 'duty'}`}
              label={post ? 'roster.lead' : 'roster.duty'}
              hint={post ? undefined : 'roster.hint'}
              params={{ post: post?.name[lang] ?? '' }}
              list={staff.length > 0 ? 'staff' : undefined}
              maxLength={60}
            />
          ))}
        </fieldset>
      ))}
      <datalist id="staff">
        {staff.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button>{t('roster.save')}</Button>
    </form>
  )
}

interface SheetProps {
  ui: Ui
  book: Rulebook
  place: Place
  days: RosterDay[]
}

export function RosterSheet({ ui, book, place, days }: SheetProps) {
  const { t, lang } = ui
  const { shifts, posts } = book.reports
  const cells = cellsOf(book.reports)
  return (
    <PaperPage
      ui={ui}
      title={`${place.name} · ${t('roster.title')}`}
      back={`/keep/${place.code}/roster`}
      wide
    >
      <section class="reg">
        <h1>{t('roster.sheet', { name: place.name })}</h1>
        <p class="meta">
          <span>{place.address}</span>
        </p>
        <Scroll label={t('roster.title')} unbroken>
          <table>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {t('roster.date')}
                </th>
                {shifts.map(({ id, name, from, to }) => (
                  <th key={id} scope="colgroup" colSpan={posts.length + 1}>
                    {name[lang]} {from}–{to}
                  </th>
                ))}
              </tr>
              <tr>
                {cells.map(({ id, post }) => (
                  <th key={id} scope="col">
                    {post ? t('roster.lead', { post: post.name[lang] }) : t('roster.duty')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, names }) => (
                <tr key={day}>
                  <th scope="row">{dayWithWeekday(lang, day)}</th>
                  {cells.map(({ id }) => (
                    <td key={id}>{names[id] ?? <b>{t('roster.nobody')}</b>}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </section>
    </PaperPage>
  )
}
