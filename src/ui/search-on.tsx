// A search by name looks at so many names a page: what a page says that found nothing among its own.
import type { ComponentChildren } from 'preact'
import type { Ui } from './ui'

interface NoneHereProps {
  ui: Ui
  /** Not the first page. */
  further: boolean
  /** More places have the name. */
  more: boolean
  /** Said once every one was looked at and none found. */
  children: ComponentChildren
}

export function NoneHere({ ui, further, more, children }: NoneHereProps) {
  if (!more && !further) return <>{children}</>
  return (
    <section class="card empty">
      <h2>{ui.t(more ? 'search.none_yet' : 'search.none_left')}</h2>
    </section>
  )
}

/** What leads to the next page: of a page without rows it says that the search goes on. */
export const moreLabel = (ui: Ui, rows: readonly unknown[]): string =>
  ui.t(rows.length === 0 ? 'search.on' : 'nav.more')
