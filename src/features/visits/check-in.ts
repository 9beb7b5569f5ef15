// From a judged form to a row in the database: the two round trips of a check-in.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toHex } from '../../shared/bytes'
import { dayOf, MINUTE, slotOf } from '../../shared/clock'
import { problem } from '../../shared/problem'
import { surnameOf } from '../../shared/text'
import { doorState, type Place } from '../places'
import { type Rulebook, rulebookJustRead } from '../rulebook'
import type { Arrived } from './commit'
import { type Contact, sealContact } from './contact'
import { throughGate } from './gate'
import { healthKey } from './health-key'
import { storedKey } from './ref'
import { type RoomLimit, roomLimit } from './room'
import { firstLiveSlot, judgeArrival, shareOf } from './rules'
import { type AtDoor, type KnownVisit, readArrival } from './store'
import type { Doubt, Verdict, VisitSource } from './tables'

export interface CheckIn {
  code: string
  /** The key as the client made it. */
  key: string
  contact: Contact
  temperature: number | null
  party: number
  source: VisitSource
  /** Account id of the staff who types; 0 for the visitor. */
  by: number
  device: string | null
}

export type CheckInResult =
  /** The queue is full, or the write gave no answer: the same key may be sent again. */
  | { outcome: 'busy'; code: string }
  /** `verdict` is null where the last places inside were given out by the gate. */
  | { outcome: 'written'; code: string; day: number; key: string; verdict: Verdict | null }
  /** The key came before, minutes ago or longer: `mine` when the same person sent it. */
  | {
      outcome: 'known'
      code: string
      day: number
      key: string
      at: number
      mine: boolean
      recent: boolean
    }

const hintOf = ({ name, phone }: Contact): { surname: string; tail: string } => ({
  surname: surnameOf(name),
  tail: phone.slice(-2),
})

function knownResult(
  book: Rulebook,
  known: KnownVisit,
  checkIn: CheckIn,
  key: string,
  now: number,
): CheckInResult {
  const { surname, tail } = hintOf(checkIn.contact)
  return {
    outcome: 'known',
    code: checkIn.code,
    day: known.day,
    key,
    at: known.at,
    mine: known.surname === surname && known.tail === tail,
    recent: now - known.at <= book.visits.replayMinutes * MINUTE,
  }
}

/** What is judged at a door, and when somebody came to it. */
export interface Judged {
  place: Pick<Place, 'id'>
  verdict: Verdict
  doubt: Doubt | null
  at: number
  key: string
  /** Null for whoever is inside already. */
  room: RoomLimit | null
}

/** The row of a check-in, its contact sealed. */
export async function arrivedRow(
  c: Context<AppEnv>,
  book: Rulebook,
  checkIn: Omit<CheckIn, 'code' | 'key' | 'device'>,
  { place, verdict, doubt, at, key, room }: Judged,
): Promise<Arrived> {
  const day = dayOf(at)
  const health = await healthKey(c.var.db, c.var.clock())
  const contact = await sealContact(health, { placeId: place.id, day }, checkIn.contact)
  const readings = checkIn.temperature === null ? [] : [{ t: checkIn.temperature }]
  return {
    placeId: place.id,
    day,
    key,
    at,
    verdict,
    party: checkIn.party,
    temperature: checkIn.temperature,
    by: checkIn.by,
    ...hintOf(checkIn.contact),
    contact: toHex(contact),
    healthKeyId: health.id,
    rulebookVersion: book.version,
    source: checkIn.source,
    doubt,
    slot: slotOf(at),
    share: shareOf(book, { verdict, doubt, readings, party: checkIn.party, voidedAt: null }),
    room,
  }
}

/** Verdict, doubt and the room left for somebody who stands at the door now. */
const arrivalAt = (book: Rulebook, { place, live }: AtDoor, checkIn: CheckIn, now: number) => ({
  ...judgeArrival(book, {
    state: doorState(place, now),
    temperature: checkIn.temperature,
    party: checkIn.party,
    live,
    capacity: place.capacity,
  }),
  room: roomLimit(live, place.capacity, firstLiveSlot(book, place.kind, now)),
})

/** Checks somebody in. Throws 404 for an unknown place. */
export async function checkIn(
  c: Context<AppEnv>,
  book: Rulebook,
  checkIn: CheckIn,
): Promise<CheckInResult> {
  const { db } = c.var
  const now = c.var.clock()
  const key = await storedKey(checkIn.key)
  const door = await readArrival(db, checkIn.code, key, book, now)
  if (!door) throw problem('place.unknown', 404)
  const inForce = await rulebookJustRead(db, door.rulebookVersion, now)
  if (door.known) return knownResult(inForce, door.known, checkIn, key, now)
  const at = c.var.clock()
  const judged = arrivalAt(inForce, door, checkIn, at)
  const row = await arrivedRow(c, inForce, checkIn, { place: door.place, ...judged, at, key })
  const answer = await throughGate(c.env, row, checkIn.device, inForce.visits).catch(
    (error: unknown) => {
      console.error(`[${c.var.requestId}] gate`, error)
      return null
    },
  )
  if (!answer || answer.outcome === 'busy') return { outcome: 'busy', code: checkIn.code }
  return {
    outcome: 'written',
    code: checkIn.code,
    day: row.day,
    key,
    verdict: row.room ? null : row.verdict,
  }
}
