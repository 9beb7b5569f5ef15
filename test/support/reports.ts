// An enterprise with three people on its own day, fresh for each test of a file, and what it sends.
import { beforeEach } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR, isoDay } from '../../src/shared/clock'
import { DUTIES, pageKey, workerAt } from './board'
import { keeperOf, type OwnPhone } from './people'
import { clock, db, MORNING, openPlace } from './town'

type Change = Record<string, string>

/** Two departments, of which one has the enterprises. */
export const ENTERPRISE_RULES: Partial<Rulebook> = {
  duties: DUTIES,
  departments: [
    { id: 'market', name: { zh: '市场监管', en: 'Market' } },
    { id: 'industry', name: { zh: '工信', en: 'Industry' } },
  ],
  trades: [
    { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
    { id: 'machinery', name: { zh: '机械', en: 'Machinery' }, department: 'industry' },
  ],
}

export const enterprise = (change: Partial<Place> = {}): Promise<Place> =>
  openPlace({ kind: 'enterprise', name: '豫和机械', trade: 'machinery', ...change })

export const text = async (phone: OwnPhone, path: string): Promise<string> =>
  (await phone.get(path)).text()

const today = (): string => isoDay(dayOf(clock.now))
const onPage = () => ({ key: pageKey(), day: today(), seen: '0' })

/** A report of three people, as the page sends it. */
export const reportForm = (change: Change = {}): Change => ({
  ...onPage(),
  ...{ present: '3', abnormal: '0', returned: '0', outside: '0', masks: '5', needs: '' },
  ...change,
})
export const zeroForm = (): Change => ({ ...onPage(), zero: '1' })

export const stopForm = (): Change => ({
  key: pageKey(),
  ...{ from: today(), until: '', reason: 'orders' },
})

export const accidentForm = (change: Change = {}): Change => ({
  ...{ key: pageKey(), kind: 'transport', on: today(), time: '8:50', where: '北门' },
  ...{ what: '倒车碰坏围挡', hurt: '1', done: '已送医' },
  ...change,
})

/** A roster with one gap. */
export const rosterForm = (change: Change = {}): Change => ({
  ...{ key: pageKey(), version: '0' },
  ...{ day_duty: '李卫东、王强', day_production: '张小燕', night_duty: '赵四' },
  ...change,
})

export interface EnterpriseDay {
  place: Place
  keeper: OwnPhone
  workers: number[]
  /** The keeper's page of the report. */
  path: string
}

/** Each test begins at 09:24 of its own day. */
export function enterpriseDays(): () => EnterpriseDay {
  let day: EnterpriseDay | null = null
  let n = 0
  beforeEach(async () => {
    n += 3
    clock.now = MORNING - HOUR + n * DAY
    const place = await enterprise()
    const workers = [await workerAt(place), await workerAt(place), await workerAt(place)]
    await db.$client
      .prepare('UPDATE employments SET since = since - 30 WHERE place_id = ?')
      .bind(place.id)
      .run()
    day = { place, workers, keeper: await keeperOf(place), path: `/keep/${place.code}/report` }
  })
  return () => {
    if (!day) throw new Error('no test has begun')
    return day
  }
}

export const measure = (place: Pick<Place, 'id'>, worker = 0, temperature = 365) =>
  db.$client
    .prepare(
      `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
       VALUES (?, ?, ?, ?, 'am', ?, ?, 1, 'tap')`,
    )
    .bind(pageKey(), place.id, dayOf(clock.now), worker, temperature, clock.now)
    .run()

export const measureAll = async ({ place, workers }: EnterpriseDay): Promise<void> => {
  for (const worker of workers) await measure(place, worker)
}

/** What was sent by a place, in order. */
export const sentBy = async (place: Pick<Place, 'id'>) =>
  (
    await db.$client
      .prepare('SELECT * FROM daily_reports WHERE place_id = ? ORDER BY day, seq')
      .bind(place.id)
      .all<Record<string, number | string | null>>()
  ).results

/** The same time tomorrow, the keeper signed in again. */
export const nextDay = async ({ keeper }: EnterpriseDay): Promise<void> => {
  clock.now += DAY
  await keeper.signIn()
}
