// The patrol code as the staff of a place show it to an officer at the door; never to a visitor.
import { timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { PatrolCode } from './code'

interface CodeCardProps {
  ui: Ui
  place: { code: string }
  shown: PatrolCode
  /** On the page of the rounds themselves. */
  here?: boolean
}

export const PatrolCodeCard = ({ ui, place, shown, here }: CodeCardProps) => (
  <section class="doorword">
    <span>
      {ui.t('patrol.code_card')}
      <small>{ui.t('patrol.code_until', { time: timeOf(shown.until) })}</small>
      {here ? null : <a href={`/keep/${place.code}/rounds`}>{ui.t('patrol.keep_rounds')}</a>}
    </span>
    <b>{shown.code}</b>
  </section>
)
