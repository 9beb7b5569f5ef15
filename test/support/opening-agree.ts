// Whether everything that is kept is as the model says.
import { expect } from 'vitest'
import { type Town, tellsOneStory } from './opening-model'
import type { Real } from './opening-town'
import { db } from './town'

const STANDING = `SELECT p.id, p.status, p.status_cause AS cause, p.version, p.inspection_due_on AS due, p.acceptance_number AS number,
  (SELECT count(*) FROM place_changes c WHERE c.place_id = p.id) AS steps,
  (SELECT json_array(a.id, a.state, a.version, (SELECT count(*) FROM application_events e WHERE e.application_id = a.id))
     FROM applications a WHERE a.place_id = p.id ORDER BY a.id DESC LIMIT 1) AS application,
  (SELECT json_array(i.id, i.state, i.version) FROM inspections i WHERE i.place_id = p.id ORDER BY i.id DESC LIMIT 1) AS inspection
  FROM json_each(?) j CROSS JOIN places p ON p.id = j.value`

/** Everything that is kept is as the model says. */
export async function agree(town: Town, real: Real): Promise<void> {
  const ids = JSON.stringify(town.places.map(({ id }) => id))
  const [places, log, counts] = await db.$client.batch<Record<string, unknown>>([
    db.$client.prepare(STANDING).bind(ids),
    db.$client.prepare('SELECT seq, act FROM audit WHERE seq > ? ORDER BY seq').bind(real.audits),
    db.$client.prepare(
      "SELECT kind || '/' || status AS name, sum(count) AS n FROM place_counts GROUP BY 1 HAVING n <> 0",
    ),
  ])
  const rows = (places?.results ?? []).map((row) => ({
    ...row,
    application: JSON.parse(String(row.application)),
    inspection: JSON.parse(String(row.inspection)),
  }))
  const expected = town.places.map(({ code: _code, kind: _kind, ...place }) => ({
    ...place,
    application: place.application && Object.values(place.application),
    inspection: place.inspection && [
      place.inspection.id,
      place.inspection.state,
      place.inspection.version,
    ],
  }))
  expect(rows).toEqual(expected)
  expect((log?.results ?? []).map(({ act }) => String(act)).sort()).toEqual([...town.log].sort())
  expect(Object.fromEntries((counts?.results ?? []).map(({ name, n }) => [name, n]))).toEqual(
    Object.fromEntries(Object.entries(town.counts).filter(([, n]) => n !== 0)),
  )
  expect(town.places.filter((place) => !tellsOneStory(place))).toEqual([])
  real.audits += log?.results.length ?? 0
}
