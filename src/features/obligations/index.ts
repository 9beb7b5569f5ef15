// The door of the obligations room: rules only, one engine for to-do lists, boards, patrols and alarms.
export { type Done, type Owed, owed, type Records } from './rules'
export {
  isResident,
  type OwedRound,
  type PatrolRecords,
  roundsOwed,
  type Shift,
  shiftGaps,
  targetOf,
} from './rules-rounds'
