// The door of the places room.
export { contactColumns } from './contact'
export { PlaceHead, stateText } from './header'
export { doorQr } from './qr'
export { placeRoutes } from './routes'
export { type DoorState, doorState, gramsOf, pathEnd } from './rules'
export { actsFrom, type LifeAct, MOVES, statusAfter } from './rules-life'
export { listAreas, openCounts, placeByCode, placeFromRow, setRestDay } from './store'
export {
  allowsAct,
  causeText,
  changeLife,
  type LifeChange,
  lifeOf,
  lifeStatements,
  NEXT_ACCEPTANCE,
} from './store-life'
export {
  contactIndexOf,
  nextPlaceId,
  type RegisteredPlace,
  registerStatements,
  reportedCode,
  reportedStatement,
  similarPlaces,
  unkeptPlaces,
} from './store-register'
export type {
  Area as ListedArea,
  ChangeCause,
  Place,
  PlaceChange,
  PlaceKind,
  PlaceStatus,
} from './tables'
