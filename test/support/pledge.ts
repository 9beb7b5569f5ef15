// Signing a pledge in tests: the questions of the small rulebook, and the walk through its pages.

import type { Db } from '../../src/db/client'
import { listStaff, type PlaceWorker } from '../../src/features/people/staff-store'
import type { Place } from '../../src/features/places/tables'
import { pledgeByNumber } from '../../src/features/pledges/store'
import type { Pledge } from '../../src/features/pledges/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf, isoDay } from '../../src/shared/clock'
import { keeperOf } from './people'
import { pledgeQuestions } from './pledge-rules'
import { clock, db, openPlace, Phone, publish } from './town'

export const publishPledges = (version = 1): Promise<Rulebook> => publish(pledgeQuestions(version))

export const COOK = {
  name: '李建国',
  phone: '13600007720',
  address: '左照沟村 3 组',
  job: '厨师',
  invitation: '',
}

export const NO_RISK: Record<string, Record<string, string>> = {
  area: { answer: 'no' },
  contact: { answer: 'no' },
  proof: { answer: 'sms' },
}

export interface Walk {
  who?: Partial<typeof COOK>
  answers?: Record<string, Record<string, string>>
  consent?: boolean
  sign?: Record<string, string>
}

/** The hidden fields of the check page. */
export async function signedForm(
  phone: Phone,
  base: string,
): Promise<{ key: string; book: string }> {
  const page = await (await phone.get(`${base}/check`)).text()
  const value = (name: string) => new RegExp(`name="${name}" value="(\\w+)"`).exec(page)?.[1] ?? ''
  return { key: value('key'), book: value('book') }
}

/** Fills in every page but the last. */
export async function fillIn(phone: Phone, place: Place, walk: Walk = {}): Promise<string> {
  const base = `/p/${place.code}/pledge`
  await phone.post(`${base}/who`, { ...COOK, ...walk.who })
  for (const [id, answer] of Object.entries({ ...NO_RISK, ...walk.answers }))
    await phone.post(`${base}/${id}`, answer)
  return base
}

/** Fills in and signs; the answer to the last page. */
export async function signAt(phone: Phone, place: Place, walk: Walk = {}): Promise<Response> {
  const base = await fillIn(phone, place, walk)
  return phone.post(`${base}/check`, {
    ...(await signedForm(phone, base)),
    ...(walk.consent ? { consent: '1' } : {}),
    signed_name: walk.who?.name ?? COOK.name,
    ...walk.sign,
  })
}

/** The number in the address a signing leads to. */
export const numberIn = (response: Response): string =>
  /(P-\w{4}-\w{4})/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

let lastPhone = 7000
/** A worker with a phone number of their own. */
export const somebody = (name = '王小梅') => ({ name, phone: `1360000${++lastPhone}` })

const ago = (days: number): string => isoDay(dayOf(clock.now) - days)

/** A stay as typed: so many days ago until so many days ago. */
export const stay = (n: number, area: string, from: number, to: number) => ({
  [`area${n}`]: area,
  [`from${n}`]: ago(from),
  [`to${n}`]: ago(to),
})

/** The row of a number. */
export async function stored(number: string): Promise<Pledge> {
  const pledge = await pledgeByNumber(db, number)
  if (!pledge) throw new Error(`no pledge ${number}`)
  return pledge
}

export const workerOf = async (number: string): Promise<number> =>
  (await pledgeByNumber(db, number))?.workerId ?? 0

/** A place with its keeper and one worker who signed at the door. */
export async function staffed(who = somebody(), answers: Walk['answers'] = {}) {
  const place = await openPlace()
  const keeper = await keeperOf(place)
  const phone = new Phone()
  const number = numberIn(await signAt(phone, place, { who, answers, consent: true }))
  return { place, keeper, phone, number, who, worker: await workerOf(number) }
}

/** Everybody on the list of a place, whoever waits included. */
export const workersOf = async (
  db: Db,
  keys: { FIELD_KEY: string },
  placeId: number,
): Promise<PlaceWorker[]> => {
  const everybody = { show: null, q: '', after: null, full: true }
  const asked = { ...everybody, placeId, today: dayOf(clock.now) }
  return (await listStaff(db, keys, asked)).workers
}

export const staffPage = async (keeper: Phone, code: string) =>
  (await keeper.get(`/keep/${code}/staff`)).text()
