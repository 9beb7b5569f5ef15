// What every section of the rules is made of: a card, a list of rules, and the source under each.
import type { ComponentChildren } from 'preact'
import type { Ui } from '../../ui/ui'
import type { Bilingual, Rulebook } from './form'
import { sourceName } from './words'

/** What a section is given. */
export interface SectionProps {
  ui: Ui
  book: Rulebook
}

export const KINDS = ['shop', 'enterprise', 'site'] as const

export function Card(props: {
  title: string
  id?: string
  aside?: string | undefined
  children: ComponentChildren
}) {
  return (
    <section class="card rules" id={props.id}>
      <h2>{props.title}</h2>
      {props.aside ? <p class="src">{props.aside}</p> : null}
      {props.children}
    </section>
  )
}

/** 依据：上街信息第 22 期, with what else is worth a small line. */
export function Source({
  ui,
  book,
  source,
  also = [],
}: SectionProps & { source: string; also?: string[] }) {
  const text = ui.t('rules.source', { source: sourceName(ui.lang, book, source) })
  return <small class="src">{[...also, text].join(' · ')}</small>
}

interface Rule {
  id: string
  text: Bilingual
  source: string
  also?: string[]
}

/** Rules one below the other; a source all of them share is said once, at the end. */
export function Rules({
  ui,
  book,
  rules,
  numbered = false,
}: SectionProps & { rules: readonly Rule[]; numbered?: boolean }) {
  const [first] = rules
  const shared = first && rules.every((rule) => rule.source === first.source)
  const List = numbered ? 'ol' : 'ul'
  return (
    <>
      <List class={numbered ? 'numbered' : 'lines'}>
        {rules.map((rule) => (
          <li key={rule.id}>
            {rule.text[ui.lang]}
            {shared ? null : <Source ui={ui} book={book} source={rule.source} also={rule.also} />}
            {shared && rule.also?.length ? (
              <small class="src">{rule.also.join(' · ')}</small>
            ) : null}
          </li>
        ))}
      </List>
      {shared ? <Source ui={ui} book={book} source={first.source} /> : null}
    </>
  )
}

/** Name at the left, value at the right; below each other where there is no room. */
export function Pairs({ rows }: { rows: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="pairs">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Links to the cards of the three kinds, for the long pages. */
export function KindLinks({ ui, first }: { ui: Ui; first?: readonly [string, string] }) {
  const kinds = KINDS.map((kind) => [kind, ui.t(`rules.kind_${kind}`)] as const)
  return (
    <nav class="jump" aria-label={ui.t('rules.on_page')}>
      {(first ? [first, ...kinds] : kinds).map(([id, name]) => (
        <a key={id} href={`#${id}`}>
          {name}
        </a>
      ))}
    </nav>
  )
}
