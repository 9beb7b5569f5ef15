// All routes of the watches room.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { copyRoutes } from './copy-routes'
import { keeperWatchRoutes } from './keeper-routes'
import { officeWatchRoutes } from './office-routes'
import { workerWatchRoutes } from './worker-routes'

export const watchRoutes = new Hono<AppEnv>()
  .route('/', copyRoutes)
  .route('/', workerWatchRoutes)
  .route('/', officeWatchRoutes)
  .route('/', keeperWatchRoutes)
