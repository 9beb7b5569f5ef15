// Writes the workers of the demo town with their employments and pledges, some hundreds at a time, so
// that a loading that was stopped goes on where it stood.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { workerRow } from '../../src/features/people/worker'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { keeperIdOf } from './accounts'
import { insertStatements, UNLESS_THERE } from './found'
import { placesOf } from './places'
import { personalPledge, placePledge, type Signing } from './pledges'
import { type DemoState, writeState } from './state'
import { type DemoWorker, workersOf } from './workers'

export interface Hiring {
  db: Db
  book: Rulebook
  keys: AccountKeys
  data: string
  progress: (line: string) => void
}

const WORKERS_AT_ONCE = 400

/** The row with the keys of its columns, as every insert here wants them. */
const storedWorker = async (keys: AccountKeys, worker: DemoWorker) => ({
  ...(await workerRow(worker, keys, worker.signedAt)),
})

const employmentRows = ({ id, posts }: DemoWorker, places: ReadonlyMap<number, Place>) =>
  posts.map(({ placeId, job, since, confirmedAt, shown }) => {
    const place = places.get(placeId)
    return {
      placeId,
      workerId: id,
      job,
      confirmedAt,
      confirmedBy: place ? keeperIdOf(place) : null,
      shownByConsent: shown ? 1 : 0,
      since,
    }
  })

async function writeWorkers(hiring: Hiring, places: Place[], workers: DemoWorker[]): Promise<void> {
  const { db, keys } = hiring
  const byId = new Map(places.map((place) => [place.id, place]))
  const insert = (table: string, rows: Record<string, unknown>[]) =>
    insertStatements(db, table, rows, UNLESS_THERE)
  await batchAll(db, [
    ...insert('workers', await Promise.all(workers.map((worker) => storedWorker(keys, worker)))),
    ...insert(
      'employments',
      workers.flatMap((worker) => employmentRows(worker, byId)),
    ),
    ...insert(
      'pledges',
      await Promise.all(
        workers.flatMap((worker) => {
          const place = byId.get(worker.posts[0]?.placeId ?? 0)
          return place ? [personalPledge(hiring, worker, place)] : []
        }),
      ),
    ),
  ])
}

async function signForPlaces(hiring: Hiring, places: Place[], workers: DemoWorker[]) {
  const signing: Signing = hiring
  const staff = new Map<number, number>()
  for (const { placeId } of workers.flatMap(({ posts }) => posts))
    staff.set(placeId, (staff.get(placeId) ?? 0) + 1)
  const rows = await Promise.all(
    places
      .filter(({ status }) => status === 'open')
      .map((place) => placePledge(signing, place, staff.get(place.id) ?? 0)),
  )
  await batchAll(hiring.db, insertStatements(hiring.db, 'pledges', rows, UNLESS_THERE))
}

/** Writes who is not there yet, and moves `state` along. */
export async function hireWorkers(hiring: Hiring, state: DemoState): Promise<void> {
  const places = placesOf(state.size, state.foundedOn)
  const workers = workersOf(state.size, places, state.foundedOn)
  const loaded = state.workersLoaded ?? 0
  if (loaded >= workers.length) return
  if (loaded === 0) await signForPlaces(hiring, places, workers)
  for (let from = loaded; from < workers.length; from += WORKERS_AT_ONCE) {
    await writeWorkers(hiring, places, workers.slice(from, from + WORKERS_AT_ONCE))
    state.workersLoaded = Math.min(from + WORKERS_AT_ONCE, workers.length)
    writeState(hiring.data, state)
    const done = state.workersLoaded.toLocaleString('en')
    hiring.progress(
      `Loading the demo town: workers ${done} / ${workers.length.toLocaleString('en')}`,
    )
  }
}
