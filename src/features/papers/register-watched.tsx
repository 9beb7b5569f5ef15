// 隔离观察登记: who is under observation in the isolation area, morning and evening.
import { degrees, shortDay } from '../../i18n/format'
import { daysOf, Register, type Shown } from './register'
import type { RegisterWatch } from './register-store'

export function Watched({ watches, ...props }: Shown & { watches: RegisterWatch[] }) {
  const { ui, workerName, leaf } = props
  const { t, lang } = ui
  const days = daysOf(props)
  return (
    <Register
      {...props}
      name="watched"
      begins={leaf.after ? workerName(watches[0]?.workerId ?? 0) : undefined}
      class={leaf.after ? 'follows' : ''}
      head={[
        t('ledgers.worker'),
        t('ledgers.room'),
        t('ledgers.watch'),
        ...days.map((day) => shortDay(lang, day)),
      ]}
    >
      {watches.map(({ id, workerId, room, firstDay, lastDay, readings }) => {
        const taken = new Map(readings.map(([, day, shift, degree]) => [`${day}/${shift}`, degree]))
        const read = (key: string): string => {
          const temperature = taken.get(key)
          return temperature === undefined ? '—' : degrees(temperature)
        }
        return (
          <tr key={id}>
            <th scope="row">{workerName(workerId)}</th>
            <td>{room || '—'}</td>
            <td>
              {shortDay(lang, firstDay)}–{shortDay(lang, lastDay)}
            </td>
            {days.map((day) => (
              <td key={day}>
                {read(`${day}/am`)}
                <br />
                {read(`${day}/pm`)}
              </td>
            ))}
          </tr>
        )
      })}
    </Register>
  )
}
