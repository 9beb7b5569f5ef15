// The door of the rulebook room.
export type { Rulebook } from './form'
export { rulebookRoutes } from './routes'
export { checklistOf, departmentOf, isOver, overFrom, tradesOf } from './rules'
export type { Published } from './store'
export {
  listVersions,
  newestRulebook,
  publishedRulebook,
  publishIfChanged,
  publishStatement,
  rulebookByVersion,
  rulebookInForce,
  rulebookJustRead,
  seenRulebook,
  VERSION_IN_FORCE,
} from './store'
export { townName } from './town'
