// What printed forms have in common: what only the screen shows, their heads, tables that scroll on a phone.
import type { ComponentChildren } from 'preact'
import { Page } from './page'
import type { Ui } from './ui'

type Children = { children: ComponentChildren }

export const PrintNote = ({ ui }: { ui: Ui }) => <p class="note screen">{ui.t('papers.print')}</p>

interface PaperProps extends Children {
  ui: Ui
  title: string
  /** Where the form was opened. */
  back: string
  /** Other ways to look at it. */
  ways?: readonly (readonly [href: string, text: string])[]
  wide?: boolean
  office?: boolean
}

/** A form on its own page; the note and the ways are not printed. */
export const PaperPage = ({ ui, title, back, ways = [], children, ...page }: PaperProps) => (
  <Page ui={ui} title={title} {...page}>
    <div class="screen">
      <p class="note">{ui.t('papers.print')}</p>
      <p class="roles">
        <a href={back}>{ui.t('nav.back')}</a>
        {ways.map(([href, text]) => (
          <a key={href} href={href}>
            {text}
          </a>
        ))}
      </p>
    </div>
    {children}
  </Page>
)

interface OfficialProps extends Children {
  ui: Ui
  headquarters: string
  title: string
  /** Below the title, left and right. */
  number: string
  beside: string
}

/** A form of the headquarters, under its red head. */
export const OfficialForm = ({
  ui,
  headquarters,
  title,
  number,
  beside,
  children,
}: OfficialProps) => (
  <article class="reg jb">
    <p class="hq">{headquarters}</p>
    <h1>{ui.lang === 'zh' ? [...title].join(' ') : title}</h1>
    <p class="split">
      <span>{number}</span>
      <span>{beside}</span>
    </p>
    <hr />
    {children}
  </article>
)

/** Where the headquarters puts its seal, and the date. */
export const Seal = ({
  ui,
  headquarters,
  date,
}: {
  ui: Ui
  headquarters: string
  date: string
}) => (
  <p class="seal">
    {ui.t('notice.seal', { hq: headquarters })}
    <br />
    {date}
  </p>
)

/** A table wider than a phone scrolls by itself, also by keyboard. */
export const Scroll = ({
  label,
  unbroken,
  children,
}: Children & { label: string; unbroken?: boolean }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
  <section class={unbroken ? 'scroll unbroken' : 'scroll'} aria-label={label} tabIndex={0}>
    {children}
  </section>
)

/** The head of a table; a second word is the class of its column. */
export const Heads = ({
  heads,
}: {
  heads: readonly (readonly [text: string, column?: string | undefined])[]
}) => (
  <thead>
    <tr>
      {heads.map(([text, column]) => (
        <th key={text} scope="col" class={column}>
          {text}
        </th>
      ))}
    </tr>
  </thead>
)

/** A line of a form: what it asks, and the answer. */
export const Line = ({ name, said, children }: Children & { name: string; said?: boolean }) => (
  <tr>
    <th scope="row">{name}</th>
    <td class={said ? 'l said' : 'l'}>{children}</td>
  </tr>
)

/** A line for the pen. */
export const PenLine = ({ columns }: { columns: number }) => (
  <tr>
    {Array.from({ length: columns }, (_, i) => (
      <td key={i} />
    ))}
  </tr>
)

export const tick = (ticked: boolean): string => (ticked ? '☑' : '☐')
