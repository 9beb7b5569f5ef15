// The door of the requests room: what places ask the town for, and who sells it.
export { HelpLine } from './help-line'
export { requestTasks } from './office-tasks'
export { requestRoutes } from './routes'
export { liveHelpOf } from './store'
