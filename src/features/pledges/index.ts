// The door of the pledges room. Its pages are mounted by app.ts from ./routes, which show tabs of the
// visits room.
export { stateOf, textOf } from './rules'
export { pledgeOfPlace } from './store'
