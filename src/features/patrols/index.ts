// The door of the patrols room.
export { readPatrolDay } from './day'
export { patrolTasks } from './office-tasks'
export { byDue, nextOf, type PatrolLine, type PatrolSums, sumsOf } from './rules-day'
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
export { type FoundSums, foundOn } from './store-findings'
