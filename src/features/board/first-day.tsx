// 开门前 5 件事: shown until each has been done once.
import type { Key } from '../../i18n'
import { Hidden } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import type { Day } from './day'
import { POSTER } from './rules'

interface FirstDayProps {
  ui: Ui
  day: Day
  newKey: () => string
}

export function FirstDay({ ui, day, newKey }: FirstDayProps) {
  const { t } = ui
  const keep = `/keep/${day.place.code}`
  if (!day.rows.firsts) return null
  const { pledge, stock, poster, disinfected, measured } = day.rows.firsts
  const last = disinfected ? `${keep}/staff-check` : `${keep}/today#once`
  const steps: [Key, string, boolean][] = [
    ['keep.first.pledge', `${keep}/pledge`, pledge],
    ['keep.first.staff', `${keep}/staff`, day.rows.signed > 0],
    ['keep.first.stock', `${keep}/stock`, stock],
    ['keep.first.poster', `${keep}/poster`, poster],
    ['keep.first.disinfect', last, disinfected && measured],
  ]
  if (steps.every(([, , done]) => done)) return null
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
            {text === 'keep.first.poster' && !done ? (
              <form method="post" action={`${keep}/duties`}>
                <Hidden values={{ key: newKey(), duty: POSTER.id, seen: '0' }} />
                <button type="submit" class="mini">
                  {t('keep.poster_hangs')}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
