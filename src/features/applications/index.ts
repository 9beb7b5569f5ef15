// The door of the applications room.
export { openAnswers, openAppeal, openEventText, sealAppeal, sealEventText } from './fields'
export {
  answerBy,
  answerClock,
  type Barred,
  barredReason,
  isLive,
  isWorkingDay,
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
export type { Application, ApplicationAct, ApplicationEvent, ApplicationState } from './tables'
