// Paper that is read leaf by leaf, each a page. What stands on a leaf is inside an element marked `data-leaves`, to
// which the script `leaves` adds what follows.
import type { Ui } from './ui'

/** At the head of a leaf that others follow: without script how to go on, with it how far it is. */
export const LeavesNote = ({ ui }: { ui: Ui }) => (
  <p
    class="note screen"
    role="status"
    data-island="leaves"
    data-fetching={ui.t('leaves.fetching')}
    data-done={ui.t('leaves.fetched')}
    data-failed={ui.t('leaves.not_fetched')}
  >
    {ui.t('leaves.goes_on')}
  </p>
)

export const FirstLeaf = ({ ui, href }: { ui: Ui; href: string }) => (
  <p class="roles screen">
    <a href={href}>{ui.t('nav.first')}</a>
  </p>
)

export const NextLeaf = ({ ui, href }: { ui: Ui; href: string }) => (
  <a class="second screen" rel="next" href={href}>
    {ui.t('nav.more')}
  </a>
)
