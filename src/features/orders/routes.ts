import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { keeperRoutes } from './keeper-routes'
import { listRoutes } from './list-routes'
import { recheckRoutes } from './order-routes'

export const orderRoutes = new Hono<AppEnv>()
  .route('/', listRoutes)
  .route('/', recheckRoutes)
  .route('/', keeperRoutes)
