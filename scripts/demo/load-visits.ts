// Writes visits the way the door writes them: sealed, then by the shared commit; what the staff did
// afterwards goes through the staff's own steps.
import type { Db } from '../../src/db/client'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import {
  type ListedVisit,
  leave,
  measure,
  report,
  type Step,
} from '../../src/features/visits/changes'
import { type Arrived, commitArrivals } from '../../src/features/visits/commit'
import { type HealthKey, sealContact } from '../../src/features/visits/contact'
import { storedKey } from '../../src/features/visits/ref'
import { changeVisit, readEntry } from '../../src/features/visits/staff-store'
import { toHex } from '../../src/shared/bytes'
import { slotOf } from '../../src/shared/clock'
import { surnameOf } from '../../src/shared/text'
import { keeperIdOf } from './accounts'
import type { DemoVisit, Later } from './visits'

export interface Ledger {
  db: Db
  book: Rulebook
  health: HealthKey
}

async function arrivedOf({ book, health }: Ledger, visit: DemoVisit): Promise<Arrived> {
  const { clientKey, contact, later: _, ...row } = visit
  return {
    ...row,
    key: await storedKey(clientKey),
    surname: surnameOf(contact.name),
    tail: contact.phone.slice(-2),
    contact: toHex(await sealContact(health, visit, contact)),
    healthKeyId: health.id,
    rulebookVersion: book.version,
    room: null,
    slot: slotOf(visit.at),
  }
}

// About half a megabyte of JSON.
const ROWS_AT_ONCE = 1_000
// 16 seals at once took half the time of 1,000 at once, and a third of one by one (2 cores).
const LANES = 16

async function sealAll(ledger: Ledger, visits: DemoVisit[]): Promise<Arrived[]> {
  const rows: Arrived[] = []
  const waiting = visits.values()
  const lane = async (): Promise<void> => {
    for (const visit of waiting) rows.push(await arrivedOf(ledger, visit))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return rows
}

/** Seals and writes visits; keys that are there already stay as they are. */
export async function writeVisits(
  ledger: Ledger,
  visits: DemoVisit[],
  written: (count: number) => void,
): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < visits.length; from += ROWS_AT_ONCE) {
    const part = visits.slice(from, from + ROWS_AT_ONCE)
    const rows = await sealAll(ledger, part)
    // The next thousand are sealed while these are written.
    await writing
    writing = commitArrivals(ledger.db, rows).then(() => written(part.length))
  }
  await writing
}

// Nobody in the past was turned away for want of room.
const ROOM = { live: 0, capacity: null }

function stepOf(book: Rulebook, entry: ListedVisit, later: Later, by: number): Step {
  if (later.what === 'measure') return measure(book, entry, { t: later.t, at: later.at, by }, ROOM)
  return (later.what === 'report' ? report : leave)(book, entry, later.at)
}

/** What happened to visits after they were written, in order; an entry somebody has changed is left alone. */
export async function followUp(
  { db, book }: Ledger,
  place: Place,
  visit: DemoVisit,
  due: (at: number) => boolean,
): Promise<void> {
  const steps = visit.later.filter(({ at }) => due(at))
  if (steps.length === 0) return
  const key = await storedKey(visit.clientKey)
  const by = keeperIdOf(place)
  for (const later of steps) {
    const entry = await readEntry(db, visit.placeId, visit.day, key)
    const step = entry && stepOf(book, entry, later, by)
    if (!entry || !step?.ok) return
    await changeVisit(db, book, entry, step.after, {
      at: later.at,
      actor: { kind: 'keeper', id: by, name: '', scopes: [], places: [] },
      act: `visits.${later.what}`,
      subject: `visits:${visit.placeId}/${visit.day}/${key}`,
      rulebookVersion: book.version,
    })
  }
}
