// The door of the notices room: what is new in the villages, and whom headquarters hands to one.
export { noticeRoutes } from './routes'
export { countNoticesFor, type ListedNotice, lateNotices, type NoticeCounts } from './store-list'
export { purgeArrivals } from './store-purge'
