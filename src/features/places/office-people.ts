// The people of a place's page, opened: whom to call, who looks after it, who did what.
import type { Db } from '../../db/client'
import { decryptField } from '../../shared/fields'
import { openName, openPhone } from '../accounts'
import { contactField } from './contact'
import { accountsById, keepersOf, type SealedPerson } from './store-office'
import { type OfficersPage, officersFor } from './store-officers'
import type { Place } from './tables'

export interface OpenPerson {
  id: number
  name: string
  phone: string | null
}

/** Somebody of a place who can be called; `to` is what the form names. */
export interface Callee {
  to: string
  name: string
  phone: string
}

export const openPerson = async (fieldKey: string, sealed: SealedPerson): Promise<OpenPerson> => ({
  id: sealed.id,
  name: await openName(fieldKey, sealed.id, sealed.name),
  phone: await openPhone(fieldKey, sealed.id, sealed.phone),
})

const contactOf = (
  fieldKey: string,
  column: 'contact_name' | 'contact_phone',
  place: Place,
  stored: string | null,
) => (stored === null ? null : decryptField(fieldKey, contactField(column, place.id), stored))

/** Keepers with a number; a place nobody keeps yet has the contact its village or keeper gave. */
export async function calleesOf(db: Db, fieldKey: string, place: Place): Promise<Callee[]> {
  const keepers = await Promise.all(
    (await keepersOf(db, place.id)).map((each) => openPerson(fieldKey, each)),
  )
  const called = keepers.flatMap(({ id, name, phone }) =>
    phone === null ? [] : [{ to: String(id), name, phone }],
  )
  const phone = await contactOf(fieldKey, 'contact_phone', place, place.contactPhone)
  if (phone === null || called.some((each) => each.phone === phone)) return called
  const name = (await contactOf(fieldKey, 'contact_name', place, place.contactName)) ?? '—'
  return [...called, { to: 'contact', name, phone }]
}

/** The officer who looks after a place, with the duty number; null: nobody yet. */
export async function liaisonOf(
  db: Db,
  fieldKey: string,
  { liaisonId }: Pick<Place, 'liaisonId'>,
): Promise<OpenPerson | null> {
  if (liaisonId === null) return null
  const sealed = (await accountsById(db, [liaisonId])).get(liaisonId)
  return sealed ? openPerson(fieldKey, sealed) : null
}

/** A page of the officers to choose from; `after` is what was asked for. */
export interface OpenOfficers extends OfficersPage<OpenPerson> {
  after: string
}

/** `officersFor`, with the names opened. */
export async function openOfficers(
  db: Db,
  fieldKey: string,
  areaPath: string,
  asked: { now: number; after: string },
): Promise<OpenOfficers> {
  const { people, next } = await officersFor(db, areaPath, asked)
  const opened = await Promise.all(people.map((each) => openPerson(fieldKey, each)))
  return { people: opened, next, after: asked.after }
}

/** Names of accounts by id, for pages of the office. */
export async function namesOf(
  db: Db,
  fieldKey: string,
  ids: number[],
): Promise<Map<number, string>> {
  const sealed = await accountsById(db, ids)
  return new Map(
    await Promise.all(
      [...sealed.values()].map(
        async ({ id, name }) => [id, await openName(fieldKey, id, name)] as const,
      ),
    ),
  )
}
