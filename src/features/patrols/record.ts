// A round with its words and names opened, for whoever may look at it.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { account, covers } from '../accounts'
import { openWorkerField } from '../people'
import { type Rulebook, rulebookByVersion } from '../rulebook'
import { findingNote, openNote, roundNote } from './fields'
import { nameBook } from './names'
import { knownItems, type RoundItem } from './rules-round'
import { type RoundFile, type RoundParts, type RoundRow, readRound } from './store-record'

type C = Context<AppEnv>

export const READERS = ['admin', 'patrol', 'clerk', 'viewer', 'inspector', 'reviewer'] as const

export interface ShownFinding {
  item: RoundItem
  fixed: boolean
  note: string
  photos: number[]
}

export interface RoundRecord {
  row: RoundRow
  /** The rules it was judged by. */
  book: Rulebook
  by: string
  reviewedBy: string
  note: string
  findings: ShownFinding[]
  /** `name` is masked; empty once it is forgotten who was measured. */
  spots: { name: string; temperature: number; logged: number | null; differs: boolean }[]
  /** Whoever looks at it made it, today. */
  mayAdd: boolean
  /** Whoever looks at it may confirm or refuse it. */
  mayReview: boolean
}

function findingsOf(parts: RoundParts, book: Rulebook, notes: string[]): ShownFinding[] {
  const items = knownItems(book, parts.row)
  const photosOf = (id: string, files: RoundFile[]) =>
    files.filter(({ purpose }) => purpose === id).map((file) => file.id)
  return parts.findings.map(({ item: id, fixed }, i) => ({
    item: items.find((each) => each.id === id) ?? { id, aspect: null, text: { zh: id, en: id } },
    fixed: fixed === 1,
    note: notes[i] ?? '',
    photos: photosOf(id, parts.files),
  }))
}

const spotsOf = (fieldKey: string, spots: RoundParts['spots']) =>
  Promise.all(
    spots.map(async ({ workerId, name, temperature, logged, differs }) => ({
      name: name ? maskName(await openWorkerField(fieldKey, 'name', workerId, name)) : '',
      temperature,
      logged,
      differs: differs === 1,
    })),
  )

const readId = (c: C): number => Number(/^\d{1,15}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)

/** The round of an id, of `:id` unless told. Throws 404, and 403 outside the officer's areas. */
export async function recordOf(c: C, id = readId(c)): Promise<RoundRecord> {
  const { db, ui } = c.var
  const actor = account(c)
  const parts = await readRound(db, id)
  if (!parts) throw problem('patrol.unknown', 404)
  const { row } = parts
  if (!covers(actor, [...READERS], row)) throw problem('err.forbidden', 403)
  const book = await rulebookByVersion(db, row.rulebookVersion)
  const key = c.env.FIELD_KEY
  const name = await nameBook(key, parts.names)
  const notes = await Promise.all(
    parts.findings.map(({ item, note }) => openNote(key, findingNote(row.id, item), note)),
  )
  return {
    row,
    book,
    by: name(row.by),
    reviewedBy: name(row.reviewedBy),
    note: await openNote(key, roundNote(row.id), row.note),
    findings: findingsOf(parts, book, notes),
    spots: await spotsOf(key, parts.spots),
    mayAdd: row.by === actor.id && row.day === dayOf(ui.now),
    mayReview: row.review === 'pending' && row.by !== actor.id && covers(actor, ['admin'], row),
  }
}
