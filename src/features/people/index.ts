// The door of the people room. Its pages are mounted by app.ts from ./routes: other rooms ask this
// door for who works where, and those pages show tabs of the visits room.
export {
  invitationUsedStatement,
  openWorkerInvitation,
  type WorkerInvitation,
} from './invitation-store'
export {
  deviceHash,
  keepPhone,
  type OwnPhone,
  ownPhone,
  requestPhone,
  tokenOfKey,
} from './phone'
export { phoneStatement } from './phone-store'
export {
  changeEmployment,
  correctStatement,
  countWaiting,
  countWorkers,
  employStatement,
  type PlaceWorker,
  type StoredWorker,
  storedWorker,
  type Workplace,
  workerStatement,
  workersByPhone,
  workersOf,
  workplacesOf,
} from './store'
export { openWorkerField, sameName, type WorkerRow, workerPhoneIndex, workerRow } from './worker'
