// What a place has on record before it prints: workers, duties, stock; and a filled-in paper register.
import { env } from 'cloudflare:workers'
import { dayOf, isoDay } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { clock, db, type Phone } from './town'

const both = (zh: string) => ({ zh, en: zh })
const duty = (id: string, block: 'disinfection' | 'vehicle', name: string) => ({
  id,
  block,
  name: both(name),
  times: ['09:00'],
  staleAfterHours: 12,
  source: 'test',
})

/** What a shop has to have done, and noted for its vehicle. */
export const SHOP_DUTIES = [
  duty('clean', 'disinfection', '全店消毒'),
  duty('van', 'vehicle', '送货车'),
]

export const pageOf = async (phone: Phone, path: string): Promise<string> =>
  (await phone.get(path)).text()

/** The text of a page, a line for each row of its tables. */
export const rowsOf = (page: string): string[] =>
  [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<\/t[hd]>/g, '|')
      .replace(/<br\/>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  )

let last = 500_000

interface Worker {
  name: string
  job?: string
  shown?: boolean
  confirmed?: boolean
  leftOn?: number | null
}

/** Somebody who works at a place since a month ago; confirmed unless the test says otherwise. */
export async function workerAt(placeId: number, worker: Worker): Promise<number> {
  last += 1
  const name = await encryptField(
    env.FIELD_KEY,
    { table: 'workers', column: 'name', row: last },
    worker.name,
  )
  const { job = '服务', shown = true, confirmed = true, leftOn = null } = worker
  await db.$client.batch([
    db.$client
      .prepare('INSERT INTO workers (id, name, phone, phone_index, created_at) VALUES (?,?,?,?,?)')
      .bind(last, name, 'x', `x${last}`, clock.now),
    db.$client
      .prepare(
        'INSERT INTO employments (place_id, worker_id, job, confirmed_at, shown_by_consent, since, left_on) VALUES (?,?,?,?,?,?,?)',
      )
      .bind(
        placeId,
        last,
        job,
        confirmed ? clock.now : null,
        shown ? 1 : 0,
        dayOf(clock.now) - 30,
        leftOn,
      ),
  ])
  return last
}

/** A duty tapped at noon of a day; answers the row's id. */
export async function dutyDone(
  placeId: number,
  day: number,
  duty: string,
  more: { undone?: boolean; corrects?: number; where?: string; with?: string } = {},
): Promise<number> {
  last += 1
  await db.$client
    .prepare(
      "INSERT INTO duty_records (id, key, place_id, day, duty, at, by, source, detail, undone_at, corrects) VALUES (?,?,?,?,?,?,1,'tap',?,?,?)",
    )
    .bind(
      last,
      `d${last}`,
      placeId,
      day,
      duty,
      clock.now,
      JSON.stringify({ where: more.where ?? 'all', with: more.with }),
      more.undone ? clock.now : null,
      more.corrects ?? null,
    )
    .run()
  return last
}

export async function measuredAt(
  placeId: number,
  day: number,
  workerId: number,
  shift: 'am' | 'pm',
  temperature: number,
): Promise<void> {
  last += 1
  await db.$client
    .prepare(
      "INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source) VALUES (?,?,?,?,?,?,?,1,'tap')",
    )
    .bind(`t${last}`, placeId, day, workerId, shift, temperature, clock.now)
    .run()
}

export async function stockCounted(
  placeId: number,
  day: number,
  at: number,
  items: { item: string; quantity: number; perDay: number | null }[],
): Promise<void> {
  last += 1
  await db.$client
    .prepare(
      "INSERT INTO stock_counts (key, place_id, day, at, by, source, items) VALUES (?,?,?,?,1,'tap',?)",
    )
    .bind(`s${last}`, placeId, day, at, JSON.stringify(items))
    .run()
}

/** A sheet as it is sent: each line in the order time, name, contact, temperature, party. */
export function paperSheet(
  key: string,
  day: number,
  lines: (readonly string[])[],
): Record<string, string> {
  const fields = ['time', 'name', 'contact', 'temperature', 'party']
  const typed = lines.flatMap((line, i) =>
    fields.map((field, j) => [`${field}${i + 1}`, line[j] ?? '']),
  )
  return { key, day: isoDay(day), ...Object.fromEntries(typed) }
}
