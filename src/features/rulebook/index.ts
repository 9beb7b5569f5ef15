// The door of the rulebook room.
export type { Rulebook } from './form'
export { rulebookRoutes } from './routes'
export { isOver } from './rules'
export type { Published } from './store'
export {
  listVersions,
  newestRulebook,
  publishIfChanged,
  publishStatement,
  rulebookByVersion,
  rulebookInForce,
  rulebookJustRead,
  seenRulebook,
  VERSION_IN_FORCE,
} from './store'
export { townName } from './town'
