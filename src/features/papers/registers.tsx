// The registers themselves, as far as they stand on one leaf.
import { dayText, degrees, shortDay, timeOf } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import { detailText, supplyName } from '../board'
import { daysOf, Register, type Shown } from './register'
import type { ReadLeaf, Records, Staff } from './register-store'
import { Watched } from './register-watched'

export function Registers({ staff, records, watches, ...props }: Shown & ReadLeaf) {
  return (
    <div data-leaves>
      {staff ? <Health {...props} staff={staff} /> : null}
      {records ? (
        <>
          <Visits {...props} records={records} />
          <Duties {...props} records={records} block="disinfection" />
          <Stock {...props} records={records} />
          <Duties {...props} records={records} block="vehicle" />
        </>
      ) : null}
      {watches ? <Watched {...props} watches={watches} /> : null}
    </div>
  )
}

function Health({ staff, ...props }: Shown & { staff: Staff }) {
  const { ui, workerName, leaf } = props
  const { t, lang } = ui
  const days = daysOf(props)
  const taken = new Map(
    staff.measured.map((each) => [`${each.workerId}/${each.day}/${each.shift}`, each.temperature]),
  )
  const read = (id: number, day: number, shift: 'am' | 'pm'): string => {
    const temperature = taken.get(`${id}/${day}/${shift}`)
    if (temperature === 0) return t('ledgers.marked')
    return temperature === undefined ? '—' : degrees(temperature)
  }
  const here = new Set(staff.workers.map(({ id }) => id))
  const marked = staff.measured.some((each) => each.temperature === 0 && here.has(each.workerId))
  return (
    <Register
      {...props}
      name="health"
      begins={leaf.after ? workerName(staff.workers[0]?.id ?? 0) : undefined}
      class={leaf.after ? 'follows whole' : 'whole'}
      note={marked ? t('ledgers.marked_note') : undefined}
      head={[
        t('ledgers.worker'),
        t('ledgers.job'),
        t('ledgers.pledge'),
        ...days.map((day) => shortDay(lang, day)),
      ]}
    >
      {staff.workers.map((worker) => (
        <tr key={worker.id}>
          <th scope="row">{workerName(worker.id)}</th>
          <td>{worker.job}</td>
          <td>{worker.pledge ?? '—'}</td>
          {days.map((day) => (
            <td key={day}>
              {read(worker.id, day, 'am')}
              <br />
              {read(worker.id, day, 'pm')}
            </td>
          ))}
        </tr>
      ))}
    </Register>
  )
}

type Recorded = Shown & { records: Records }

function Visits({ records, ...props }: Recorded) {
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
      {records.days.map((day) => (
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

function Duties({ block, records, ...props }: Recorded & { block: 'disinfection' | 'vehicle' }) {
  const { ui, book, place, accountName } = props
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
      {records.duties
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

function Stock({ records, ...props }: Recorded) {
  const { ui, book, accountName } = props
  const { t, lang } = ui
  return (
    <Register
      {...props}
      name="stock"
      head={[t('ledgers.day'), t('ledgers.time'), t('ledgers.items'), t('ledgers.by')]}
    >
      {records.stock.map((count) => (
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
