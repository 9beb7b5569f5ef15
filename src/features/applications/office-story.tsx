// What happened to an application and to its place, step by step, and the appeals beside it.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { PlaceChange } from '../places'
import type { Appeal, ApplicationEvent } from './tables'

export const whenText = ({ lang }: Ui, at: number): string =>
  `${dayText(lang, dayOf(at))} ${timeOf(at)}`

/** A step with its words opened. */
export interface ShownStep {
  id: number
  act: ApplicationEvent['act']
  at: number
  who: string
  reasons: string[]
  text: string | null
}

export interface ShownAppeal {
  id: number
  state: Appeal['state']
  at: number
  text: string
  answer: string | null
  answeredAt: number | null
  answeredBy: string | null
}

export const Timeline = ({ ui, steps }: { ui: Ui; steps: readonly ShownStep[] }) => (
  <section class="card rules">
    <h2>{ui.t('apply.timeline')}</h2>
    <ol class="lines">
      {steps.map((step) => (
        <li key={step.id}>
          <b>{ui.t(`apply.act_${step.act}`)}</b> · {step.who}
          <small class="src">{whenText(ui, step.at)}</small>
          {step.reasons.length > 0 ? (
            <p>{step.reasons.join(ui.lang === 'zh' ? '；' : '; ')}</p>
          ) : null}
          {step.text ? <p class="said">{step.text}</p> : null}
        </li>
      ))}
    </ol>
  </section>
)

export const Life = ({ ui, life }: { ui: Ui; life: readonly PlaceChange[] }) =>
  life.length === 0 ? null : (
    <section class="card rules">
      <h2>{ui.t('hub.life')}</h2>
      <ol class="lines">
        {life.map((change) => (
          <li key={change.id}>
            <b>
              {ui.t('review.life_line', {
                from: ui.t(`hub.status.${change.fromStatus}`),
                to: ui.t(`hub.status.${change.toStatus}`),
              })}
            </b>{' '}
            · {ui.t(`hub.cause.${change.cause}`)}
            <small class="src">{whenText(ui, change.at)}</small>
            {change.reason ? <p>{change.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )

/** What the keeper says and what the town answers, one beside the other. */
export function BothTexts({ ui, appeal }: { ui: Ui; appeal: ShownAppeal }) {
  const { t } = ui
  return (
    <div class="beside">
      <div>
        <p class="held">
          {t('appeal.says')} · {whenText(ui, appeal.at)}
        </p>
        <p class="said">{appeal.text}</p>
      </div>
      <div>
        <p class="held">
          {t('appeal.answers')}
          {appeal.answer === null
            ? ''
            : ` · ${t('appeal.by', {
                name: appeal.answeredBy ?? '—',
                time: whenText(ui, appeal.answeredAt ?? appeal.at),
              })}`}
        </p>
        {appeal.answer === null ? (
          <p class="old">{t('apply.appeal_wait')}</p>
        ) : (
          <>
            <p>
              <b>{t(`appeal.state.${appeal.state}`)}</b>
            </p>
            <p class="said">{appeal.answer}</p>
          </>
        )}
      </div>
    </div>
  )
}
