// A shop with duties and people who work there, for the tests of the board.
import { env } from 'cloudflare:workers'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { newKey, newRowId, systemRandom } from '../../src/shared/ids'
import type { OwnPhone } from './people'
import { clock, db } from './town'

type Duty = Rulebook['duties']['shop'][number]
const duty = (id: string, block: Duty['block'], zh: string, times: string[], hours = 24): Duty => ({
  id,
  block,
  name: { zh, en: id },
  times,
  staleAfterHours: hours,
  source: 'test',
})

const SHOP: Duty[] = [
  duty('disinfect', 'disinfection', '店内消杀', ['09:00', '16:00'], 12),
  duty('air', 'disinfection', '通风', ['15:00'], 12),
  duty('staff_am', 'staff', '员工晨检', ['09:30']),
  duty('staff_pm', 'staff', '员工晚检', ['18:30']),
  duty('stock', 'supplies', '清点防疫物资', ['11:00']),
  duty('vehicle', 'vehicle', '车辆消毒', ['18:00']),
  duty('visitors', 'temperatures', '核对来客登记、体温', ['20:00']),
]

/** The duties most tests of the board go by. */
export const DUTIES: Rulebook['duties'] = { shop: SHOP, enterprise: SHOP, site: SHOP }

interface WorkerLike {
  name?: string
  phone?: string
  job?: string
  shown?: boolean
  confirmed?: boolean
  pledged?: boolean
}

let lastWorker = 5000

/** Somebody who works at a place, confirmed and with a pledge unless the test says otherwise. */
export async function workerAt(place: Pick<Place, 'id'>, who: WorkerLike = {}): Promise<number> {
  lastWorker += 1
  const id = lastWorker
  const { name = '李卫东', phone = '13800005678', job = '厨师', shown = false } = who
  const sealed = (column: string, plain: string) =>
    encryptField(env.FIELD_KEY, { table: 'workers', column, row: id }, plain)
  await db.$client.batch([
    db.$client
      .prepare('INSERT INTO workers (id, name, phone, phone_index, created_at) VALUES (?,?,?,?,?)')
      .bind(id, await sealed('name', name), await sealed('phone', phone), `x${id}`, clock.now),
    db.$client
      .prepare(
        'INSERT INTO employments (place_id, worker_id, job, confirmed_at, shown_by_consent, since) VALUES (?,?,?,?,?,?)',
      )
      .bind(
        place.id,
        id,
        job,
        who.confirmed === false ? null : clock.now,
        shown ? 1 : 0,
        dayOf(clock.now),
      ),
    ...(who.pledged === false
      ? []
      : [
          db.$client
            .prepare(
              `INSERT INTO pledges (id, key, number, kind, worker_id, rulebook_version, answers, text_hash, signed_at)
               VALUES (?, ?, ?, 'personal', ?, 1, '', '', ?)`,
            )
            .bind(newRowId(systemRandom), `k${id}`, `n${id}`, id, clock.now),
        ]),
  ])
  return id
}

/** What a page opened now would carry as its key. */
export const pageKey = (): string => newKey(clock.now, systemRandom)

/** A tap on a duty, as the page sends it. */
export const tap = (
  phone: OwnPhone,
  place: Pick<Place, 'code'>,
  form: Record<string, string>,
): Promise<Response> =>
  phone.post(`/keep/${place.code}/duties`, { key: pageKey(), seen: '0', ...form })

export const DISINFECTED = { duty: 'disinfect', where: 'all', with: 'chlorine' }
