// The door of the places room.
export { PlaceHead, stateText } from './header'
export { doorQr } from './qr'
export { placeRoutes } from './routes'
export { type DoorState, doorState, gramsOf, pathEnd } from './rules'
export { listAreas, openCounts, placeByCode, placeFromRow, setRestDay } from './store'
export type { Area as ListedArea, Place, PlaceKind } from './tables'
