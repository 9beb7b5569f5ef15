// The door of the accounts room.
export { account, allow } from './access'
export { dropCookie, readCookie, writeCookie } from './cookie'
export { actorOfSession, openSession } from './store'
