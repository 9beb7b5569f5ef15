// How an application stands, in a word; and how long the office has left.
import { timeOf } from '../../i18n/format'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { answerClock } from './rules'
import type { ApplicationState } from './tables'

const LOOK: Partial<Record<ApplicationState, 'yes' | 'no'>> = {
  accepted: 'yes',
  passed: 'yes',
  refused: 'no',
  failed: 'no',
}

/** 待审核, 已补正 and their like, with what stands against it. */
export function StateTag({
  ui,
  state,
  corrected,
  barred,
}: {
  ui: Ui
  state: ApplicationState
  corrected: number | boolean
  barred: boolean
}) {
  const handedInAgain = state === 'submitted' && corrected
  return (
    <>
      <span class={LOOK[state] ?? 'old'}>
        {ui.t(handedInAgain ? 'review.corrected' : `apply.state_${state}`)}
      </span>
      {barred ? <span class="no"> · {ui.t('review.barred')}</span> : null}
    </>
  )
}

/** 剩 2 小时, 超时 3 小时, or a dash where no answer is owed. */
export function ClockText({
  ui,
  application,
}: {
  ui: Ui
  application: { state: ApplicationState; answerBy: number | null }
}) {
  const clock = answerClock(application, ui.now)
  if (clock === null || application.answerBy === null) return <>—</>
  const span = spanText(ui, Math.abs(application.answerBy - ui.now))
  return clock === 'late' ? (
    <b class="no">{ui.t('review.over', { span })}</b>
  ) : (
    <span title={timeOf(application.answerBy)}>{ui.t('review.left', { span })}</span>
  )
}
