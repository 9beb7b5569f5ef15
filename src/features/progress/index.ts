// The door of the progress room: it only reads, and no other room imports it.
export { leaderRoutes } from './leader-routes'
export { progressRoutes } from './routes'
export { snapshotProgress } from './store'
