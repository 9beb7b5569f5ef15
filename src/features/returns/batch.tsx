// One batch for its keeper: who comes, who may not yet, the text to send, who came.
import type { ComponentChildren } from 'preact'
import { dayText, dayWithWeekday } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { CopyText } from '../../ui/copy'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { BatchState } from './batch-line'
import { noticeText, type OpenPerson, originText, PersonLine } from './people-lines'
import { LEFT_DAYS, ROWS } from './rows'
import { isDraft, mayArrive, originAreas, SAFE_ORIGINS } from './rules'
import type { BatchRow } from './store-batch'

export interface RosterShown {
  workerId: number
  name: string
  job: string
  /** May not come before this day number; null: may. */
  notBefore: number | null
}

export interface BatchProps {
  ui: Ui
  book: Rulebook
  row: BatchRow
  people: OpenPerson[]
  roster: RosterShown[]
  form: FormState
  formKey: string
  notice: Notice | null
  children: ComponentChildren
}

export function BatchPage(props: BatchProps) {
  const { ui, book, row, people, form } = props
  const { t, lang } = ui
  const title = t('batch.n', { n: row.seq })
  const ticking = mayArrive(book, row, ui.now)
  const open = isDraft(row.state) && row.day >= dayOf(ui.now)
  const refused = Object.keys(form.errors).length
  return (
    <Page ui={ui} title={`${title} · ${t('batch.title')}`} failed={refused > 0}>
      <div class="place">
        <p>
          {row.name} · <BatchState ui={ui} row={row} />
        </p>
        <h1>
          {title} · {dayWithWeekday(lang, row.day)}
        </h1>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      {row.reason ? <p class="ask">{row.reason}</p> : null}
      {people.length === 0 ? (
        <section class="card empty">
          <h2>{t('batch.empty')}</h2>
          <p>{t('batch.empty_text')}</p>
        </section>
      ) : ticking ? (
        <Arrivals {...props} />
      ) : (
        <ul class="card team">
          {people.map((person) => (
            <PersonLine
              key={person.id}
              ui={ui}
              book={book}
              row={row}
              person={person}
              remove={open}
            />
          ))}
        </ul>
      )}
      {people.length > 0 && row.state !== 'sent_back' ? (
        <section class="card">
          <CopyText
            ui={ui}
            id="notice"
            label={t('batch.notice')}
            text={noticeText(ui, book, row)}
          />
        </section>
      ) : null}
      {open ? <AddForm {...props} /> : null}
      <p class="roles">
        <a href={`/keep/${row.code}/returns`}>{t('batch.all')}</a>
      </p>
      {props.children}
    </Page>
  )
}

function Arrivals({ ui, book, row, people }: BatchProps) {
  const { t } = ui
  return (
    <form class="card" method="post" action={`/keep/${row.code}/returns/${row.id}/came`}>
      <h2>{t('batch.who_came')}</h2>
      {people.map((person) => (
        <label class="tick" key={person.id}>
          <input
            type="checkbox"
            name={`p_${person.id}`}
            value="1"
            checked={person.cameAt !== null}
          />
          <span>
            {person.name}
            <small>{originText(ui, book, person)}</small>
          </span>
        </label>
      ))}
      <Button>{t('batch.came_save')}</Button>
    </form>
  )
}

function AddForm({ ui, book, row, roster, form, formKey }: BatchProps) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  const origins = [
    ['', t('batch.choose')] as const,
    ...SAFE_ORIGINS.map((each) => [each, t(`batch.from.${each}`)] as const),
    ...originAreas(book, row.day).map(
      (area) => [area.code, `${area.name[lang]}（${t(`rules.level.${area.level}`)}）`] as const,
    ),
  ]
  const left = [
    ['', t('batch.not_left')] as const,
    ...Array.from(
      { length: LEFT_DAYS + 1 },
      (_, i) => [String(today - i), dayText(lang, today - i)] as const,
    ),
  ]
  return (
    <form method="post" action={`/keep/${row.code}/returns/${row.id}/people`} novalidate>
      <Hidden values={{ key: formKey }} />
      {roster.length > 0 ? (
        <section class="card">
          <h2>{t('batch.roster')}</h2>
          {roster.map((each) => (
            <label class="tick" key={each.workerId}>
              <input
                id={`f-w_${each.workerId}`}
                type="checkbox"
                name={`w_${each.workerId}`}
                value="1"
              />
              <span>
                {each.name} {each.job}
                {each.notBefore === null ? null : (
                  <small class="old">
                    {t('batch.not_before', { date: dayText(lang, each.notBefore) })}
                  </small>
                )}
              </span>
            </label>
          ))}
        </section>
      ) : null}
      <section class="card">
        <h2>{t('batch.typed')}</h2>
        <p class="note">{t('batch.typed_note')}</p>
        {Array.from({ length: ROWS }, (_, n) => (
          <div key={`row${n}`}>
            <Field
              ui={ui}
              form={form}
              name={`name_${n}`}
              label="batch.name"
              params={{ n: n + 1 }}
              maxLength={50}
            />
            <div class="two">
              <Field
                ui={ui}
                form={form}
                name={`from_${n}`}
                label="batch.origin"
                options={origins}
              />
              <Field ui={ui} form={form} name={`left_${n}`} label="batch.left" options={left} />
            </div>
          </div>
        ))}
      </section>
      <Button>{t('batch.add')}</Button>
    </form>
  )
}
