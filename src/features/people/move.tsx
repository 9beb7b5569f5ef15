// Moving a worker to another place, from the keeper's side.
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { StaffNav } from '../visits'
import { OTHER_PLACE } from './form'

interface MoveProps {
  ui: Ui
  place: Place
  worker: { id: number; maskedName: string; job: string }
  /** Other places of this keeper: code and name. */
  own: readonly (readonly [string, string])[]
  /** When the worker was confirmed here; 0: not yet. */
  seen: number
  form: FormState
}

export function MovePage({ ui, place, worker, own, seen, form }: MoveProps) {
  const { t } = ui
  const path = `/keep/${place.code}/staff/${worker.id}`
  return (
    <Page ui={ui} title={t('move.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('move.title')}</h1>
        <p>{t('move.who', { name: worker.maskedName, job: worker.job })}</p>
      </div>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action={`${path}/move`} method="post" novalidate>
        <Hidden values={{ seen: String(seen) }} />
        {own.length > 0 ? (
          <Choice
            ui={ui}
            form={form}
            name="to"
            legend={t('move.where')}
            options={[...own, [OTHER_PLACE, t('move.other')]]}
          />
        ) : null}
        <Field
          ui={ui}
          form={form}
          name="code"
          label="move.code"
          hint="move.code_hint"
          maxLength={12}
        />
        <p class="note">{t('move.follows')}</p>
        <Button>{t('move.submit')}</Button>
      </form>
      <p class="roles">
        <a href={path}>{t('nav.back')}</a>
      </p>
      <StaffNav ui={ui} place={place} keeper current="people" />
    </Page>
  )
}
