// 门岗交接: who took over, the newest first, and the way to take over. Drawn by the Worker and by the phone.
import type { Translate } from '../../../i18n'
import { dayText, timeOf } from '../../../i18n/format'
import { dayOf } from '../../../shared/clock'
import { Field, Hidden } from '../../../ui/field'
import type { GateDay } from '../rules'
import type { BesideProps } from './beside'

/** ` · 门岗 马*`, behind the date; empty while nobody has taken over. */
export const standsText = (t: Translate, { shifts: [now] }: Pick<GateDay, 'shifts'>): string =>
  now ? ` · ${t('gate.at_gate', { who: now.who })}` : ''

export function Shifts({ t, day, shift, values, errors, newKey }: BesideProps) {
  const when = (at: number) =>
    `${dayOf(at) === day.day ? '' : `${dayText(day.lang, dayOf(at))} `}${timeOf(at)}`
  const error = errors.note
  return (
    <section class="card" id="shift">
      <h2>{t('gate.shift')}</h2>
      {day.shifts.length === 0 ? <p class="note">{t('gate.shift_none')}</p> : null}
      <ul class="list">
        {day.shifts.map((each) => (
          <li key={each.at}>
            <time>{when(each.at)}</time>
            <div>
              <b>{t('gate.took_over', { who: each.who })}</b>
              <small>{each.note}</small>
              {each.kept ? <small class="old">{t('gate.kept')}</small> : null}
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action={`/keep/${day.code}/gate/shift`} novalidate data-what="shift">
        <Hidden values={{ key: newKey(), shift }} />
        <Field
          ui={{ t }}
          form={{ values, errors: error ? { note: error } : {} }}
          name="note"
          label="gate.shift_note"
          hint="gate.shift_hint"
          enterkeyhint="done"
          maxLength={200}
        />
        <button type="submit" class="second">
          {t('gate.take_over')}
        </button>
      </form>
    </section>
  )
}
