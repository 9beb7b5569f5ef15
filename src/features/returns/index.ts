// The door of the returns room: how people come back to sites and enterprises, and how sites stand. Its
// pages are mounted by app.ts from ./routes: the board asks this door how a site judged itself.
export { ReturnLines, ReturnsHere } from './lines'
export { returnTasks } from './office-tasks'
export { returnNumbers } from './store-batch'
export { purgeReturns } from './store-people'
export { lastRating } from './store-site'
