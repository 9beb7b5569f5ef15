// The door of the accounts room. Its pages are mounted by app.ts from ./routes, because every other
// room asks this door for access.
export { account, allow, rolesOf } from './access'
export { dropCookie, readCookie, writeCookie } from './cookie'
export { inviteKeepers } from './letters'
export { openMaskedName, openName, openPhone } from './names'
export { accountNames } from './names-store'
export { refuseDemo } from './production'
export { personOf, registerKeeper } from './register'
export { claimStatement, keeperStatement } from './register-store'
export { areaIdsOf, covers, outermost, rangesOf, scopesOf } from './scope'
export { actorOfSession, openSession, purgeSessions } from './store'
export { accountTag, keepsFor } from './tag'
export { placesOf } from './team-store'
