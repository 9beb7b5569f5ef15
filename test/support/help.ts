// A request for help as a keeper sends it, and the steps of the office.
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { dayOf, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { OwnPhone } from './people'
import { notingD1, type Plan, plansOf } from './plans'
import { clock, db, one } from './town'

/** Of which one answers for a trade, and one is handed requests. */
export const DEPARTMENTS = [
  { id: 'market', name: { zh: '市场监管', en: 'Market' } },
  { id: 'commerce', name: { zh: '商务', en: 'Commerce' } },
]

export const helpForm = (change: Record<string, string> = {}): Record<string, string> => ({
  key: newKey(clock.now, systemRandom),
  category: 'supplies',
  text: '口罩只够 2 天',
  quantity: '2000 只',
  needed: '',
  ...change,
})

export interface HelpRow {
  year: number
  seq: number
  state: string
  version: number
  unit: string
  answer_by: number
  taken_by: number | null
  reopens: number
}

/** The request behind `2020-12`. */
export const helpRow = (number: string): Promise<HelpRow | null> =>
  one<HelpRow>(
    "SELECT * FROM help_requests WHERE year || '-' || seq = ?",
    number.replace(/^.*\//, ''),
  )

/** Asks as a keeper; answers the number, `2020-12`. */
export async function asked(
  keeper: OwnPhone,
  place: { code: string },
  change: Record<string, string> = {},
): Promise<string> {
  const form = helpForm(change)
  const sent = await keeper.post(`/keep/${place.code}/help`, form)
  expect(sent.status).toBe(303)
  const row = await one<HelpRow>('SELECT year, seq FROM help_requests WHERE key = ?', form.key)
  return `${row?.year}-${row?.seq}`
}

/** One step, by default on the version that stands. */
export async function helpStep(
  phone: OwnPhone,
  path: string,
  act: string,
  typed: Record<string, string> = {},
  file = new File([], ''),
): Promise<Response> {
  const number = /(\d{4}-\d+)/.exec(path)?.[1] ?? ''
  const version = String((await helpRow(number))?.version ?? 0)
  const form = { version, ...typed }
  if (act !== 'answer') return phone.post(`${path}/${act}`, form)
  // The field of the file is there also when nobody chose one.
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  body.append('file', file)
  return phone.postForm(`${path}/answer/files`, body)
}

export const supplierForm = (change: Record<string, string> = {}): Record<string, string> => ({
  key: newKey(clock.now, systemRandom),
  name: '洛河医疗器械',
  category: 'supplies',
  what: '一次性医用口罩',
  price: '每只 2 元',
  contact: '店内柜台',
  from: isoDay(dayOf(clock.now)),
  ...change,
})

/** What was done to a subject, in order; looks are left out. */
export async function actsOf(subject: string): Promise<string[]> {
  const { results } = await db.$client
    .prepare("SELECT act FROM audit WHERE subject = ? AND act NOT LIKE '%.read' ORDER BY seq")
    .bind(subject)
    .all<{ act: string }>()
  return results.map(({ act }) => act.replace(/^\w+\./, ''))
}

/** The same phone, on a database that notes what it is asked. */
function noting(phone: OwnPhone, sent: Parameters<typeof notingD1>[0]): OwnPhone {
  const { accountId, kind, login, number, cookies } = phone
  const twin = new OwnPhone(accountId, kind, login, number, { ...env, DB: notingD1(sent) })
  for (const [name, value] of cookies) twin.cookies.set(name, value)
  return twin
}

const VIEWS = ['open', 'in_hand', 'answered', 'closed', 'late', 'mine']
const FILTERS = ['', 'category=supplies', 'area=3', 'area=2&kind=site&age=week&ours=1', 'after=1~1']

/** Every list, search and page of the office, and the published suppliers. */
const pathsOfHelp = (place: { code: string; name: string }, number: string): string[] => [
  ...VIEWS.flatMap((view) => FILTERS.map((filter) => `/office/requests?view=${view}&${filter}`)),
  ...[place.name.slice(0, 2), place.name.slice(0, 1), place.code, number, '12'].map(
    (q) => `/office/requests?q=${encodeURIComponent(q)}`,
  ),
  '/office',
  '/office/requests/numbers',
  `/office/requests/${number}`,
  '/suppliers',
  '/suppliers?category=energy&q=a',
  '/office/suppliers?ended=1',
]

interface Looking {
  hq: OwnPhone
  keeper: OwnPhone
  place: { code: string; name: string }
  number: string
}

/** How the database runs what these pages and a step ask of it. */
export async function plansOfHelp({ hq, keeper, place, number }: Looking): Promise<Plan[]> {
  const sent: Parameters<typeof notingD1>[0] = []
  const [officer, asker] = [noting(hq, sent), noting(keeper, sent)]
  for (const path of pathsOfHelp(place, number)) await officer.get(path)
  for (const page of ['help', 'today']) await asker.get(`/keep/${place.code}/${page}`)
  await helpStep(officer, `/office/requests/${number}`, 'take')
  return plansOf(sent, ['help_requests', 'help_entries', 'suppliers'])
}
