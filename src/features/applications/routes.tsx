// All routes of the keeper's side; what stands for itself comes before the code of a place.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { placeRoutes } from './place-routes'
import { startRoutes } from './start-routes'
import { statusRoutes } from './status-routes'
import { stepRoutes } from './step-routes'

export const applicationRoutes = new Hono<AppEnv>()
  .route('/', startRoutes)
  .route('/', placeRoutes)
  .route('/', stepRoutes)
  .route('/', statusRoutes)
