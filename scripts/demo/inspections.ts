// Inspections and cases of the demo town, written once: one that passed, one that failed, some for today.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { entryField, findingField } from '../../src/features/inspections/fields'
import { signerOf } from '../../src/features/inspections/rules'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { checklistOf, departmentOf } from '../../src/features/rulebook/rules'
import { DAY, dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { ACCOUNT_NAMES, keeperIdOf } from './accounts'
import { areaNamed } from './areas'
import { CASES } from './cases'
import { insertStatements, UNLESS_THERE } from './found'
import { KEEPERS_SHOP } from './special'

interface Inspecting {
  db: Db
  book: Rulebook
  keys: AccountKeys
  now: number
}

const idOf = (name: string): number => ACCOUNT_NAMES.indexOf(name) + 1
const TEAM = [
  { accountId: idOf('reviewer'), department: 'market' },
  { accountId: idOf('patrol'), department: 'enforcement' },
  { accountId: idOf('admin'), department: 'health' },
]
const SENT = TEAM.map(({ department }) => department)
const signedBy = (department: string): number =>
  TEAM.find((each) => each.department === department)?.accountId ?? idOf('admin')

/** 小郑烧烤 was suspended for these; one is answered. */
const FAILED = {
  shop: '小郑烧烤',
  findings: [
    {
      item: 'measure',
      text: '门口没有人测温，来店人员没登记',
      answer: '已安排专人在门口测温、扫码',
    },
    { item: 'stock', text: '测温枪坏了，口罩只够一天', answer: null },
  ],
}

/** Days until the last day of those that opened first. */
const DUE_IN = [2, -1, 4]

interface Outline {
  id: number
  place: Place
  purpose: 'acceptance' | 'owed' | 'recheck'
  state: 'planned' | 'passed' | 'failed'
  /** Days ago. */
  ago: number
  applicationId?: number | null
}

function rowsOf({ book, now }: Inspecting, outline: Outline) {
  const { id, place, purpose, state, ago } = outline
  const day = dayOf(now) - ago
  const over = state !== 'planned'
  const at = startOfDay(day) + 10 * HOUR
  const row = {
    id,
    key: `demo-inspection-${id}`,
    placeId: place.id,
    applicationId: outline.applicationId ?? null,
    purpose,
    round: 1,
    state,
    onDay: day,
    areaPath: place.areaPath,
    placeKind: place.kind,
    trade: place.trade,
    rulebookVersion: book.version,
    plannedBy: idOf('reviewer'),
    plannedAt: at - DAY,
    startedAt: over ? at : null,
    finishedAt: over ? at + HOUR : null,
    finishedBy: over ? idOf('reviewer') : null,
    acceptanceNumber: state === 'passed' ? place.acceptanceNumber : null,
  }
  const members = TEAM.map((each) => ({ inspectionId: id, ...each, presentAt: over ? at : null }))
  const failed = new Set(state === 'failed' ? FAILED.findings.map(({ item }) => item) : [])
  const host = departmentOf(book, place.trade)
  const items = checklistOf(book, place.kind, place.trade).map((item, i) => {
    const department = signerOf(item, SENT, host)
    const result = failed.has(item.id) ? 'fail' : 'pass'
    const judged = { result, by: signedBy(department), at: at + i * 60_000 }
    return { inspectionId: id, item: item.id, department, ...judged }
  })
  const opinions = TEAM.map(({ department, accountId }) => ({
    inspectionId: id,
    department,
    opinion: state === 'failed' && department !== 'health' ? 'disagree' : 'agree',
    by: accountId,
    at: at + HOUR,
  }))
  return { row, members, items: over ? items : [], opinions: over ? opinions : [] }
}

async function findingRows({ book, keys, now }: Inspecting, { id, place, ago }: Outline) {
  const day = dayOf(now) - ago
  const at = startOfDay(day) + 11 * HOUR
  const seal = (column: 'text' | 'answer', row: number, text: string) =>
    encryptField(keys.FIELD_KEY, findingField(column, row), text)
  const host = departmentOf(book, place.trade)
  return Promise.all(
    FAILED.findings.map(async ({ item, text, answer }, i) => {
      const found = checklistOf(book, place.kind, place.trade).find((each) => each.id === item)
      const department = found ? signerOf(found, SENT, host) : host
      return {
        id: i + 1,
        key: `${id}:${item}`,
        inspectionId: id,
        placeId: place.id,
        item,
        department,
        text: await seal('text', i + 1, text),
        dueOn: day + book.opening.correctWithinDays,
        state: answer ? 'answered' : 'open',
        at,
        by: signedBy(department),
        answer: answer ? await seal('answer', i + 1, answer) : null,
        answeredBy: answer ? keeperIdOf(place) : null,
        answeredAt: answer ? at + DAY : null,
      }
    }),
  )
}

async function caseRows({ book, keys, now }: Inspecting, places: Place[]) {
  const today = dayOf(now)
  const cases = CASES.map((each, i) => {
    const place = places.find(({ name }) => name === each.name)
    const area = areaNamed(each.village)
    return {
      id: i + 1,
      key: `demo-case-${i + 1}`,
      placeId: place?.id ?? null,
      name: each.name,
      address: place?.address ?? each.address,
      areaId: place?.areaId ?? area.id,
      areaPath: place?.areaPath ?? area.path,
      kind: each.kind,
      state: each.state,
      version: each.state === 'open' ? 1 : 2,
      department: each.department ?? null,
      endedOn: each.state === 'open' ? null : today - 1,
      rulebookVersion: book.version,
      by: idOf('patrol'),
      at: startOfDay(today - each.ago) + 15 * HOUR,
    }
  })
  const entries = await Promise.all(
    CASES.flatMap((each, i) =>
      each.entries.map(async ([kind, text], n) => {
        const id = (i + 1) * 10 + n
        return {
          id,
          key: n === 0 ? `open:demo-case-${i + 1}` : `demo-entry-${id}`,
          caseId: i + 1,
          kind,
          text: await encryptField(keys.FIELD_KEY, entryField(id), text),
          dueOn: kind === 'order' ? today - each.ago + book.opening.correctWithinDays : null,
          by: idOf(kind === 'outcome' ? 'reviewer' : 'patrol'),
          at: startOfDay(today - each.ago) + 15 * HOUR + n * 20 * HOUR,
        }
      }),
    ),
  )
  return { cases, entries }
}

/** One of the applications approved for inspection, if the town has some; the others wait to be planned. */
async function approved(db: Db): Promise<{ placeId: number; id: number }[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT a.id, a.place_id AS placeId FROM applications a JOIN places p ON p.id = a.place_id AND p.status = 'accepted'
       WHERE a.state = 'accepted' ORDER BY a.id LIMIT 1`,
    )
    .all<{ placeId: number; id: number }>()
  return results
}

/** The step in the timeline of an application whose acceptance is planned. */
const scheduled = ({ book, now }: Inspecting, id: number, applicationId: number) => ({
  key: `demo-inspection-${id}:event`,
  applicationId,
  at: now,
  actorKind: 'officer',
  actorId: idOf('reviewer'),
  act: 'schedule',
  reasons: [],
  rulebookVersion: book.version,
})

/** Writes them unless the town has some; each start moves what is planned to today. */
export async function loadInspections(inspecting: Inspecting, places: Place[]): Promise<void> {
  const { db, now } = inspecting
  const today = dayOf(now)
  const some = await db.$client.prepare('SELECT 1 FROM inspections LIMIT 1').first()
  if (some) {
    await db.$client
      .prepare(
        "UPDATE inspections SET on_day = ? WHERE state = 'planned' AND key LIKE 'demo-inspection-%'",
      )
      .bind(today)
      .run()
    return
  }
  const named = (name: string) => places.find((place) => place.name === name)
  // These opened on their filing: one is inspected today, one is late, one has time.
  const here = (place: Place): number =>
    place.areaPath.startsWith(areaNamed('二片区').path) ? 0 : 1
  const owing = places
    .filter(({ status, kind }) => status === 'open' && kind === 'enterprise')
    .sort((a, b) => here(a) - here(b) || a.id - b.id)
    .slice(0, DUE_IN.length)
  const [first] = owing
  const keepers = named(KEEPERS_SHOP)
  const failing = named(FAILED.shop)
  const outlines: Outline[] = [
    ...(keepers
      ? [{ id: 1, place: keepers, purpose: 'acceptance', state: 'passed', ago: 15 } as const]
      : []),
    ...(failing
      ? [{ id: 2, place: failing, purpose: 'recheck', state: 'failed', ago: 1 } as const]
      : []),
    ...(first ? [{ id: 3, place: first, purpose: 'owed', state: 'planned', ago: 0 } as const] : []),
    ...(await approved(db)).flatMap(({ id, placeId }, i) => {
      const place = places.find((each) => each.id === placeId)
      const planned = {
        purpose: 'acceptance',
        state: 'planned',
        ago: 0,
        applicationId: id,
      } as const
      return place ? [{ id: 4 + i, place, ...planned }] : []
    }),
  ]
  const made = outlines.map((outline) => rowsOf(inspecting, outline))
  const failed = outlines.find(({ state }) => state === 'failed')
  const { cases, entries } = await caseRows(inspecting, places)
  const insert = (table: string, rows: Record<string, unknown>[]) =>
    insertStatements(db, table, rows, UNLESS_THERE)
  await batchAll(db, [
    ...insert(
      'inspections',
      made.map(({ row }) => row),
    ),
    ...insert(
      'inspection_members',
      made.flatMap(({ members }) => members),
    ),
    ...insert(
      'inspection_items',
      made.flatMap(({ items }) => items),
    ),
    ...insert(
      'inspection_opinions',
      made.flatMap(({ opinions }) => opinions),
    ),
    ...insert(
      'application_events',
      outlines.flatMap(({ id, applicationId }) =>
        applicationId ? [scheduled(inspecting, id, applicationId)] : [],
      ),
    ),
    ...insert('findings', failed ? await findingRows(inspecting, failed) : []),
    ...insert('cases', cases),
    ...insert('case_entries', entries),
    ...owing.map((place, i) =>
      db.$client
        .prepare('UPDATE places SET inspection_due_on = ? WHERE id = ?')
        .bind(today + (DUE_IN[i] ?? 0), place.id),
    ),
  ])
}
