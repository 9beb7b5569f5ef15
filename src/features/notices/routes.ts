import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { arrivalRoutes } from './arrivals-routes'
import { issueRoutes } from './issue-routes'
import { listRoutes } from './list-routes'
import { noticeRoutes as oneNoticeRoutes } from './notice-routes'
import { reportRoutes } from './report-routes'

export const noticeRoutes = new Hono<AppEnv>()
  .route('/', reportRoutes)
  .route('/', arrivalRoutes)
  .route('/', listRoutes)
  .route('/', issueRoutes)
  .route('/', oneNoticeRoutes)
