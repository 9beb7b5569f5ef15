// A place by what an officer types: its code, or its name.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import { placesNamed } from '../places'
import { foldName } from '../places/rules'

export interface FoundPlace {
  id: number
  code: string
  name: string
  address: string
  area: string
  areaEn: string
}

const FOUND = `SELECT p.id, p.code, p.name, p.address, a.name AS area, a.name_en AS areaEn`
const MOST = 10

/** Of exactly this name, in whichever village. */
const EXACTLY =
  'SELECT s.id FROM areas v CROSS JOIN places s INDEXED BY places_named ON s.area_path = v.path AND s.name_folded = ?2'

/**
 * The place of a code, else up to ten whose name holds what was typed; the one of exactly that name first. Of a
 * name many have, the first of them: whoever misses one types more of it.
 */
export async function findPlaces(db: Db, typed: string): Promise<FoundPlace[]> {
  const code = readPlaceCode(typed)
  const q = foldName(typed)
  if (!code && !q) return []
  const { ids } = code ? { ids: [] } : await placesNamed(db, { q, from: null, most: MOST })
  const statement = code
    ? db.$client
        .prepare(`${FOUND} FROM places p JOIN areas a ON a.id = p.area_id WHERE p.code = ?`)
        .bind(code)
    : db.$client
        .prepare(
          `${FOUND} FROM (SELECT value AS id FROM json_each(?1) UNION ${EXACTLY}) g
           CROSS JOIN places p ON p.id = g.id CROSS JOIN areas a ON a.id = p.area_id
           WHERE instr(p.name_folded, ?2) > 0 AND p.status <> 'closed'
           ORDER BY p.name_folded <> ?2, p.id LIMIT ${MOST}`,
        )
        .bind(JSON.stringify(ids), q)
  return (await statement.all<FoundPlace>()).results
}
