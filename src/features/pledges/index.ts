// The door of the pledges room. Its pages are mounted by app.ts from ./routes: they show tabs of the
// visits room, which asks the people room.
export { stateOf, textOf } from './rules'
export { pledgeOfPlace } from './store'
export { purgePledges } from './store-purge'
export { type DeclaredWatch, declaredWatch } from './watched'
