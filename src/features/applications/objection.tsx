// The keeper's appeal, and what it came to: both texts side by side.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Appeal } from './tables'

/** An appeal with its texts opened. */
export interface ShownAppeal extends Pick<Appeal, 'id' | 'state' | 'at' | 'answeredAt'> {
  text: string
  answer: string | null
}

export function Appeals({ ui, appeals }: { ui: Ui; appeals: ShownAppeal[] }) {
  const { t, lang } = ui
  return (
    <>
      {appeals.map((each) => (
        <section class="card" key={each.id}>
          <h2 class="split">
            {t('apply.appeal')}
            <small class={each.state === 'overturned' ? 'yes' : 'old'}>
              {t(each.state === 'open' ? 'apply.appeal_wait' : `apply.appeal_${each.state}`)}
            </small>
          </h2>
          <div class="beside">
            <div>
              <p class="held">
                {t('apply.you_wrote')} · {dayText(lang, dayOf(each.at))}
              </p>
              <p>{each.text}</p>
            </div>
            <div>
              <p class="held">
                {t('apply.they_answered')}
                {each.answeredAt === null ? '' : ` · ${dayText(lang, dayOf(each.answeredAt))}`}
              </p>
              <p>{each.answer ?? '—'}</p>
            </div>
          </div>
        </section>
      ))}
    </>
  )
}

interface FormProps {
  ui: Ui
  place: Pick<Place, 'code'>
  appealable: { against: string; until: number }
  form: FormState
  formKey: string
}

export function AppealForm({ ui, place, appealable, form, formKey }: FormProps) {
  const { t, lang } = ui
  const failed = Object.keys(form.errors).length > 0
  return (
    <details class="card" open={failed}>
      <summary>{t('apply.appeal_open')}</summary>
      <p>{t('apply.appeal_text', { date: dayText(lang, dayOf(appealable.until)) })}</p>
      <form action={`/keep/${place.code}/application/appeal`} method="post" novalidate>
        <Hidden values={{ key: formKey, against: appealable.against }} />
        <Field ui={ui} form={form} name="text" label="apply.appeal_why" lines={5} maxLength={500} />
        <Button>{t('apply.appeal_send')}</Button>
      </form>
    </details>
  )
}
