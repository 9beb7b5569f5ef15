// The door of the watches room: people under observation. Its pages are mounted by app.ts from ./routes:
// they show tabs of the visits room, and pages of workers ask this door.
export { owedHere, ownPapers, ownReadingsOf, ownWatches, watchOfWorker } from './begin'
export { watchTasks } from './office-tasks'
export { WatchesLine } from './owed-line'
export { OwnPapers, OwnReadings } from './own'
export { PapersLine } from './papers-line'
export { withdrawCopies } from './store-copies'
export { papersOf, type SeenPaper } from './store-papers'
export type { OwedWatches } from './store-place'
export { purgeWatches } from './store-purge'
export { OwnWatches, WorkerWatch } from './worker-watch'
