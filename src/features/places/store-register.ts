// A place comes into the register, and the ones it might be already.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { blindIndexOf, encryptField } from '../../shared/fields'
import type { SearchFrom } from '../../shared/search-from'
import { auditIfChanged } from '../audit'
import { foldName, gramsOf } from './rules'
import { type SearchPage, searchNamed } from './store-named'
import type { PlaceKind, PlaceStatus } from './tables'

/** The blind index of the phone number a place can be reached at. */
export const contactIndexOf = (indexKey: string, phone: string): Promise<string> =>
  blindIndexOf(indexKey, 'places.contact_phone', phone)

export interface NewPlace {
  id: number
  code: string
  kind: PlaceKind
  name: string
  trade: string
  address: string
  area: { id: number; path: string }
  opensAt: number | null
  closesAt: number | null
  capacity: number | null
  /** Empty where it is not known. */
  contact: { name: string; phone: string }
}

/** The next id of a place. Taken by somebody else meanwhile: `registerStatements` then writes nothing. */
export async function nextPlaceId(db: Db): Promise<number> {
  const row = await db.$client
    .prepare('SELECT 1 + ifnull(max(id), 0) AS id FROM places')
    .first<{ id: number }>()
  return row?.id ?? 1
}

/**
 * First of a batch: a place nobody has asked for an opening of yet, `known`, with its audit row and
 * what searches find it by. `unlessKey`: an application or a report of this key makes the whole batch a
 * repeated sending. What follows asks whether a place of this id has this code.
 */
