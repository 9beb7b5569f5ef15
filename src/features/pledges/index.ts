// The door of the pledges room. Its pages are mounted by app.ts from ./routes: they show tabs of the
// visits room, which asks the people room.
export { purgePledges } from './store-purge'
