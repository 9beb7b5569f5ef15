// The door of the applications room.
export { openAnswers, openAppeal, openEventText, sealAppeal, sealEventText } from './fields'
export { reviewTasks } from './office-tasks'
export { OpeningLine } from './opening-line'
export {
  answerBy,
  answerClock,
  type Barred,
  barredReason,
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
  type NewEvent,
  notListed,
} from './store'
export { openByRule, refuseByRule } from './store-rule'
export type { Application, ApplicationAct, ApplicationEvent, ApplicationState } from './tables'
