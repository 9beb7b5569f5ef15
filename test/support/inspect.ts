// A shop that waits for its acceptance, a team of two departments, and what they do at the door.
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { type OwnPhone, officer } from './people'
import { clock, db, one, openPlace } from './town'

const both = (zh: string) => ({ zh, en: zh })
const item = (id: string, text: string, department: string, trades: string[] = []) => ({
  id,
  aspect: both(trades.length > 0 ? '行业要求' : '门口'),
  text: both(text),
  department,
  trades,
  source: 'test',
})
const shop = [
  item('gate', '门口有人测温', 'enforcement'),
  item('staff', '员工有健康档案', 'health'),
  item('stock', '口罩够三天', 'market'),
  item('tables', '桌距一米', 'market', ['catering']),
  item('booking', '预约服务', 'health', ['hairdressing']),
]

/** Departments, a checklist that several of them sign, kinds of cases. */
export const inspectRules = (book: Rulebook): Partial<Rulebook> => ({
  departments: ['market', 'health', 'enforcement', 'police'].map((id) => ({ id, name: both(id) })),
  trades: [
    { id: 'catering', name: both('餐饮'), department: 'market' },
    { id: 'hairdressing', name: both('美发'), department: 'health' },
    { id: 'ktv', name: both('歌厅'), department: 'police' },
  ],
  checklists: { shop, enterprise: shop, site: shop },
  forms: [{ id: 'acceptance', title: both('现场验收意见'), source: 'test' }],
  opening: {
    ...book.opening,
    cases: [
      { id: 'three_in_one', text: both('三合一'), source: 'test' },
      { id: 'unlicensed', text: both('擅自营业'), source: 'test' },
    ],
  },
})

export const key = (): string => newKey(clock.now, systemRandom)
/** Today, or so many days on, as a form says it. */
export const day = (ahead = 0): string => isoDay(dayOf(clock.now) + ahead)

let last = 0

/** A place approved for inspection, with its application. */
export async function acceptedShop(
  change: Partial<Place> = {},
  application: { state?: string; department?: string } = {},
): Promise<{ place: Place; application: number }> {
  const place = await openPlace({ status: 'accepted', ...change })
  last += 1
  const { state = 'accepted', department = 'market' } = application
  await db.$client
    .prepare(
      `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, 1, '', '{}', '{}', 1, 0, 0)`,
    )
    .bind(last, `A-${last}`, place.id, place.trade, place.areaPath, department, state)
    .run()
  return { place, application: last }
}

export interface Team {
  /** Reviews for market supervision, and plans. */
  market: OwnPhone
  health: OwnPhone
}

export const team = async (): Promise<Team> => ({
  market: await officer({ role: 'reviewer', department: 'market' }),
  health: await officer({ role: 'reviewer', department: 'health' }),
})

/** The form that sends a team of market supervision and health. */
export const planForm = (
  places: { id: number }[],
  { market, health }: Team,
  change: Record<string, string> = {},
): Record<string, string> => ({
  key: key(),
  show: 'acceptance',
  day: day(),
  [`m${market.accountId}`]: 'market',
  [`m${health.accountId}`]: 'health',
  ...Object.fromEntries(places.map((place) => [`p${place.id}`, '1'])),
  ...change,
})

export const PLAN = '/office/inspections/plan'

/** The live inspection of a place, or its last one. */
export const inspectionOf = async (place: { id: number }): Promise<number> =>
  (await one<{ id: number }>('SELECT max(id) AS id FROM inspections WHERE place_id = ?', place.id))
    ?.id ?? 0

/** Plans an inspection and both of the team arrive; answers its path. */
export async function atTheDoor(
  place: { id: number },
  { market, health }: Team,
  change: Record<string, string> = {},
): Promise<string> {
  await market.post(PLAN, planForm([place], { market, health }, change))
  const path = `/office/inspections/${await inspectionOf(place)}`
  await market.post(`${path}/attend`, {})
  await health.post(`${path}/attend`, {})
  return path
}

export type Results = Record<string, 'pass' | 'fail' | 'na'>
export const ALL_PASS: Results = { gate: 'pass', staff: 'pass', stock: 'pass', tables: 'pass' }

/** Each presses what is theirs; then both say what they think. */
export async function judgeAll(
  path: string,
  { market, health }: Team,
  results: Results = ALL_PASS,
  opinion: Record<string, string> = { opinion: 'agree' },
): Promise<void> {
  for (const [id, result] of Object.entries(results))
    await (id === 'staff' ? health : market).post(`${path}/items/${id}`, { result })
  await market.post(`${path}/opinions`, { department: 'market', opinion: 'agree' })
  await health.post(`${path}/opinions`, { department: 'health', ...opinion })
}

/** The form of the end, as its page has it filled in. */
export async function finishForm(phone: OwnPhone, path: string): Promise<Record<string, string>> {
  const page = await (await phone.get(`${path}/finish`)).text()
  const main = page.slice(page.indexOf('<main'))
  const inputs = [...main.matchAll(/name="([^"]+)"[^>]*? value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  const days = [
    ...main.matchAll(/name="(due-[^"]+)"[\s\S]*?<option value="([^"]*)" selected>/g),
  ].map(([, name = '', value = '']) => [name, value] as const)
  return Object.fromEntries([...inputs.filter(([name]) => !name.startsWith('due-')), ...days])
}

export const finish = async (
  phone: OwnPhone,
  path: string,
  change: Record<string, string> = {},
): Promise<Response> =>
  phone.post(`${path}/finish`, { ...(await finishForm(phone, path)), ...change })

/** Where a place, its application and its inspection stand. */
export const stateOf = (place: { id: number }) =>
  one<Record<string, unknown>>(
    `SELECT p.status, p.acceptance_number AS number, p.inspection_due_on AS due, a.state AS application,
       (SELECT state FROM inspections i WHERE i.place_id = p.id ORDER BY id DESC LIMIT 1) AS inspection
     FROM places p LEFT JOIN applications a ON a.place_id = p.id WHERE p.id = ?`,
    place.id,
  )
/** The timeline of an application. */
export const eventsOf = async (application: number): Promise<string[]> => {
  const { results } = await db.$client
    .prepare('SELECT act FROM application_events WHERE application_id = ? ORDER BY id')
    .bind(application)
    .all<{ act: string }>()
  return results.map((each) => each.act)
}

export const TWO_FAIL = { ...ALL_PASS, stock: 'fail', tables: 'fail' } as const

/** A shop that failed on two items. */
export async function failedShop(sent: Team) {
  const shop = await acceptedShop()
  const path = await atTheDoor(shop.place, sent)
  await judgeAll(path, sent, TWO_FAIL)
  const answer = await finish(sent.market, path, { 'text-stock': '口罩只够一天' })
  if (answer.status !== 303) throw new Error(`the end was answered ${answer.status}`)
  return { ...shop, path }
}
