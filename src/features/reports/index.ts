// The door of the reports room. Its pages are mounted by app.ts from ./routes: an officer's home and a
// keeper's day ask this door for their lines.
export { ReportLine } from './line'
export { reportTasks } from './office-tasks'
export { dueAt } from './rules'
export { sentAt } from './store'
