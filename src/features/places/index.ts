// The door of the places room.
export { CallCard, CallNow } from './call'
export { type Builder, builderOf, contactColumns, maskedContact } from './contact'
export { BuilderLine, PlaceHead, stateText } from './header'
export { LiaisonCard } from './liaison'
export { placeOfCode } from './of-code'
export {
  type Callee,
  calleesOf,
  liaisonOf,
  type OpenOfficers,
  openOfficers,
} from './office-people'
export { MoreOfficers, withOfficers } from './officers'
export { doorQr } from './qr'
export { placeRoutes } from './routes'
export { type DoorState, doorState, gramsOf, namesStaff, pathEnd } from './rules'
export { type LifeAct, MOVES, statusAfter } from './rules-life'
export { ShutForKeeper, ShutNote, shutTitle } from './shut'
export { spokenAt } from './spoken'
export {
  listAreas,
  openCounts,
  pauseIfChanged,
  placeByCode,
  placeById,
  placeFromRow,
  setRestDay,
} from './store'
export {
  allowsAct,
  causeText,
  changeLife,
  type LifeChange,
  lastStepAt,
  lifeOf,
  lifeStatements,
  NEXT_ACCEPTANCE,
} from './store-life'
export { type LifeOfMany, lifeEachStatements } from './store-life-each'
export {
  type NamedAsked,
  pageOf,
  placesNamed,
  type SearchPage,
  searchNamed,
} from './store-named'
export {
  contactIndexOf,
  correctStatements,
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
  Place,
  PlaceChange,
  PlaceKind,
  PlaceStatus,
} from './tables'
export { type ShutFacts, whyShut } from './why'
