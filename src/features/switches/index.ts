// The door of the switches room: the rules change, and the places with them.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { listedRoutes } from './listed-routes'
import { placeStopRoutes } from './place-routes'
import { rulebookOfficeRoutes } from './rulebook-routes'

export { applySwitch } from './store-apply'
export { turnDay } from './store-day'

export const switchRoutes = new Hono<AppEnv>()
  .route('/', rulebookOfficeRoutes)
  .route('/', listedRoutes)
  .route('/', placeStopRoutes)
