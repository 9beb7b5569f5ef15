// The door of the patrols room.
export { readPatrolDay } from './day'
export { patrolTasks } from './office-tasks'
export { byDue, nextOf, type PatrolLine, type PatrolSums, sumsOf } from './rules-day'
