// One register as a table for A4, and what all of them are drawn from.

import type { ComponentChildren } from 'preact'
import { fullDate } from '../../i18n/format'
import { Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import type { Leaf } from './leaves'
import type { ReadLeaf } from './register-store'
import { printedAt } from './sheet'

export interface ShownRegisters extends ReadLeaf {
  leaf: Leaf
  workerName: (id: number) => string
  /** Masked, of the account that tapped. */
  accountName: (id: number) => string
}

/** What every register is drawn with. */
export type Shown = Pick<ShownRegisters, 'leaf' | 'workerName' | 'accountName'> & {
  ui: Ui
  book: Rulebook
  place: Place
}

type Name = 'health' | 'watched' | 'visits' | 'disinfection' | 'stock' | 'vehicle'

/** One register: its head stands on every printed page, because browsers repeat the head of a table. */
export function Register(
  props: Shown & {
    name: Name
    head: ComponentChildren[]
    children: ComponentChildren[]
    class?: string
    /** With whom it begins: of several leaves each is a region of its own. */
    begins?: string | undefined
    /** What a sign in it stands for. */
    note?: string | undefined
  },
) {
  const { ui, place, name, head, leaf } = props
  const { t, lang } = ui
  const span = `${fullDate(lang, leaf.days.from)} – ${fullDate(lang, leaf.days.to)}`
  return (
    <section class={`reg ${props.class ?? ''}`}>
      <h2>{t(`ledgers.${name}`)}</h2>
      <Scroll label={[t(`ledgers.${name}`), span, props.begins].filter(Boolean).join(' · ')}>
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
      {props.note ? (
        <p>
          <small>{props.note}</small>
        </p>
      ) : null}
    </section>
  )
}

/** The days of a leaf, a column each: a week at most, so that a line a person fits on A4. */
export const daysOf = ({ leaf }: Shown): number[] =>
  Array.from({ length: leaf.days.to - leaf.days.from + 1 }, (_, i) => leaf.days.from + i)
