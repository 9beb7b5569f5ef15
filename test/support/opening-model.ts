// A place, its application and its inspection together: what the keeper, the office, the joint team and
// the rules may do to them, as a model without a database.
import { type Application, isLive, stateAfter } from '../../src/features/applications'
import type { ApplicationMove } from '../../src/features/applications/rules'
import { type LifeAct, statusAfter } from '../../src/features/places'
import type { PlaceKind, PlaceStatus } from '../../src/features/places/tables'

export interface ModelApplication {
  id: number
  state: Application['state']
  version: number
  events: number
}

export interface ModelInspection {
  id: number
  state: 'planned' | 'started' | 'passed' | 'failed' | 'cancelled'
  version: number
  application: number
}

export interface ModelPlace {
  id: number
  code: string
  kind: PlaceKind
  status: PlaceStatus
  cause: string | null
  version: number
  steps: number
  due: number | null
  number: number | null
  application: ModelApplication | null
  inspection: ModelInspection | null
}

export interface Town {
  places: ModelPlace[]
  /** What was written into the log by the last command, sorted. */
  log: string[]
  inspections: number
  lastNumber: number
  counts: Record<string, number>
}

export interface Stepping {
  act: LifeAct
  cause: string
  due?: number | null
}

/** The place takes the step; the caller asked whether it may. */
export function step(town: Town, place: ModelPlace, { act, cause, due = null }: Stepping): void {
  const to = statusAfter(place.status, act)
  if (to === null) throw new Error(`${place.status}: no ${act}`)
  const name = (status: string) => `${place.kind}/${status}`
  town.counts[name(place.status)] = (town.counts[name(place.status)] ?? 0) - 1
  town.counts[name(to)] = (town.counts[name(to)] ?? 0) + 1
  Object.assign(place, { status: to, cause, version: place.version + 1, steps: place.steps + 1 })
  place.due = due ?? place.due
  town.log.push(`places.${act}`)
}

/** The application takes the step, with a line of its timeline. */
export function move(application: ModelApplication, act: ApplicationMove, events = 1): void {
  const to = stateAfter(application.state, act)
  if (to === null) throw new Error(`${application.state}: no ${act}`)
  application.state = to
  application.version += 1
  application.events += events
}

/** Whether an application may take a step that its place takes with it. */
export const mayMove = (
  { application, status }: ModelPlace,
  seen: number | undefined,
  act: ApplicationMove,
  placeAct: LifeAct | null,
): boolean =>
  application !== null &&
  application.version === seen &&
  stateAfter(application.state, act) !== null &&
  (placeAct === null || statusAfter(status, placeAct) !== null)

export const liveOf = ({ application }: ModelPlace): ModelApplication | null =>
  application && isLive(application.state) ? application : null

export const liveInspection = ({ inspection }: ModelPlace): ModelInspection | null =>
  inspection && (inspection.state === 'planned' || inspection.state === 'started')
    ? inspection
    : null

/** An inspection whose application or place moved on without it gives way to the next plan. */
export function giveWay(place: ModelPlace): void {
  const live = liveInspection(place)
  if (!live) return
  const { application, status } = place
  const holds =
    status === 'accepted' &&
    application?.id === live.application &&
    application.state === 'accepted'
  if (!holds) Object.assign(live, { state: 'cancelled', version: live.version + 1 })
}

/** What a clerk may rely on, whatever happened: place and application always tell one story. */
export function tellsOneStory({ status, application }: ModelPlace): boolean {
  const state = application?.state ?? null
  if (status === 'applied') return state === 'submitted'
  if (status === 'accepted') return state === 'accepted' || state === 'failed'
  if (status === 'known') return state !== 'submitted' && state !== 'accepted' && state !== 'failed'
  return state === null || !isLive(state)
}
