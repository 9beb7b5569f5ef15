// Orders as rounds issue them: the round and its order in one batch.

import { env } from 'cloudflare:workers'
import { openDb } from '../../src/db/client'
import { issueStatements, sealIssued } from '../../src/features/orders'
import type { Place } from '../../src/features/places'
import type { AccountActor } from '../../src/shared/actor'
import { HOUR } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { newKey, newRowId, systemRandom } from '../../src/shared/ids'
import { sendForm, type TypedForm } from './multipart'
import type { OwnPhone } from './people'
import { clock, db, one } from './town'

export const key = (): string => newKey(clock.now, systemRandom)

interface Found {
  items?: string[]
  roundKey?: string
  orderKey?: string
  /** Of the finding. */
  note?: string
  text?: string
  dueAt?: number
  /** When the order says its round was received. */
  receivedAt?: number
}

/** Writes a round with what it orders; answers the id of its order, null when none was issued. */
export async function issue(
  place: Place,
  patrol: Pick<OwnPhone, 'accountId'>,
  found: Found = {},
): Promise<number | null> {
  const { items = ['gate'], roundKey = key(), note = '' } = found
  const round = newRowId(systemRandom)
  const actor: AccountActor = {
    kind: 'officer',
    id: patrol.accountId,
    name: '',
    scopes: [],
    places: [],
  }
  const orderKey = found.orderKey ?? `round:${roundKey}`
  const sealed =
    note &&
    (await encryptField(
      env.FIELD_KEY,
      { table: 'patrol_findings', column: 'note', row: `${round}:${items[0]}` },
      note,
    ))
  await openDb(env.DB).$client.batch([
    db.$client
      .prepare(
        `INSERT INTO patrol_rounds (id, key, place_id, area_path, day, level, target, at, received_at, by, proof, problems, rulebook_version)
         VALUES (?1, ?2, ?3, ?4, 18333, 'town', 'shop', ?5, ?5, ?6, 'code', 1, 1) ON CONFLICT DO NOTHING`,
      )
      .bind(round, roundKey, place.id, place.areaPath, clock.now, patrol.accountId),
    db.$client
      .prepare(
        'INSERT INTO patrol_findings (round_id, item, fixed, note) SELECT r.id, ?2, 0, ?3 FROM patrol_rounds r WHERE r.id = ?1',
      )
      .bind(round, items[0] ?? '', sealed || null),
    ...issueStatements(db, {
      key: orderKey,
      place,
      roundKey,
      items,
      text: await sealIssued(env, orderKey, found.text ?? ''),
      fileId: null,
      dueAt: found.dueAt ?? clock.now + 3 * HOUR,
      actor,
      now: found.receivedAt ?? clock.now,
      rulebookVersion: 1,
    }),
  ])
  const order = await one<{ id: number }>(
    'SELECT o.id FROM orders o WHERE o.key = ? ORDER BY o.id DESC',
    orderKey,
  )
  return order?.id ?? null
}

export const orderRow = (id: number | null) =>
  one<Record<string, unknown>>(
    'SELECT state, version, failed, seq, year, due_at AS dueAt, ended_at AS endedAt FROM orders WHERE id = ?',
    id,
  )
export const stepsOf = async (id: number | null): Promise<string[]> => {
  const { results } = await db.$client
    .prepare('SELECT kind FROM order_entries WHERE order_id = ? ORDER BY id')
    .bind(id)
    .all<{ kind: string }>()
  return results.map(({ kind }) => kind)
}

/** As the keeper's page sends it: the field of the photo is there also when nobody took one. */
export function answer(
  phone: OwnPhone,
  place: Place,
  id: number | null,
  typed: TypedForm = {},
): Promise<Response> {
  const form = new FormData()
  const empty = { [`photo_${id}`]: new File([], '') }
  const sent = { key: key(), failed: '0', text: '测温枪已摆在门口', ...empty, ...typed }
  for (const [name, value] of Object.entries(sent)) form.append(name, value)
  return phone.postForm(`/keep/${place.code}/orders/${id}/files`, form)
}

/** What an officer sends who looked again; by default that it is put right. */
export const recheck = async (
  phone: OwnPhone,
  id: number | null,
  typed: TypedForm = {},
): Promise<Response> =>
  sendForm(phone, `/office/orders/${id}/recheck/files`, {
    key: key(),
    version: String((await orderRow(id))?.version),
    result: 'close',
    deadline: '',
    text: '',
    ...typed,
  })
