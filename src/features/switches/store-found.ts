// A place by what an officer types: its code, or its name.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
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

/** The place of a code, else up to ten whose name holds what was typed; the one of exactly that name first. */
export async function findPlaces(db: Db, typed: string): Promise<FoundPlace[]> {
  const code = readPlaceCode(typed)
  const q = foldName(typed)
  if (!code && !q) return []
  const gram = [...q].slice(0, 2).join('')
  const statement = code
    ? db.$client
        .prepare(`${FOUND} FROM places p JOIN areas a ON a.id = p.area_id WHERE p.code = ?`)
        .bind(code)
    : db.$client
        .prepare(
          `${FOUND} FROM place_grams g CROSS JOIN places p ON p.id = g.place_id CROSS JOIN areas a ON a.id = p.area_id
           WHERE g.gram = ?1 AND instr(p.name_folded, ?2) > 0 AND p.status <> 'closed'
           ORDER BY p.name_folded <> ?2, p.id LIMIT ${MOST}`,
        )
        .bind(gram, q)
  return (await statement.all<FoundPlace>()).results
}
