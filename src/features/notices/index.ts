// The door of the notices room: what is new in the villages, and whom headquarters hands to one.
export { noticeTasks } from './office-tasks'
export { noticeRoutes } from './routes'
export { countLateNotices, countNoticesFor, lateNotices } from './store-list'
export { purgeArrivals } from './store-purge'
export { numberText } from './texts'
