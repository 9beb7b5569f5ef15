// 开门前 5 件事: what a place without any record yet is shown first.
import type { Key } from '../../i18n'
import type { Ui } from '../../ui/ui'
import type { Day } from './day'

export function FirstDay({ ui, day }: { ui: Ui; day: Day }) {
  const { t } = ui
  const keep = `/keep/${day.place.code}`
  const steps: [Key, string, boolean][] = [
    ['keep.first.pledge', `${keep}/pledge`, day.rows.placePledged],
    ['keep.first.staff', `${keep}/staff`, day.workers.some((each) => each.pledged)],
    ['keep.first.stock', `${keep}/stock`, false],
    ['keep.first.poster', `${keep}/poster`, false],
    ['keep.first.disinfect', `${keep}/today#main`, false],
  ]
  return (
    <section class="card">
      <h2>{t('keep.first_title')}</h2>
      <p class="note">{t('keep.first_lead')}</p>
      <ol class="firsts">
        {steps.map(([text, href, done]) => (
          <li key={text} class={done ? 'yes' : undefined}>
            <a href={href}>
              {done ? '✓ ' : ''}
              {t(text)}
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
