// What follows from a yes: first that it can be submitted, then the rule and the date.
import { dayText } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { Outcome } from './rules'

export function OutcomeNote({ ui, outcome }: { ui: Ui; outcome: Outcome }) {
  const { t, lang } = ui
  if (!outcome.risk) return null
  const { worksFrom, watchedFrom, rule } = outcome
  return (
    <div class="ask told" role="status">
      <b>{t('pledge.can_submit')}</b>
      {worksFrom === null || watchedFrom === null ? (
        <p>{t('pledge.looked_at')}</p>
      ) : (
        <>
          <p>{t('pledge.watch', { date: dayText(lang, worksFrom) })}</p>
          <p>
            {t('pledge.watch_why', {
              from: dayText(lang, watchedFrom),
              days: rule?.watchDays ?? 0,
            })}
          </p>
        </>
      )}
      {rule ? <p>{t('pledge.rule', { rule: rule.text[lang] })}</p> : null}
      <p>{t('pledge.told_whom')}</p>
    </div>
  )
}
