// The demo town of the bulletin on the real D1, written by SQL: 289 shops, 43 areas, 203 enterprises and
// everybody who works there.
import { AREAS } from '../../scripts/demo/areas'
import { insertStatements } from '../../scripts/demo/found'
import { placesOf } from '../../scripts/demo/places'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { teamsOfTown } from '../../scripts/demo/teams'
import { type DemoWorker, workersOf } from '../../scripts/demo/workers'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf } from '../../src/shared/clock'
import { clock, db, publish } from './town'

const plain = (rows: readonly object[]) => rows.map((row) => ({ ...row }))

export interface DemoTown {
  book: Rulebook
  places: Place[]
}

/** Areas, rules, places and teams. Call once a file. */
export async function foundDemoTown(): Promise<DemoTown> {
  const places = placesOf('full', dayOf(clock.now))
  const { teams } = teamsOfTown()
  await db.$client.batch([
    ...insertStatements(db, 'areas', plain(AREAS)),
    ...insertStatements(db, 'places', plain(places)),
    ...insertStatements(
      db,
      'teams',
      teams.map((team) => ({ ...team, key: `team-${team.id}`, createdBy: 1, createdAt: 0 })),
    ),
  ])
  return { book: await publish(demoRulebook), places }
}

/** The 7,740 people as employments and pledges, without names: nothing here opens them. */
export async function hireEverybody(places: Place[]): Promise<DemoWorker[]> {
  const workers = workersOf('full', places, dayOf(clock.now))
  const pledges = workers.map(({ id, worksFrom, signedAt }) => ({
    ...{
      id,
      key: `p${id}`,
      number: `P-${id}`,
      kind: 'personal',
      workerId: id,
      rulebookVersion: 1,
      answers: '',
    },
    ...{ signature: '', textHash: '', signedAt, worksFrom },
  }))
  const posts = workers.flatMap(({ id, posts }) =>
    posts.map(({ placeId, job, since, confirmedAt }) => ({
      ...{ placeId, workerId: id, job, since, confirmedAt, confirmedBy: 1 },
    })),
  )
  const people = workers.map(({ id }) => ({
    ...{ id, name: '', phone: '', phoneIndex: `w${id}`, createdAt: 0 },
  }))
  await db.$client.batch([
    ...insertStatements(db, 'workers', people),
    ...insertStatements(db, 'employments', posts),
    ...insertStatements(db, 'pledges', pledges),
  ])
  return workers
}
