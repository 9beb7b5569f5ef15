// 隔离观察登记: who is under observation in the isolation area, morning and evening.
import { degrees, shortDay } from '../../i18n/format'
import { Register, type Shown, weeksOf } from './register'

/** Whoever is under observation in the isolation area; no sheet where nobody is. */
export function Watched(props: Shown) {
  const { ui, range, ledgers, workerName } = props
  const { t, lang } = ui
  if (ledgers.watched.length === 0) return null
  // A reading that corrects another has a larger id.
  const taken = new Map(
    ledgers.observed
      .toSorted((a, b) => a.id - b.id)
      .map((each) => [`${each.watchId}/${each.day}/${each.shift}`, each.temperature]),
  )
  const read = (key: string): string => {
    const temperature = taken.get(key)
    return temperature === undefined ? '—' : degrees(temperature)
  }
  return (
    <>
      {weeksOf(range).map((week, i) => (
        <Register
          key={week[0]}
          {...props}
          name="watched"
          class={i > 0 ? 'follows' : ''}
          head={[
            t('ledgers.worker'),
            t('ledgers.room'),
            t('ledgers.watch'),
            ...week.map((day) => shortDay(lang, day)),
          ]}
        >
          {ledgers.watched.map(({ id, workerId, room, firstDay, lastDay }) => (
            <tr key={id}>
              <th scope="row">{workerName(workerId)}</th>
              <td>{room || '—'}</td>
              <td>
                {shortDay(lang, firstDay)}–{shortDay(lang, lastDay)}
              </td>
              {week.map((day) => (
                <td key={day}>
                  {read(`${id}/${day}/am`)}
                  <br />
                  {read(`${id}/${day}/pm`)}
                </td>
              ))}
            </tr>
          ))}
        </Register>
      ))}
    </>
  )
}
