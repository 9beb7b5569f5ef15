// The door of the places room.
export { PlaceHead, stateText } from './header'
export { placeRoutes } from './routes'
export { type DoorState, doorState, gramsOf } from './rules'
export { openCounts, placeByCode, placeFromRow, setRestDay } from './store'
export type { Place, PlaceKind } from './tables'
