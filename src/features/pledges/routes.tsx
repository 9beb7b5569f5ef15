// All routes of the pledges room; `recover` and `leave` stand before the number of a pledge.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { cardRoutes } from './card-routes'
import { doorRoutes } from './door-routes'
import { heldRoutes } from './held-routes'
import { keeperRoutes } from './keeper-routes'
import { ownMoveRoutes } from './move-routes'
import { ownRoutes } from './own-routes'

export const pledgeRoutes = new Hono<AppEnv>()
  .route('/', doorRoutes)
  .route('/', ownRoutes)
  .route('/', heldRoutes)
  .route('/', ownMoveRoutes)
  .route('/', cardRoutes)
  .route('/', keeperRoutes)
