// The door of the people room. Its pages are mounted by app.ts from ./routes: other rooms ask this
// door for who works where, and those pages show tabs of the visits room.

export { worksFromOf } from '../../db/works-from-store'
export { FindWorker } from './find'
export {
  invitationUsedStatement,
  openWorkerInvitation,
} from './invitation-store'
export { moveWorker } from './move-store'
export { destination, ownPlace } from './own-place'
export {
  deviceHash,
  keepPhone,
  ownPhone,
  requestPhone,
  tokenOfKey,
} from './phone'
export { phoneStatement } from './phone-store'
export { type StaffLine, staffFrom, staffOf, staffOn, staffStatements } from './sheet-store'
export {
  changeEmployment,
  correctStatement,
  countWaiting,
  countWorkers,
  employStatement,
  storedWorker,
  type Workplace,
  workerStatement,
  workersByPhone,
  workplacesOf,
} from './store'
export { employmentsOf, type OwnEmployment, setConsent } from './store-own'
export { purgePeople } from './store-purge'
export { openWorkerField, sameName, type WorkerRow, workerPhoneIndex, workerRow } from './worker'
