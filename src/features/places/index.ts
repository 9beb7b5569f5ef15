// The door of the places room.
export { PlaceHead, stateText } from './header'
export { placeRoutes } from './routes'
export { type DoorState, doorState, gramsOf } from './rules'
export { listAreas, openCounts, placeByCode, placeFromRow } from './store'
export type { Area as ListedArea, Place, PlaceKind } from './tables'
