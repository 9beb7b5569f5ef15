// 打印台账: the registers of a place over a range of days, as an inspector asks for them.

import type { ComponentChildren } from 'preact'
import { islands } from '../../generated/assets'
import { ErrorSummary, Field, type FormState } from '../../ui/field'
import { FirstLeaf, LeavesNote, NextLeaf } from '../../ui/leaves'
import { Page } from '../../ui/page'
import { PrintNote } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { RANGE_DAYS } from './form'
import { isFirst, leafAfter, registersPath } from './leaves'
import { LedgerDays } from './ledger-days'
import type { ShownRegisters } from './register'
import { Registers } from './registers'
import type { LedgerDay } from './store'

export interface LedgersProps {
  ui: Ui
  book: Rulebook
  place: Place
  /** Where other dates are asked for. */
  action: string
  form: FormState
  /** Null while the dates asked for make no range, or only their numbers are asked. */
  shown: ShownRegisters | null
  /** The numbers of each day, each opening its registers. */
  days?: LedgerDay[]
  /** What is said first of all. */
  above?: ComponentChildren
  /** The ways on from here. */
  children?: ComponentChildren
}

export function LedgersPage({
  ui,
  book,
  place,
  action,
  form,
  shown,
  days,
  above,
  children,
}: LedgersProps) {
  const { t } = ui
  const next = shown && leafAfter(shown.leaf, shown)
  const params = { most: RANGE_DAYS, kept: book.visits.retentionDays }
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${t('ledgers.title')}`}
      wide
      failed={!shown && !days}
      script={next ? islands.leaves : undefined}
    >
      <div class="place screen">
        <p>{place.name}</p>
        <h1>{t('ledgers.title')}</h1>
      </div>
      {above}
      <ErrorSummary ui={ui} form={form} params={params} />
      <form class="card filter screen" action={action} method="get">
        {(['from', 'to'] as const).map((name) => (
          <Field
            key={name}
            ui={ui}
            form={form}
            name={name}
            label={`ledgers.${name}`}
            hint="ledgers.date_hint"
            params={params}
            inputmode="numeric"
            maxLength={20}
          />
        ))}
        <button type="submit" class="go">
          {t('ledgers.show')}
        </button>
      </form>
      {days ? <LedgerDays ui={ui} book={book} place={place} action={action} days={days} /> : null}
      {days ? null : <PrintNote ui={ui} />}
      {next ? <LeavesNote ui={ui} /> : null}
      {shown && !isFirst(shown.leaf) ? (
        <FirstLeaf ui={ui} href={registersPath(action, shown.leaf.range)} />
      ) : null}
      {shown ? <Registers ui={ui} book={book} place={place} {...shown} /> : null}
      {next ? <NextLeaf ui={ui} href={registersPath(action, next.range, next)} /> : null}
      {children}
    </Page>
  )
}
