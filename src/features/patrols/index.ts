// The door of the patrols room. Its pages are mounted by app.ts from ./routes: the staff's pages show the
// patrol code, and those of patrols the staff's tabs.
export { type PatrolCode, patrolCodeNow } from './code'
export { PatrolCodeCard } from './code-card'
export { readPatrolDay } from './day'
export { type AloneSums, type MissedSums, patrolNumbers } from './numbers'
export { patrolTasks } from './office-tasks'
export { nextOf, type PatrolLine, type PatrolSums, sumsOf } from './rules-day'
export type { GridKind, GridSums } from './rules-grid'
export type { FoundSums } from './rules-view'
export { spotCandidates } from './spots'
export { purgeSpotChecks } from './store-spots'
export { keepView } from './view'
