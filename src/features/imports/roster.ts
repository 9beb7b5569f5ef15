// A place's roster against the town: every line judged, then written a step at a time as people who
// still have to sign.
import { dayOf } from '../../shared/clock'
import { newRowId } from '../../shared/ids'
import { openWorkerField, sameName, workerPhoneIndex, workerRow } from '../people'
import { type ListedArea, placeById } from '../places'
import type { Rulebook } from '../rulebook'
import type { Run } from './cells'
import { type CheckedLine, Once } from './check'
import { type GoodWorker, rosterJudge } from './form-roster'
import { type Line, lineInSheet, rosterLine } from './rules'
import { type RosterRow, type SamePhone, samePhones, writeRoster } from './store-roster'
import type { Running } from './store-run'

export interface RosterTown {
  book: Rulebook
  areas: readonly ListedArea[]
}

/** A key holds its place, so that a file is never written for another. */
export const rosterKey = (placeId: number, key: string): string => `roster/${placeId}/${key}`
export const placeOfKey = (key: string): number => Number(/^roster\/(\d+)\//.exec(key)?.[1] ?? 0)

type JudgedLine = Line & { error: string | null; worker: GoodWorker | null; known: number }

/** Somebody the town knows already joins by signing: a list shows no keeper another place's people. */
async function phoneError(
  run: Run,
  worker: GoodWorker,
  same: readonly SamePhone[],
): Promise<string | null> {
  if (same.some(({ here }) => here === 1)) return 'crew.here'
  for (const { id, name } of same)
    if (sameName(await openWorkerField(run.keys.FIELD_KEY, 'name', id, name), worker.name))
      return 'crew.known'
  return null
}

async function judged(
  run: Run,
  placeId: number,
  lines: readonly Line[],
  town: RosterTown,
): Promise<JudgedLine[]> {
  const judge = rosterJudge({ ...town, today: dayOf(run.now) })
  const once = new Once()
  const first = await Promise.all(
    lines.map(async ({ line, cells }) => {
      const found = judge(cells)
      if (!found.ok) return { line, cells, error: found.error, worker: null, index: '' }
      const { phone } = found.value
      const error = once.error(phone, lineInSheet(line), 'phone')
      const index = error ? '' : await workerPhoneIndex(run.keys.INDEX_KEY, phone)
      return { line, cells, error, worker: found.value, index }
    }),
  )
  const there = new Map<string, SamePhone[]>()
  const indexes = first.map(({ index }) => index).filter(Boolean)
  for (const each of await samePhones(run.db, placeId, indexes))
    there.set(each.phoneIndex, [...(there.get(each.phoneIndex) ?? []), each])
  return Promise.all(
    first.map(async ({ index, ...line }) => {
      const same = there.get(index) ?? []
      const code = line.worker && !line.error ? await phoneError(run, line.worker, same) : null
      return { ...line, error: code ? `phone:${code}` : line.error, known: same.length }
    }),
  )
}

/** All lines of a roster in the order they will be written: who returns first is first. */
export async function checkRoster(
  run: Run,
  placeId: number,
  lines: readonly Line[],
  town: RosterTown,
): Promise<CheckedLine[]> {
  const checked = await judged(run, placeId, lines, town)
  return checked.map(({ line, cells, error, worker }) => ({
    line: rosterLine(line, worker?.first ?? false),
    cells,
    error,
  }))
}

/** Nobody is hired where the place has closed since the list was checked. */
const CLOSED = ':crew.closed'

/** Writes the lines of one step, judged again as the town is by now. */
export async function rosterStep(
  run: Run,
  running: Running,
  lines: readonly Line[],
  town: RosterTown,
): Promise<void> {
  const placeId = placeOfKey(running.key)
  const place = await placeById(run.db, placeId)
  const workers: RosterRow[] = []
  const refused: { line: number; error: string }[] = []
  for (const { line, error, worker, known } of await judged(run, placeId, lines, town)) {
    if (place?.status === 'closed') refused.push({ line, error: CLOSED })
    else if (error || !worker) refused.push({ line, error: error ?? '' })
    else {
      const person = { id: newRowId(run.random), areaId: place?.areaId ?? null }
      const row = await workerRow({ ...worker, ...person, address: worker.home }, run.keys, run.now)
      workers.push({ ...row, job: worker.job, known })
    }
  }
  const through = lines.at(-1)?.line ?? running.done
  await writeRoster(run.db, running, { through, placeId, workers, refused }, run.now)
}
