// Names of accounts by id, for pages of any room that say who did something.
import type { Db } from '../../db/client'

/** Still encrypted; an id nobody has is left out. */
export async function accountNames(
  db: Db,
  ids: readonly number[],
): Promise<{ id: number; name: string }[]> {
  const { results } = await db.$client
    .prepare(
      'SELECT a.id, a.display_name AS name FROM json_each(?) j CROSS JOIN accounts a ON a.id = j.value',
    )
    .bind(JSON.stringify([...new Set(ids)]))
    .all<{ id: number; name: string }>()
  return results
}
