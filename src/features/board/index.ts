// The door of the board room. Its pages are mounted by app.ts from ./routes: the staff's list of
// entries asks this door how much is to be done, and the board's pages stand between the staff's tabs.
export { type AtPlace, atPlace } from './at-place'
export { countTodo } from './day'
export { type People, readPeople, type Worker, workerPhone } from './people'
export { boardOf } from './public'
export {
  countStatement,
  countsFrom,
  NO_COUNTERS,
  type StoredCounters,
} from './store-counts'
export { remeasureWorker } from './store-fever'
export { countFevers } from './store-fevers'
export { ownReadings } from './store-own'
export { purgeTemperatures } from './store-purge'
export {
  type DayReadings,
  type DayRecords,
  readingsFrom,
  readingsStatement,
  recordsFrom,
  recordsStatement,
} from './store-sheets'
export { recordDuty } from './store-taps'
export { detailText, supplyName } from './texts'
export { type BehindPlace, lateDuties, walkLate } from './town'
