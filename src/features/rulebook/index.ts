// The door of the rulebook room.
export type { Bilingual, Rulebook } from './form'
export { rulebookRoutes } from './routes'
export { departmentOf, isOver } from './rules'
export {
  lastSeenRulebook,
  publishStatement,
  rulebookByVersion,
  rulebookInForce,
  VERSION_IN_FORCE,
} from './store'
export { townName } from './town'
