// A worker as a row: personal fields encrypted, the phone found again by its blind index. Keys,
// clock and row id come in, so that a script can make the same rows.
import { blindIndexOf, decryptField, encryptField } from '../../shared/fields'
import { foldPerson } from './rules'

export interface PeopleKeys {
  FIELD_KEY: string
  INDEX_KEY: string
}

export interface NewWorker {
  id: number
  name: string
  /** 11 digits. */
  phone: string
  address: string
  areaId: number | null
}

/** A row of `workers`, by column. */
export interface WorkerRow {
  id: number
  name: string
  phone: string
  phone_index: string
  address: string
  area_id: number | null
  created_at: number
}

type Column = 'name' | 'phone' | 'address'

const fieldOf = (column: Column, row: number) => ({ table: 'workers', column, row }) as const

export const workerPhoneIndex = (indexKey: string, phone: string): Promise<string> =>
  blindIndexOf(indexKey, 'workers.phone', phone)

/** A worker as stored. */
export async function workerRow(
  worker: NewWorker,
  keys: PeopleKeys,
  now: number,
): Promise<WorkerRow> {
  const encrypt = (column: Column) =>
    encryptField(keys.FIELD_KEY, fieldOf(column, worker.id), worker[column])
  return {
    id: worker.id,
    name: await encrypt('name'),
    phone: await encrypt('phone'),
    phone_index: await workerPhoneIndex(keys.INDEX_KEY, worker.phone),
    address: await encrypt('address'),
    area_id: worker.areaId,
    created_at: now,
  }
}

/** One personal field in the clear; a dash when it does not open. */
export const openWorkerField = async (
  fieldKey: string,
  column: Column,
  id: number,
  stored: string | null,
): Promise<string> => (stored && (await decryptField(fieldKey, fieldOf(column, id), stored))) || '—'

/** Two spellings of one name: width, case, spaces and dots apart. */
export const sameName = (a: string, b: string): boolean => foldPerson(a) === foldPerson(b)
