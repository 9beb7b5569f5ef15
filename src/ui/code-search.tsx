// Type the code from the poster, or look the place up by name: the way on from any dead end.
import { EMPTY_FORM, Field, type FormState } from './field'
import type { Ui } from './ui'

export function CodeSearch({ ui, form = EMPTY_FORM }: { ui: Ui; form?: FormState }) {
  return (
    <form class="card" action="/places" method="get">
      <Field
        ui={ui}
        form={form}
        name="q"
        label="place.search"
        hint="place.search_hint"
        inputmode="search"
        enterkeyhint="search"
      />
      <button type="submit" class="go">
        {ui.t('place.find')}
      </button>
    </form>
  )
}
