// One register as a table for A4, and what all of them are drawn from.

import type { ComponentChildren } from 'preact'
import { fullDate } from '../../i18n/format'
import { Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { DayRange } from './form'
import { printedAt } from './sheet'
import type { Ledgers } from './store'

export interface ShownRegisters {
  range: DayRange
  ledgers: Ledgers
  workerName: (id: number) => string
  /** Masked, of the account that tapped. */
  accountName: (id: number) => string
}

export type Shown = ShownRegisters & { ui: Ui; book: Rulebook; place: Place }

type Name = 'health' | 'watched' | 'visits' | 'disinfection' | 'stock' | 'vehicle'

/** One register: its head stands on every printed page, because browsers repeat the head of a table. */
export function Register(
  props: Shown & {
    name: Name
    head: ComponentChildren[]
    children: ComponentChildren[]
    class?: string
    /** What a sign in it stands for. */
    note?: string | undefined
  },
) {
  const { ui, place, range, name, head } = props
  const { t, lang } = ui
  const span = `${fullDate(lang, range.from)} – ${fullDate(lang, range.to)}`
  return (
    <section class={`reg ${props.class ?? ''}`}>
      <h2>{t(`ledgers.${name}`)}</h2>
      <Scroll label={t(`ledgers.${name}`)}>
        <table>
          <thead>
            <tr class="page-head">
              <td colSpan={head.length}>
                <b>{place.name}</b> · {t(`ledgers.${name}`)} · {span} ·{' '}
                {t('papers.printed', { time: printedAt(ui) })}
              </td>
            </tr>
            <tr>
              {head.map((text, i) => (
                <th key={i} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.children.length > 0 ? (
              props.children
            ) : (
              <tr>
                <td class="l" colSpan={head.length}>
                  {t('ledgers.nothing')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </Scroll>
      {props.note ? <p class="note">{props.note}</p> : null}
    </section>
  )
}

const WEEK = 7

/** A week of days a table, so that a line a person fits on A4. */
export const weeksOf = ({ from, to }: DayRange): number[][] => {
  const days = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return Array.from({ length: Math.ceil(days.length / WEEK) }, (_, i) =>
    days.slice(i * WEEK, i * WEEK + WEEK),
  )
}
