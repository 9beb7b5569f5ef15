// 台账 day by day, in numbers: each day opens its registers, and all of them open to be printed.

import { dayText } from '../../i18n/format'
import { Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { registersPath } from './leaves'
import type { LedgerDay } from './store'

interface LedgerDaysProps {
  ui: Ui
  book: Rulebook
  place: Place
  action: string
  days: LedgerDay[]
}

export function LedgerDays({ ui, book, place, action, days }: LedgerDaysProps) {
  const { t, lang } = ui
  const dutiesIn = (block: 'disinfection' | 'vehicle') =>
    book.duties[place.kind].filter((duty) => duty.block === block).map(({ id }) => id)
  const [disinfection, vehicle] = [dutiesIn('disinfection'), dutiesIn('vehicle')]
  const times = ({ done }: LedgerDay, duties: string[]): number =>
    duties.reduce((sum, id) => sum + (done[id] ?? 0), 0)
  const from = days[0]?.day ?? 0
  const to = days.at(-1)?.day ?? 0
  return (
    <section class="reg">
      <h2>{t('ledgers.by_day')}</h2>
      <Scroll label={t('ledgers.by_day')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('ledgers.day')}</th>
              <th scope="col">{t('ledgers.staff_measured')}</th>
              <th scope="col">{t('ledgers.entries')}</th>
              <th scope="col">{t('ledgers.disinfection')}</th>
              <th scope="col">{t('ledgers.stock')}</th>
              <th scope="col">{t('ledgers.vehicle')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((each) => (
              <tr key={each.day}>
                <th scope="row">
                  <a href={registersPath(action, { from: each.day, to: each.day })}>
                    {dayText(lang, each.day)}
                  </a>
                </th>
                <td>
                  {each.am} / {each.pm}
                </td>
                <td>{each.visits}</td>
                <td>{times(each, disinfection)}</td>
                <td>{each.counted}</td>
                <td>{times(each, vehicle)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <a class="tap" href={registersPath(action, { from, to })}>
        {t('ledgers.open_all')}
      </a>
    </section>
  )
}
