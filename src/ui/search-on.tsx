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
  if (more) return <p class="note">{ui.t('search.none_yet')}</p>
  if (further) return <p class="note">{ui.t('search.none_left')}</p>
  return <>{children}</>
}

/** What leads to the next page: of a page without rows it says that the search goes on. */
export const moreLabel = (ui: Ui, rows: readonly unknown[]): string =>
  ui.t(rows.length === 0 ? 'search.on' : 'nav.more')
