// Suppliers: published and ended by headquarters, each with its audit row.
import { batchAll, type Db } from '../../db/client'
import { auditIfChanged } from '../audit'
import { foldName } from '../places/rules'
import type { SupplierInput, SupplierQuery } from './form-suppliers'
import type { By } from './store'
import type { Supplier } from './tables'

export const SUPPLIER_ROWS = 30

const COLUMNS = `id, category, name, what, price, contact, from_day AS fromDay, ended_at AS endedAt`
export type ListedSupplier = Pick<
  Supplier,
  'id' | 'category' | 'name' | 'what' | 'price' | 'contact' | 'fromDay' | 'endedAt'
>

/** A page of the list, one row more than shown. `today`: only those that have begun. Tests read its plan. */
export function suppliersStatement(
  db: Db,
  { q, category, ended, after }: SupplierQuery,
  today: number | null,
): D1PreparedStatement {
  const shared = [foldName(q), today ?? Number.MAX_SAFE_INTEGER, category] as const
  const only = `(?1 = '' OR instr(folded, ?1) > 0) AND from_day <= ?2`
  if (ended)
    return db.$client
      .prepare(
        `SELECT ${COLUMNS} FROM suppliers INDEXED BY suppliers_ended WHERE ended_at IS NOT NULL AND ${only}
           AND (?3 = '' OR category = ?3) AND id < ?4 ORDER BY id DESC LIMIT ${SUPPLIER_ROWS + 1}`,
      )
      .bind(...shared, after?.[1] ?? Number.MAX_SAFE_INTEGER)
  return db.$client
    .prepare(
      `SELECT ${COLUMNS} FROM suppliers INDEXED BY suppliers_live WHERE ended_at IS NULL AND ${only}
         AND category ${category ? '=' : '>='} ?3 AND (category, id) > (?4, ?5)
       ORDER BY category, id LIMIT ${SUPPLIER_ROWS + 1}`,
    )
    .bind(...shared, ...(after ?? ['', 0]))
}

export async function listSuppliers(
  db: Db,
  query: SupplierQuery,
  today: number | null,
): Promise<{ rows: ListedSupplier[]; next: [string, number] | null }> {
  const { results } = await suppliersStatement(db, query, today).all<ListedSupplier>()
  const rows = results.slice(0, SUPPLIER_ROWS)
  const last = results.length > SUPPLIER_ROWS ? rows.at(-1) : undefined
  return { rows, next: last ? [last.category, last.id] : null }
}

export const supplierById = (db: Db, id: number): Promise<ListedSupplier | null> =>
  db.$client
    .prepare(`SELECT ${COLUMNS} FROM suppliers WHERE id = ?`)
    .bind(id)
    .first<ListedSupplier>()

const audited = (db: Db, act: string, subject: string | number, { actor, now }: By) =>
  auditIfChanged(db, { at: now, actor, act: `suppliers.${act}`, subject: `suppliers:${subject}` })

/** Sent again, it is the same supplier. */
export async function addSupplier(db: Db, supplier: SupplierInput, by: By): Promise<void> {
  const { key, category, name, what, price, contact, from } = supplier
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO suppliers (key, category, name, what, price, contact, folded, from_day, by, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .bind(
        key,
        category,
        name,
        what,
        price,
        contact,
        foldName(`${name} ${what}`),
        from,
        by.actor.id,
        by.now,
      ),
    audited(db, 'add', key, by),
  ])
}

/** Off the published list; its row stays. Ended twice, it is ended once. */
export async function endSupplier(db: Db, id: number, by: By): Promise<void> {
  await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE suppliers SET ended_at = ?, ended_by = ?
         WHERE id = ? AND ended_at IS NULL`,
      )
      .bind(by.now, by.actor.id, id),
    audited(db, 'end', id, by),
  ])
}
