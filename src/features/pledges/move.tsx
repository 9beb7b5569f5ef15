// The worker's own side of moving: the old place is left, the new one's keeper is asked.
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Workplace } from '../people'
import { Consent } from './consent'

interface MoveProps {
  ui: Ui
  workplaces: Workplace[]
  /** The name on the board, but for the job. */
  masked: string
  form: FormState
}

/** Names a workplace as the page showed it, so that an old page moves nobody twice. */
export const workplaceValue = ({ code, seen }: Pick<Workplace, 'code' | 'seen'>): string =>
  `${code}-${seen}`

export function OwnMovePage({ ui, workplaces, masked, form }: MoveProps) {
  const { t } = ui
  const options = workplaces.map((each) => [workplaceValue(each), each.name] as const)
  const [only] = options.length === 1 ? options : []
  return (
    <Page ui={ui} title={t('move.own_title')} failed={Object.keys(form.errors).length > 0}>
      <h1>{t('move.own_title')}</h1>
      <p class="note">{t('move.own_text')}</p>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/pledges/move" method="post" novalidate>
        {only ? (
          <>
            <Hidden values={{ from: only[0] }} />
            <p>{t('move.own_from', { name: only[1] })}</p>
          </>
        ) : (
          <Choice ui={ui} form={form} name="from" legend={t('move.own_which')} options={options} />
        )}
        <Field
          ui={ui}
          form={form}
          name="code"
          label="move.own_code"
          hint="move.own_code_hint"
          maxLength={12}
        />
        <Field
          ui={ui}
          form={form}
          name="job"
          label="move.own_job"
          hint="pledge.job_hint"
          maxLength={20}
        />
        <Consent ui={ui} form={form} name={masked} kind={null} />
        <Button>{t('move.own_submit')}</Button>
      </form>
      <p class="roles">
        <a href="/pledges">{t('nav.back')}</a>
      </p>
    </Page>
  )
}
