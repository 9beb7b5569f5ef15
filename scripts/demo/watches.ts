// Who is under observation in the demo town: the workers whose pledge says so, each from the day they were
// confirmed. One ends on the day of founding, two have a gap, one was released early by two officers.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Rulebook } from '../../src/features/rulebook/form'
import { sealWatch } from '../../src/features/watches/fields'
import { dueAt, owedFrom, type Shift, watchDays, yearOf } from '../../src/features/watches/rules'
import { dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { idOf, keeperIdOf } from './accounts'
import { diceOf } from './dice'
import { insertStatements, UNLESS_THERE } from './found'
import { OWNER } from './jobs'
import { FOREMANS_SITE, KEEPERS_SHOP } from './special'
import type { DemoState } from './state'

interface Watching {
  db: Db
  book: Rulebook
  keys: AccountKeys
  now: number
}

interface Returned {
  /** null: opened by the clerk, for a contact. */
  pledgeId: number | null
  workerId: number
  worksFrom: number
  placeId: number
  place: string
  kind: string
  confirmedAt: number
  placeArea: number
  placePath: string
  homeArea: number
  homePath: string
}

const key = (kind: string, ...numbers: number[]): string =>
  `DEM0${kind}${numbers.map((n) => String(n).padStart(6, '0')).join('')}`

/** Everybody whose pledge keeps them away after the day of founding, at the first of their places. */
async function returnedTo(db: Db, foundedOn: number): Promise<Returned[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT g.id AS pledgeId, g.worker_id AS workerId, g.works_from AS worksFrom, p.id AS placeId, p.name AS place, p.kind,
         e.confirmed_at AS confirmedAt, p.area_id AS placeArea, p.area_path AS placePath, a.id AS homeArea, a.path AS homePath
       FROM pledges g JOIN employments e ON e.worker_id = g.worker_id AND e.place_id = g.place_id
         JOIN places p ON p.id = e.place_id JOIN workers w ON w.id = g.worker_id JOIN areas a ON a.id = w.area_id
       WHERE g.kind = 'personal' AND g.works_from > ? AND g.superseded_by IS NULL AND g.withdrawn_at IS NULL
         AND e.left_on IS NULL ORDER BY g.works_from, g.worker_id`,
    )
    .bind(foundedOn)
    .all<Returned>()
  return results
}

const ENOUGH = 4
const OPENED_DAYS_AGO = 6

type Contact = Omit<Returned, 'pledgeId' | 'worksFrom' | 'confirmedAt'>

const CONTACTS = `SELECT w.id AS workerId, p.id AS placeId, p.name AS place, p.kind, p.area_id AS placeArea,
    p.area_path AS placePath, a.id AS homeArea, a.path AS homePath
  FROM employments e JOIN places p ON p.id = e.place_id JOIN workers w ON w.id = e.worker_id
    JOIN areas a ON a.id = w.area_id`

/** Under observation from a day on, as a contact of a case. */
const contactOn = (one: Contact, day: number, book: Rulebook, hour = 9): Returned => ({
  ...one,
  pledgeId: null,
  worksFrom: day + watchDays(book),
  confirmedAt: startOfDay(day) + hour * HOUR,
})

/** A small town has nobody back from a risk area: contacts of a case instead, none at the keeper's shop. */
async function contactsIn(db: Db, foundedOn: number, book: Rulebook): Promise<Returned[]> {
  const { results } = await db.$client
    .prepare(
      `${CONTACTS} WHERE p.kind <> 'site' AND p.name <> ? AND e.job <> ? AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL
       GROUP BY p.id ORDER BY p.kind <> 'enterprise', w.id LIMIT ${ENOUGH}`,
    )
    .bind(KEEPERS_SHOP, OWNER)
    .all<Contact>()
  return results.map((one, n) => contactOn(one, foundedOn - OPENED_DAYS_AGO - n, book, 9 + n))
}

/** Somebody at the site one can sign in for, unless its own people are under observation there already. */
async function contactAtGate(db: Db, foundedOn: number, book: Rulebook, there: Returned[]) {
  if (there.some(({ place }) => place === FOREMANS_SITE)) return []
  const { results } = await db.$client
    .prepare(
      `${CONTACTS} WHERE p.name = ? AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL
         AND NOT EXISTS (SELECT 1 FROM pledges g WHERE g.worker_id = w.id AND g.works_from IS NOT NULL)
       ORDER BY e.since, w.id LIMIT 1`,
    )
    .bind(FOREMANS_SITE)
    .all<Contact>()
  return results.map((one) => contactOn(one, foundedOn - OPENED_DAYS_AGO + 1, book))
}

const ENDS_TODAY = 0
const ENDED_EARLY = 1

async function watchRow({ book, keys }: Watching, foundedOn: number, one: Returned, n: number) {
  const days = watchDays(book)
  const lastDay = n === ENDS_TODAY ? foundedOn : one.worksFrom - 1
  const openedAt = one.confirmedAt + HOUR
  const firstDay = Math.min(lastDay - days + 1, dayOf(openedAt))
  const atPlace = one.kind !== 'shop'
  const ended = n === ENDED_EARLY ? startOfDay(foundedOn) + 8 * HOUR : null
  return {
    id: n + 1,
    key: key('W', one.workerId),
    workerId: one.workerId,
    placeId: one.placeId,
    pledgeId: one.pledgeId,
    kept: atPlace ? 'place' : 'home',
    areaId: atPlace ? one.placeArea : one.homeArea,
    areaPath: atPlace ? one.placePath : one.homePath,
    firstDay,
    lastDay,
    ...owedFrom(book, firstDay, openedAt),
    room: atPlace ? `隔离区 ${1 + (n % 6)} 号板房` : '',
    minder: await sealWatch(
      keys,
      'minder',
      key('W', one.workerId),
      atPlace ? '驻场监督员' : '村（社区）干部',
    ),
    why: one.pledgeId === null ? (book.watch.reasons[1]?.id ?? 'other') : 'pledge',
    rulebookVersion: book.version,
    openedBy:
      one.pledgeId === null ? idOf('clerk') : keeperIdOf({ id: one.placeId, name: one.place }),
    openedAt,
    version: ended === null ? 1 : 3,
    proposedBy: ended === null ? null : idOf('clerk'),
    proposedAt: ended === null ? null : ended - HOUR,
    endedAt: ended,
    endedOn: ended === null ? null : foundedOn,
    endedBy: ended === null ? null : idOf('admin'),
    ending: ended === null ? null : 'early',
    year: ended === null ? null : yearOf(ended),
    seq: ended === null ? null : 1,
    missed: ended === null ? null : 0,
    fevers: ended === null ? null : 0,
  }
}

type Row = Awaited<ReturnType<typeof watchRow>>

async function entryRows({ keys }: Watching, row: Row, n: number) {
  const entry = async (kind: string, at: number, by: number, text = '') => {
    const name = key(`E${kind}`, row.id)
    return {
      id: 1_000_000 + n * 10 + ['open', 'propose', 'early'].indexOf(kind),
      key: name,
      watchId: row.id,
      kind,
      day: dayOf(at),
      at,
      by,
      found: null,
      text: await sealWatch(keys, 'text', name, text),
      fileId: null,
    }
  }
  const ended = row.endedAt
  return Promise.all([
    entry('open', row.openedAt, row.openedBy),
    ...(ended === null
      ? []
      : [
          entry('propose', ended - HOUR, idOf('clerk'), '医院证明：检测阴性，14 天已在外地做完。'),
          entry('early', ended, idOf('admin'), '证明已核对，同意。'),
        ]),
  ])
}

interface Running {
  id: number
  openedAt: number
  endedAt: number | null
  openedBy: number
  amFrom: number
  pmFrom: number
  n: number
}

/** Half days measured between two instants, a little before each is due; two watches miss one. */
function readingRows(book: Rulebook, watch: Running, since: number, now: number) {
  const until = Math.min(now, watch.endedAt ?? now)
  const rows: object[] = []
  for (let day = dayOf(watch.openedAt); day <= dayOf(now); day++)
    for (const shift of ['am', 'pm'] as const satisfies Shift[]) {
      const dice = diceOf(`watch|${watch.id}|${day}|${shift}`)
      const at = dueAt(book, day, shift) - dice.between(5, 90) * MINUTE
      const owed = day >= (shift === 'am' ? watch.amFrom : watch.pmFrom)
      const missed = (watch.n === 2 || watch.n === 3) && day === watch.pmFrom && shift === 'pm'
      if (!owed || missed || at <= since || at > until || at <= watch.openedAt) continue
      rows.push({
        key: key(shift, watch.id, day),
        watchId: watch.id,
        day,
        shift,
        temperature: dice.between(361, 369),
        symptoms: [],
        alarm: 0,
        rulebookVersion: book.version,
        at,
        by: watch.openedBy,
        corrects: 0,
      })
    }
  return rows
}

/** One spot check on most days, by the patrol. */
function checkRows(watch: Running, since: number, now: number) {
  const until = Math.min(now, watch.endedAt ?? now)
  const rows: object[] = []
  for (let day = dayOf(watch.openedAt) + 1; day <= dayOf(now); day++) {
    const dice = diceOf(`watch check|${watch.id}|${day}`)
    const at = startOfDay(day) + (9 + dice.whole(8)) * HOUR
    if (at <= since || at > until || dice.chance(0.15)) continue
    rows.push({
      id: 2_000_000 + watch.id * 100_000 + day,
      key: key('C', watch.id, day),
      watchId: watch.id,
      kind: 'check',
      day,
      at,
      by: idOf('patrol'),
      found: 1,
      text: null,
      fileId: null,
    })
  }
  return rows
}

async function foundWatches(watching: Watching, foundedOn: number): Promise<void> {
  const { db } = watching
  const back = await returnedTo(db, foundedOn)
  const enough = back.length < ENOUGH ? await contactsIn(db, foundedOn, watching.book) : back
  const returned = [...enough, ...(await contactAtGate(db, foundedOn, watching.book, enough))]
  const rows = await Promise.all(returned.map((one, n) => watchRow(watching, foundedOn, one, n)))
  const entries = await Promise.all(rows.map((row, n) => entryRows(watching, row, n)))
  await batchAll(db, [
    ...insertStatements(db, 'watches', rows, UNLESS_THERE),
    ...insertStatements(db, 'watch_entries', entries.flat(), UNLESS_THERE),
    db.$client.prepare('SELECT 1'),
  ])
}

const MEASURED = `UPDATE watches SET measured = (SELECT count(*) FROM watch_readings r
  WHERE r.watch_id = watches.id AND r.corrects = 0 AND r.day >= iif(r.shift = 'am', am_from, pm_from)) WHERE ended_at IS NULL`

/** Opens what the pledges ask for, once; readings and checks go on with each start. */
export async function keepWatches(watching: Watching, state: DemoState): Promise<void> {
  const { db, book, now } = watching
  if (!(await db.$client.prepare('SELECT 1 FROM watches LIMIT 1').first()))
    await foundWatches(watching, state.foundedOn)
  const { results } = await db.$client
    .prepare(
      `SELECT id, opened_at AS openedAt, ended_at AS endedAt, opened_by AS openedBy, am_from AS amFrom, pm_from AS pmFrom
       FROM watches WHERE key LIKE 'DEM0W%' ORDER BY ended_at IS NOT NULL, last_day, id`,
    )
    .all<Omit<Running, 'n'>>()
  const last = await db.$client
    .prepare("SELECT ifnull(max(at), 0) AS at FROM watch_readings WHERE key LIKE 'DEM0%'")
    .first<{ at: number }>()
  const since = last?.at ?? 0
  const running = results.map((each, n) => ({ ...each, n: n + 1 }))
  await batchAll(db, [
    ...insertStatements(
      db,
      'watch_readings',
      running.flatMap((each) => readingRows(book, each, since, now)).map((row) => ({ ...row })),
      UNLESS_THERE,
    ),
    ...insertStatements(
      db,
      'watch_entries',
      running.flatMap((each) => checkRows(each, since, now)).map((row) => ({ ...row })),
      UNLESS_THERE,
    ),
    db.$client.prepare(MEASURED),
  ])
}
