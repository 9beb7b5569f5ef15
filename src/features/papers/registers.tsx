// The registers themselves: what of a place is shown over a range of days.
import { dayText, degrees, shortDay, timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import { detailText, supplyName } from '../board'
import { Register, type Shown, weeksOf } from './register'
import { Watched } from './register-watched'

export function Registers(props: Shown) {
  return (
    <>
      <Health {...props} />
      <Watched {...props} />
      <Visits {...props} />
      <Duties {...props} block="disinfection" />
      <Stock {...props} />
      <Duties {...props} block="vehicle" />
    </>
  )
}

/** As many lines as stay together on one page. */
const SHORT_LIST = 20

function Health(props: Shown) {
  const { ui, range, ledgers, workerName } = props
  const { t, lang } = ui
  const taken = new Map(
    ledgers.measured.map((each) => [
      `${each.workerId}/${each.day}/${each.shift}`,
      each.temperature,
    ]),
  )
  const read = (id: number, day: number, shift: 'am' | 'pm'): string => {
    const temperature = taken.get(`${id}/${day}/${shift}`)
    if (temperature === 0) return t('ledgers.marked')
    return temperature === undefined ? '—' : degrees(temperature)
  }
  return weeksOf(range).map((week, i) => (
    <Register
      key={week[0]}
      {...props}
      name="health"
      class={[i > 0 ? 'follows' : '', ledgers.workers.length <= SHORT_LIST ? 'whole' : ''].join(
        ' ',
      )}
      note={
        ledgers.measured.some(({ day, temperature }) => temperature === 0 && week.includes(day))
          ? t('ledgers.marked_note')
          : undefined
      }
      head={[
        t('ledgers.worker'),
        t('ledgers.job'),
        t('ledgers.pledge'),
        ...week.map((day) => shortDay(lang, day)),
      ]}
    >
      {ledgers.workers.map((worker) => (
        <tr key={worker.id}>
          <th scope="row">{workerName(worker.id)}</th>
          <td>{worker.job}</td>
          <td>{worker.pledge ?? '—'}</td>
          {week.map((day) => (
            <td key={day}>
              {read(worker.id, day, 'am')}
              <br />
              {read(worker.id, day, 'pm')}
            </td>
          ))}
        </tr>
      ))}
    </Register>
  ))
}

function Visits(props: Shown) {
  const { t, lang } = props.ui
  return (
    <Register
      {...props}
      name="visits"
      head={[
        t('ledgers.day'),
        t('ledgers.entries'),
        t('ledgers.people'),
        t('ledgers.over'),
        t('ledgers.doubtful'),
      ]}
    >
      {props.ledgers.days.map((day) => (
        <tr key={day.day}>
          <th scope="row">{dayText(lang, day.day)}</th>
          <td>{day.visits}</td>
          <td>{day.people}</td>
          <td>{day.over}</td>
          <td>{day.doubtful}</td>
        </tr>
      ))}
    </Register>
  )
}

function Duties({ block, ...props }: Shown & { block: 'disinfection' | 'vehicle' }) {
  const { ui, book, place, ledgers, accountName } = props
  const { t, lang } = ui
  const names = new Map(
    book.duties[place.kind]
      .filter((duty) => duty.block === block)
      .map((duty) => [duty.id, duty.name[lang]]),
  )
  return (
    <Register
      {...props}
      name={block}
      head={[
        t('ledgers.day'),
        t('ledgers.time'),
        t('ledgers.duty'),
        t('ledgers.detail'),
        t('ledgers.by'),
      ]}
    >
      {ledgers.duties
        .filter(({ duty }) => names.has(duty))
        .map((row) => (
          <tr key={`${row.at}${row.duty}`}>
            <th scope="row">{dayText(lang, row.day)}</th>
            <td>{timeOf(row.at)}</td>
            <td>{names.get(row.duty)}</td>
            <td>{detailText(ui, book, row.detail)}</td>
            <td>{byText(ui, row, accountName)}</td>
          </tr>
        ))}
    </Register>
  )
}

const byText = (
  { t }: Ui,
  row: { by: number; source: 'tap' | 'paper' },
  accountName: (id: number) => string,
): string =>
  [accountName(row.by), row.source === 'paper' ? t('staff.by_paper') : '']
    .filter(Boolean)
    .join(' · ')

function Stock(props: Shown) {
  const { ui, book, ledgers, accountName } = props
  const { t, lang } = ui
  return (
    <Register
      {...props}
      name="stock"
      head={[t('ledgers.day'), t('ledgers.time'), t('ledgers.items'), t('ledgers.by')]}
    >
      {ledgers.stock.map((count) => (
        <tr key={count.at}>
          <th scope="row">{dayText(lang, count.day)}</th>
          <td>{timeOf(count.at)}</td>
          <td>
            {count.items
              .map(({ item: id, quantity: n, perDay }) => {
                const item = supplyName(ui, book, id) || t('papers.unlisted')
                return perDay
                  ? t('ledgers.item_days', { item, n, days: Math.floor(n / perDay) })
                  : t('ledgers.item', { item, n })
              })
              .join(t('ledgers.between'))}
          </td>
          <td>{byText(ui, count, accountName)}</td>
        </tr>
      ))}
    </Register>
  )
}
