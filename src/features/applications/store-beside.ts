// What stands beside one application: its place, its keeper, the names of those who acted.
import { batchAll, type Db } from '../../db/client'
import { type Place, placeFromRow } from '../places'

/** What the page of one application shows beside it. */
export interface Beside {
  place: Place
  area: string
  areaEn: string
  pledge: { number: string; signedAt: number } | null
  keeper: { id: number; name: string; phone: string | null } | null
}

export async function readBeside(
  db: Db,
  application: { placeId: number; createdBy: number },
): Promise<Beside | null> {
  const [places, pledges, keepers] = await batchAll(db, [
    db.$client
      .prepare(
        'SELECT p.*, v.name AS area, v.name_en AS areaEn FROM places p JOIN areas v ON v.id = p.area_id WHERE p.id = ?',
      )
      .bind(application.placeId),
    db.$client
      .prepare(
        `SELECT number, signed_at AS signedAt FROM pledges WHERE place_id = ? AND kind = 'place'
           AND superseded_by IS NULL AND withdrawn_at IS NULL ORDER BY signed_at DESC LIMIT 1`,
      )
      .bind(application.placeId),
    db.$client
      .prepare('SELECT id, display_name AS name, phone FROM accounts WHERE id = ?')
      .bind(application.createdBy),
  ])
  const row = places?.results[0] as
    | (Record<string, unknown> & { area: string; areaEn: string })
    | undefined
  if (!row) return null
  return {
    place: placeFromRow(row),
    area: row.area,
    areaEn: row.areaEn,
    pledge: (pledges?.results[0] as Beside['pledge'] | undefined) ?? null,
    keeper: (keepers?.results[0] as Beside['keeper'] | undefined) ?? null,
  }
}

/** The stored display names of accounts, by id. */
export async function sealedNames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { results } = await db.$client
    .prepare(
      'SELECT a.id, a.display_name AS name FROM json_each(?) j CROSS JOIN accounts a ON a.id = j.value',
    )
    .bind(JSON.stringify([...new Set(ids)]))
    .all<{ id: number; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}
