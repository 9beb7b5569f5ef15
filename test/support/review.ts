// Applications as they stand at the office; a test states only what matters.
import { env } from 'cloudflare:workers'
import { type Application, type ApplicationState, answerBy } from '../../src/features/applications'
import { sealAnswers } from '../../src/features/applications/fields'
import { newApplicationNumber } from '../../src/features/applications/number'
import type { Place } from '../../src/features/places'
import { rulebookInForce } from '../../src/features/rulebook'
import { newKey, newRowId, systemRandom } from '../../src/shared/ids'
import { keeperOf, type OwnPhone } from './people'
import { clock, db, one, openPlace, type Phone } from './town'

/** Where a place stands while its application is in a state. */
const STATUS: Partial<Record<ApplicationState, Place['status']>> = {
  submitted: 'applied',
  accepted: 'accepted',
  failed: 'accepted',
  passed: 'open',
}

export interface AtOffice {
  place: Place
  keeper: OwnPhone
  id: number
  number: string
  path: string
}

interface Filing extends Partial<Application> {
  place?: Partial<Place>
}

/** An application in a state, of a place that stands as it would. */
export async function applicationAt(
  state: ApplicationState,
  { place: changed, ...change }: Filing = {},
): Promise<AtOffice> {
  const place = await openPlace({ status: STATUS[state] ?? 'known', ...changed })
  const keeper = await keeperOf(place)
  const book = await rulebookInForce(db, clock.now)
  const id = newRowId(systemRandom)
  const row: Record<string, unknown> = {
    id,
    key: newKey(clock.now, systemRandom),
    number: newApplicationNumber(systemRandom),
    placeId: place.id,
    trade: place.trade,
    areaPath: place.areaPath,
    department: 'market',
    state,
    version: 3,
    rulebookVersion: book.version,
    answers: await sealAnswers(env.FIELD_KEY, id, { staff: '4' }),
    selfCheck: { gate: 'pass' },
    papers: {},
    createdBy: keeper.accountId,
    createdAt: clock.now,
    updatedAt: clock.now,
    submittedAt: clock.now,
    answerBy: answerBy(book, clock.now),
    ...change,
  }
  const columns = Object.keys(row).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )
  const values = Object.values(row).map((value) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  )
  await db.$client.batch([
    db.$client
      .prepare(
        `INSERT INTO applications (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
      )
      .bind(...values),
    db.$client
      .prepare(
        `INSERT INTO application_events (key, application_id, at, actor_kind, actor_id, act, reasons, rulebook_version)
         VALUES (?, ?, ?, 'keeper', ?, 'submit', '[]', ?)`,
      )
      .bind(`submit-${id}`, id, clock.now, keeper.accountId, book.version),
  ])
  const number = String(row.number)
  return { place, keeper, id, number, path: `/office/applications/${number}` }
}

/** The hidden key and version of an application's page, as an officer's phone sees them. */
export async function seen(phone: Phone, path: string): Promise<{ key: string; version: string }> {
  const page = await (await phone.get(path)).text()
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
  return { key: hidden('key'), version: hidden('version') }
}

export const newFormKey = (): string => newKey(clock.now, systemRandom)

/** State, version and clock of an application, and the status of its place. */
export const standing = (id: number) =>
  one<{ state: string; version: number; status: string; by: number | null }>(
    `SELECT a.state, a.version, a.decided_by AS 'by', p.status FROM applications a JOIN places p ON p.id = a.place_id WHERE a.id = ?`,
    id,
  )

/** How many steps, moves of the place and audit rows an application has of one act. */
export const written = (id: number, act: string) =>
  one<{ events: number; moves: number; audits: number }>(
    `SELECT (SELECT count(*) FROM application_events WHERE application_id = ?1 AND act = ?2) AS events,
       (SELECT count(*) FROM place_changes c JOIN applications a ON a.place_id = c.place_id WHERE a.id = ?1) AS moves,
       (SELECT count(*) FROM audit WHERE subject = 'applications:' || cast(?1 AS INTEGER) AND act = 'applications.' || ?2) AS audits`,
    id,
    act,
  )

/** What a page says, without its tags. */
export const words = async (response: Response): Promise<string> =>
  (await response.text())
    .replace(/<style.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const entry = (id: string, zh: string) => ({ id, text: { zh, en: zh }, source: 'test' })

/** A rulebook with reasons to send back, grounds to decline, two trades and two departments. */
export const deskRules = () => ({
  departments: [
    { id: 'market', name: { zh: '市场监管', en: 'Market' } },
    { id: 'police', name: { zh: '公安', en: 'Police' } },
  ],
  trades: [
    { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
    { id: 'retail', name: { zh: '零售', en: 'Retail' }, department: 'market' },
    { id: 'ktv', name: { zh: '歌舞娱乐', en: 'KTV' }, department: 'police' },
  ],
  negativeList: [
    {
      id: 'ktv',
      category: { zh: '歌舞厅、KTV', en: 'KTV' },
      trades: ['ktv'],
      reason: { zh: '人员聚集', en: 'Crowds' },
      from: '2020-01-26',
      to: null,
      source: 'test',
    },
  ],
  opening: {
    filing: {
      shop: [
        {
          id: 'staff',
          text: { zh: '从业人员人数', en: 'Staff' },
          kind: 'count' as const,
          required: true,
          source: 'test',
        },
      ],
      enterprise: [],
      site: [],
    },
    outsideFiling: null,
    sendBack: [entry('paper_missing', '材料不全'), entry('supplies_short', '物资不够')],
    refusals: [entry('three_in_one', '“三合一”场所')],
    suspensions: [],
    cases: [],
    correctWithinDays: 3,
    appealWithinDays: 7,
    jointDepartments: 2,
    source: 'test',
  },
})
