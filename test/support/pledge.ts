// Signing a pledge in tests: the questions of the small rulebook, and the walk through its pages.

import type { Place } from '../../src/features/places/tables'
import { pledgeByNumber } from '../../src/features/pledges/store'
import type { Pledge } from '../../src/features/pledges/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf, isoDay } from '../../src/shared/clock'
import { clock, db, type Phone, publish } from './town'

const both = (zh: string) => ({ zh, en: zh })
const question = (id: string, kind: 'yes_no' | 'stays' | 'text' | 'choice', risk: boolean) => ({
  id,
  text: both(`问题 ${id}`),
  kind,
  options: kind === 'choice' ? [{ id: 'sms', text: both('运营商短信') }] : [],
  risk,
  source: 'test',
})
const area = (code: string, level: 'medium' | 'high', to: string | null = null) => ({
  code,
  name: both(`地区 ${code}`),
  level,
  from: '2020-01-23',
  to,
  source: 'test',
})
const rule = (level: 'low' | 'medium' | 'high', watchDays: number) => ({
  level,
  rule: 'in_order' as const,
  watchDays,
  text: both(`规则 ${level}`),
  source: 'test',
})
const text = (version: number, questions: ReturnType<typeof question>[]) => ({
  title: both('个人健康承诺书'),
  version,
  from: '2020-03-01',
  clauses: [{ id: 'true', text: both('内容真实'), source: 'test' }],
  questions,
})

/** Risk areas, return rules and pledge texts; `version` of the personal text. */
export function pledgeRules(version = 1): Partial<Rulebook> {
  const place = text(1, [question('staff_count', 'text', false)])
  return {
    riskAreas: [
      area('420000', 'high'),
      area('330300', 'medium'),
      area('411500', 'high', '2020-02-10'),
    ],
    returnRules: [rule('low', 0), rule('medium', 7), rule('high', 14)],
    pledges: {
      personal: text(version, [
        question('area', 'stays', true),
        question('contact', 'yes_no', true),
        question('proof', 'choice', false),
      ]),
      place: { shop: place, enterprise: place, site: place },
    },
  }
}

export const publishPledges = (version = 1): Promise<Rulebook> => publish(pledgeRules(version))

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

/** The hidden key of the check page. */
export async function keyOn(phone: Phone, base: string): Promise<string> {
  const page = await (await phone.get(`${base}/check`)).text()
  return /name="key" value="([0-9A-Z]{26})"/.exec(page)?.[1] ?? ''
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
  const key = await keyOn(phone, base)
  return phone.post(`${base}/check`, {
    key,
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
