// Applications past their answer, for whoever has to ask about them.
import type { Db } from '../../db/client'

/** The same rows as the list of late ones: handed in and not answered in time; one range of an index. */
export const lateStatement = (db: Db, ranges: string, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT a.department, count(*) AS n FROM applications a INDEXED BY applications_town
       WHERE a.state = 'submitted' AND a.answer_by < ?2
         AND EXISTS (SELECT 1 FROM json_each(?1) r WHERE a.area_path >= r.value ->> 0 AND a.area_path < r.value ->> 1)
       GROUP BY a.department`,
    )
    .bind(ranges, now)

/** How many by department, the most first; `ranges` as of `rangesOf`. */
export async function lateByDepartment(
  db: Db,
  ranges: string,
  now: number,
): Promise<{ department: string; n: number }[]> {
  const { results } = await lateStatement(db, ranges, now).all<{ department: string; n: number }>()
  return results.sort((a, b) => b.n - a.n)
}
