// 分批返岗 for the office: what waits, and one batch with its answer.
import { dayWithWeekday } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { BatchLine, BatchState } from './batch-line'
import { type OpenPerson, PersonLine } from './people-lines'
import type { BatchRow } from './store-batch'
import type { WaitingStep } from './store-waiting'
import type { BatchState as State } from './tables'
import { BATCH_STATES } from './values'

interface ListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  /** Null: all of one place. */
  state: State | null
  rows: BatchRow[]
  more: boolean
  first: boolean
  steps: WaitingStep[]
}

const link = (state: State, after = ''): string =>
  `/office/returns?state=${state}${after ? `&after=${after}` : ''}`

export function OfficeBatchesPage({ ui, roles, state, rows, more, first, steps }: ListProps) {
  const { t, lang } = ui
  const last = rows.at(-1)
  return (
    <OfficeFrame ui={ui} title={t('batch.office')} tab="places" roles={roles}>
      {steps.length > 0 ? (
        <>
          <h2 class="part">{t('phase.waiting')}</h2>
          <ul class="ways">
            {steps.map((step) => (
              <li key={step.id}>
                <a href={`/office/sites/${step.code}`}>
                  {step.name} · {t(`phase.${step.toStage}`)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <nav class="chips" aria-label={t('batch.title')}>
        {BATCH_STATES.map((each) => (
          <a key={each} href={link(each)} aria-current={each === state ? 'page' : undefined}>
            {t(`batch.state.${each}`)}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t('batch.office_none')}</h2>
          <p>{t('batch.office_none_text')}</p>
        </section>
      ) : null}
      {rows.map((row) => (
        <BatchLine
          key={row.id}
          ui={ui}
          row={row}
          href={`/office/returns/${row.id}`}
          title={`${row.name} · ${lang === 'zh' ? row.area : row.areaEn} · ${t('batch.n', { n: row.seq })}`}
        />
      ))}
      <p class="pager">
        {first || !state ? null : <a href={link(state)}>{t('nav.first')}</a>}
        {more && last && state ? (
          <a class="tap" href={link(state, `${last.day}~${last.id}`)}>
            {t('nav.more')}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

interface OneProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  row: BatchRow
  people: OpenPerson[]
  writes: boolean
  form: FormState
  notice: Notice | null
}

export function OfficeBatchPage(props: OneProps) {
  const { ui, roles, book, row, people, form } = props
  const { t, lang } = ui
  return (
    <OfficeFrame
      ui={ui}
      title={`${row.name} · ${t('batch.n', { n: row.seq })}`}
      tab="places"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={props.notice} />
      <section class="card">
        <p>
          <BatchState ui={ui} row={row} /> · {dayWithWeekday(lang, row.day)} ·{' '}
          {t('batch.came_of', { came: row.came, n: row.people })}
        </p>
        {row.reason ? <p class="note">{row.reason}</p> : null}
        <ul class="team">
          {people.map((person) => (
            <PersonLine key={person.id} ui={ui} book={book} row={row} person={person} />
          ))}
        </ul>
      </section>
      {props.writes && row.state === 'planned' && row.people > 0 ? (
        <form class="card" method="post" action={`/office/returns/${row.id}`} novalidate>
          <Hidden values={{ version: String(row.version) }} />
          <Field
            ui={ui}
            form={form}
            name="decision"
            label="batch.decision"
            options={[
              ['approve', t('batch.approve')],
              ['send_back', t('batch.send_back')],
            ]}
          />
          <Field
            ui={ui}
            form={form}
            name="reason"
            label="returns.reason"
            hint="returns.reason_hint"
            maxLength={100}
          />
          <Button>{t('batch.answer')}</Button>
        </form>
      ) : null}
      <p class="roles">
        <a href="/office/returns">{t('batch.all')}</a>
        <a href={`/office/places/${row.code}`}>{t('returns.to_place')}</a>
      </p>
    </OfficeFrame>
  )
}
