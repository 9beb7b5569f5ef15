// The door of the applications room.
export { sealAppeal, sealEventText } from './fields'
export { reviewTasks } from './office-tasks'
export { OpeningLine } from './opening-line'
export {
  answerBy,
  isLive,
  stateAfter,
} from './rules'
export {
  applicationById,
  applicationByNumber,
  barredOn,
  eventStatement,
  eventsOf,
  lastApplication,
  liveApplication,
  moveStatement,
  notListed,
} from './store'
export { isExempt } from './store-keeper'
export { lateByDepartment } from './store-late'
export { openByRule, refuseByRule } from './store-rule'
export type { Application, ApplicationState } from './tables'
