// Patrols: the day's list, rounds, their review, resident supervision, and the staff's side of them.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { keeperRoutes } from './keeper-routes'
import { listRoutes } from './list-routes'
import { oneRoutes } from './one-routes'
import { phoneRoutes } from './phone-routes'
import { residentRoutes } from './resident-routes'
import { roundRoutes } from './round-routes'

export const patrolRoutes = new Hono<AppEnv>()
  .route('/', listRoutes)
  .route('/', roundRoutes)
  .route('/', phoneRoutes)
  .route('/', oneRoutes)
  .route('/', residentRoutes)
  .route('/', keeperRoutes)
