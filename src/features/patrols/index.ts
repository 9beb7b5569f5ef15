// The door of the patrols room. Its pages are mounted by app.ts from ./routes: the staff's pages show the
// patrol code, and those of patrols the staff's tabs.
export { type PatrolCode, patrolCodeNow } from './code'
export { PatrolCodeCard } from './code-card'
export { readPatrolDay } from './day'
export { patrolTasks } from './office-tasks'
export { nextOf, type PatrolLine, type PatrolSums, sumsOf } from './rules-day'
export {
  type GridSums,
  gridSums,
  type LeftAlone,
  leftAlone,
  linesOfKind,
  type MissedPlace,
  missedCount,
  missedOf,
} from './rules-grid'
export { spotCandidates } from './spots'
export { type FoundSums, foundOn } from './store-findings'
export { purgeSpotChecks } from './store-spots'
