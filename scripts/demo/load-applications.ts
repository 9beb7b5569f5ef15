// Writes the applications of the demo town once, dated around this minute: two are late, the others not yet.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf } from '../../src/shared/clock'
import { idOf } from './accounts'
import { filingOf } from './applicants'
import { appealOf, applicationOf, type FiledRows, type Filing, handedIn } from './applications'
import { insertStatements, UNLESS_THERE } from './found'
import { placesOf } from './places'
import { placePledge } from './pledges'
import type { DemoState } from './state'

interface Loading {
  db: Db
  book: Rulebook
  keys: AccountKeys
  now: number
}

/** Whatever is there already stays as it is. */
export async function fileApplications(loading: Loading, state: DemoState): Promise<void> {
  const { db, book, keys, now } = loading
  if (await db.$client.prepare('SELECT 1 FROM applications LIMIT 1').first()) return
  const filing: Filing = { book, keys, now }
  const applying = placesOf(state.size, state.foundedOn).filter((place) => filingOf(place) !== null)
  const waiting = applying.filter((place) => filingOf(place) === 'submitted')
  const over = applying.filter((place) => filingOf(place) !== 'submitted')
  const dates = handedIn(book, now, waiting.length)
  // What was decided was handed in about as long ago again.
  const before = handedIn(book, Math.min(...dates), over.length)
  const rows = await Promise.all([
    ...waiting.map((place, i) => applicationOf(filing, place, dates[i] ?? now, i)),
    ...over.map((place, i) => applicationOf(filing, place, before[i] ?? now, i)),
  ])
  const at = new Map(rows.map(({ application }) => [application.placeId, application.createdAt]))
  const pledges = await Promise.all(
    applying.map((place) =>
      placePledge({ book, keys }, { ...place, openedOn: dayOf(at.get(place.id) ?? now) - 1 }, 4),
    ),
  )
  const insert = (table: string, all: object[]) =>
    insertStatements(
      db,
      table,
      all.map((row) => ({ ...row })),
      UNLESS_THERE,
    )
  await batchAll(db, [
    ...insert(
      'applications',
      rows.map(({ application }) => application),
    ),
    ...insert(
      'application_events',
      rows.flatMap(({ events }) => events),
    ),
    ...insert(
      'place_changes',
      rows.flatMap(({ changes }) => changes),
    ),
    ...insert('pledges', pledges),
    ...rows.map(({ application, statusCause }) =>
      db.$client
        .prepare('UPDATE places SET status_cause = ? WHERE id = ?')
        .bind(statusCause, application.placeId),
    ),
  ])
  await hurryAndAppeal(db, filing, rows)
}

/** The town asks about the one that is latest; one keeper appeals. */
async function hurryAndAppeal(db: Db, filing: Filing, rows: FiledRows[]): Promise<void> {
  const [late] = rows
  const back = rows.find(({ application }) => application.state === 'sent_back')
  const sent = back?.events.at(-1)
  const event =
    sent &&
    (await db.$client
      .prepare('SELECT id FROM application_events WHERE key = ?')
      .bind(sent.key)
      .first<{ id: number }>())
  await batchAll(db, [
    ...(late
      ? insertStatements(db, 'application_events', [
          {
            key: `urge-${late.application.id}`,
            applicationId: late.application.id,
            at: filing.now - 2 * 3_600_000,
            actorKind: 'officer',
            actorId: idOf('admin'),
            act: 'urge',
            reasons: '[]',
            rulebookVersion: filing.book.version,
          },
        ])
      : []),
    ...(back && event ? appealStatements(db, filing, await appealOf(filing, back, event.id)) : []),
    db.$client.prepare('SELECT 1'),
  ])
}

type AppealRow = Awaited<ReturnType<typeof appealOf>>

/** The appeal, and its step in the timeline. */
const appealStatements = (db: Db, { book }: Filing, appeal: AppealRow): D1PreparedStatement[] => [
  ...insertStatements(db, 'appeals', [appeal]),
  ...insertStatements(db, 'application_events', [
    {
      key: appeal.key,
      applicationId: appeal.applicationId,
      at: appeal.at,
      actorKind: 'keeper',
      actorId: appeal.by,
      act: 'appeal',
      reasons: '[]',
      rulebookVersion: book.version,
    },
  ]),
]
