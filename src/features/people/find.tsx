// Looking for one of many workers: folded away until it is wanted.
import { Button, Field, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'

interface FindProps {
  ui: Ui
  /** The page that lists what is found. */
  path: string
  /** As typed. */
  q: string
  /** What else the page is asked for. */
  also: Record<string, string>
}

export const FindWorker = ({ ui, path, q, also }: FindProps) => (
  <details class="card" open={q !== ''}>
    <summary>{ui.t('people.find')}</summary>
    <form action={path} method="get">
      <Hidden values={also} />
      <Field
        ui={ui}
        form={{ values: { q }, errors: {} }}
        name="q"
        label="people.search"
        inputmode="search"
        enterkeyhint="search"
        maxLength={20}
      />
      <Button class="second">{ui.t('place.find')}</Button>
    </form>
  </details>
)