export async function registerStatements(
  db: Db,
  place: NewPlace,
  { unlessKey, actor, now }: { unlessKey: string; actor: AccountActor; now: number },
  keys: { FIELD_KEY: string; INDEX_KEY: string },
): Promise<D1PreparedStatement[]> {
  const sealed = async (column: string, plain: string) =>
    plain ? encryptField(keys.FIELD_KEY, { table: 'places', column, row: place.id }, plain) : null
  const { name, phone } = place.contact
  return [
    db.$client
      .prepare(
        `INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status,
           stage, opens_at, closes_at, capacity, contact_name, contact_phone, contact_phone_index, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '[]', 'known', iif(?3 = 'site', 'none', NULL),
           ?10, ?11, ?12, ?13, ?14, ?15, ?16
         WHERE NOT EXISTS (SELECT 1 FROM places WHERE id = ?1)
           AND NOT EXISTS (SELECT 1 FROM applications WHERE key = ?17)
           AND NOT EXISTS (SELECT 1 FROM place_changes WHERE key = ?17)`,
      )
      .bind(
        place.id,
        place.code,
        place.kind,
        place.name,
        foldName(place.name),
        place.trade,
        place.address,
        place.area.id,
        place.area.path,
        place.opensAt,
        place.closesAt,
        place.capacity,
        await sealed('contact_name', name),
        await sealed('contact_phone', phone),
        phone ? await contactIndexOf(keys.INDEX_KEY, phone) : null,
        now,
        unlessKey,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'places.register',
      subject: `places:${place.id}`,
      detail: { kind: place.kind, trade: place.trade, area: place.area.path },
    }),
    db.$client
      .prepare(
        `INSERT INTO place_grams (gram, place_id) SELECT j.value, p.id FROM json_each(?1) j, places p
         WHERE p.id = ?2 AND p.code = ?3 ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(gramsOf(place.name)), place.id, place.code),
  ]
}

/** Last of a batch that registers: the first step of the life of a place a village reported. */
export const reportedStatement = (
  db: Db,
  place: Pick<NewPlace, 'id' | 'code'>,
  by: { key: string; actor: AccountActor; now: number; rulebookVersion: number },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO place_changes (key, place_id, at, from_status, to_status, cause, actor_kind, actor_id, rulebook_version)
       SELECT ?1, id, ?2, status, status, 'report', ?3, ?4, ?5 FROM places WHERE id = ?6 AND code = ?7
       ON CONFLICT DO NOTHING`,
    )
    .bind(by.key, by.now, by.actor.kind, by.actor.id, by.rulebookVersion, place.id, place.code)

/** The code of the place a report of this key brought in, or null. */
export const reportedCode = (db: Db, key: string): Promise<string | null> =>
  db.$client
    .prepare(
      "SELECT p.code FROM place_changes c JOIN places p ON p.id = c.place_id WHERE c.key = ? AND c.cause = 'report'",
    )
    .bind(key)
    .first<string>('code')

/**
 * What its keeper corrects before an application is handed in: only while the place is known and still as
 * it was seen. What searches find it by follows its name.
 */
export function correctStatements(
  db: Db,
  place: { id: number; version: number },
  facts: Omit<NewPlace, 'id' | 'code' | 'contact'>,
  { actor, now }: { actor: AccountActor; now: number },
): D1PreparedStatement[] {
  const folded = foldName(facts.name)
  const corrected = 'SELECT 1 FROM places WHERE id = ?2 AND version = ?3 AND name_folded = ?4'
  const bound = [JSON.stringify(gramsOf(facts.name)), place.id, place.version + 1, folded] as const
  return [
    db.$client
      .prepare(
        `UPDATE places SET kind = ?1, name = ?2, name_folded = ?3, trade = ?4, address = ?5, area_id = ?6, area_path = ?7,
           opens_at = ?8, closes_at = ?9, capacity = ?10, stage = iif(?1 = 'site', coalesce(stage, 'none'), NULL),
           contractor = iif(?1 = 'site', contractor, NULL), version = version + 1
         WHERE id = ?11 AND version = ?12 AND status = 'known'`,
      )
      .bind(
        facts.kind,
        facts.name,
        folded,
        facts.trade,
        facts.address,
        facts.area.id,
        facts.area.path,
        facts.opensAt,
        facts.closesAt,
        facts.capacity,
        place.id,
        place.version,
      ),
    auditIfChanged(db, { at: now, actor, act: 'places.correct', subject: `places:${place.id}` }),
    db.$client
      .prepare(
        `DELETE FROM place_grams WHERE place_id = ?2 AND gram NOT IN (SELECT value FROM json_each(?1)) AND EXISTS (${corrected})`,
      )
      .bind(...bound),
    db.$client
      .prepare(
        `INSERT INTO place_grams (gram, place_id) SELECT value, ?2 FROM json_each(?1) WHERE EXISTS (${corrected})
         ON CONFLICT DO NOTHING`,
      )
      .bind(...bound),
  ]
}

/** A place of the register, for somebody who may be about to enter it again or who claims it. */
export interface RegisteredPlace {
  id: number
  code: string
  kind: PlaceKind
  name: string
  address: string
  status: PlaceStatus
  area: string
  areaEn: string
  /** Somebody keeps it. */
  kept: number
  samePhone: number
}

const REGISTERED = (
  phoneIndex: string,
) => `SELECT p.id, p.code, p.kind, p.name, p.address, p.status,
  a.name AS area, a.name_en AS areaEn, p.contact_phone_index IS ${phoneIndex} AS samePhone,
  EXISTS (SELECT 1 FROM place_members m WHERE m.place_id = p.id AND m.role = 'keeper' AND m.revoked_at IS NULL) AS kept`

const MOST_SIMILAR = 10
/** Places a page of those nobody keeps looks at, and whether somebody does. */
const UNKEPT_LOOKED = 14

export interface Like {
  name: string
  areaId: number
  phoneIndex: string
}

/** Places of one folded name in one village, and places with the same contact phone; tests read its plan. */
export function similarStatement(db: Db, like: Like): D1PreparedStatement {
  return db.$client
    .prepare(
      `${REGISTERED('?3')} FROM places p JOIN areas a ON a.id = p.area_id WHERE p.status <> 'closed' AND p.id IN (
         SELECT s.id FROM places s INDEXED BY places_named
           WHERE s.area_path = (SELECT path FROM areas WHERE id = ?2) AND s.name_folded = ?1
         UNION SELECT id FROM places WHERE contact_phone_index = ?3)
       ORDER BY p.id LIMIT ${MOST_SIMILAR}`,
    )
    .bind(foldName(like.name), like.areaId, like.phoneIndex)
}

export async function similarPlaces(db: Db, like: Like): Promise<RegisteredPlace[]> {
  return (await similarStatement(db, like).all<RegisteredPlace>()).results
}

interface Unkept {
  /** As typed. */
  q: string
  phoneIndex: string | null
  from: SearchFrom | null
}

/** Places a village reported and nobody keeps, of these (JSON of ids) whose names hold what was typed. */
export const unkeptStatement = (
  db: Db,
  phoneIndex: string | null,
  { ids, folded }: { ids: string; folded: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${REGISTERED('?1')} FROM json_each(?2) g CROSS JOIN places p ON p.id = g.value CROSS JOIN areas a ON a.id = p.area_id
       WHERE instr(p.name_folded, ?3) > 0 AND p.status = 'known' AND NOT EXISTS (SELECT 1 FROM place_members m
         WHERE m.place_id = p.id AND m.role = 'keeper' AND m.revoked_at IS NULL)`,
    )
    .bind(phoneIndex, ids, folded)

/** By name or door code. */
export const unkeptPlaces = (
  db: Db,
  { q, phoneIndex, from }: Unkept,
): Promise<SearchPage<RegisteredPlace>> =>
  searchNamed<RegisteredPlace>(
    db,
    { q, from, most: UNKEPT_LOOKED },
    {
      rows: UNKEPT_LOOKED,
      statement: (ids, _, folded) => unkeptStatement(db, phoneIndex, { ids, folded }),
      keyOf: ({ id }) => [id + 1, 0],
    },
  )
