// A village of its own with its clerk; headquarters; people who have just come, and notices about them.
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { arrivalIndexOf, sealArrival } from '../../src/features/notices/fields'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { type OwnPhone, officer } from './people'
import { clock, db, one } from './town'

const both = (text: string) => ({ zh: text, en: text })
const entry = (id: string, text: string) => ({ id, text: both(text), source: 'test' })

/** What a rulebook says of notices. */
export const NOTICES: Rulebook['notices'] = {
  prefix: both('峡防指交'),
  whys: [entry('no_village', '尚未纳入村管理'), entry('newly_arrived', '新近到达')],
  tasks: [entry('register', '登记入册'), entry('watch', '隔离观察')],
  reportWithinDays: 1,
  source: 'test',
}

export const freshKey = (): string => newKey(clock.now, systemRandom)
export const today = (): string => isoDay(dayOf(clock.now))
export const tomorrow = (): string => isoDay(dayOf(clock.now) + 1)

export interface Village {
  id: number
  path: string
  clerk: OwnPhone
}

/** A village below the second district. */
export async function villageWithClerk(id: number): Promise<Village> {
  const path = `/1/2/${id}/`
  await db.$client
    .prepare("INSERT INTO areas VALUES (?, 2, 'village', ?, ?, ?)")
    .bind(id, `第${id}村`, `Village ${id}`, path)
    .run()
  return { id, path, clerk: await officer({ role: 'clerk', areaId: id, areaPath: path }) }
}

let people = 0

/** Somebody found in a village whom nobody looks after, unless the test says otherwise. */
export async function newcomer(
  village: Village,
  change: { name?: string; managed?: boolean } = {},
): Promise<{ id: number; phone: string }> {
  people += 1
  const phone = `1590000${String(people).padStart(4, '0')}`
  const key = freshKey()
  const seal = (column: 'name' | 'phone' | 'address' | 'origin', plain: string) =>
    sealArrival(env, key, column, plain)
  const area = change.managed ? village : null
  const { meta } = await db.$client
    .prepare(
      `INSERT INTO arrivals (key, name, phone, phone_index, address, origin, arrived_on, found_area_id, found_area_path,
         area_id, area_path, reported_by, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
    )
    .bind(
      key,
      await seal('name', change.name ?? '陈建国'),
      await seal('phone', phone),
      await arrivalIndexOf(env, phone),
      await seal('address', '3 组出租房'),
      await seal('origin', '南阳市'),
      dayOf(clock.now) - 2,
      village.id,
      village.path,
      area?.id ?? null,
      area?.path ?? null,
      village.clerk.accountId,
      clock.now,
    )
    .run()
  return { id: meta.last_row_id, phone }
}

/** The form of a notice about these people. */
export const noticeForm = (
  village: Village,
  ids: number[],
  change: Record<string, string> = {},
): Record<string, string> => ({
  key: freshKey(),
  area: String(village.id),
  why: 'no_village',
  task_register: '1',
  other: '',
  due: tomorrow(),
  ...Object.fromEntries(ids.map((id) => [`p${id}`, '1'])),
  ...change,
})

/** A notice about one newcomer; answers its address. */
export async function issued(hq: OwnPhone, village: Village): Promise<string> {
  const { id } = await newcomer(village)
  const sent = await hq.post('/office/notices', noticeForm(village, [id]))
  expect(sent.status).toBe(303)
  return (sent.headers.get('location') ?? '').replace(/\?.*/, '')
}

export const noticeAt = (path: string) =>
  one<{ id: number; state: string; version: number; due_at: number; returns: number }>(
    "SELECT id, state, version, due_at, returns FROM notices WHERE ? = '/office/notices/' || year || '-' || seq",
    path,
  )

/** One step of a notice as it stands now, unless the test says which version. */
export async function step(
  phone: OwnPhone,
  path: string,
  act: string,
  form: Record<string, string> = {},
): Promise<Response> {
  const version = String((await noticeAt(path))?.version)
  return phone.post(`${path}/${act}`, { version, ...form })
}

/** How the database would run a statement; any values do. */
export async function planOf(statement: D1PreparedStatement): Promise<string> {
  const sql = String(Reflect.get(statement, 'statement') ?? '')
  const values = [...(sql.match(/\?\d+/g) ?? [])].map((name) => Number(name.slice(1)))
  const holes = values.length > 0 ? Math.max(...values) : (sql.match(/\?/g) ?? []).length
  const { results } = await db.$client
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...Array.from({ length: holes }, () => 1))
    .all<{ detail: string }>()
  return results.map(({ detail }) => detail).join('\n')
}
