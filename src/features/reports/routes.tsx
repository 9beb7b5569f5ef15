import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { accidentRoutes } from './accident-routes'
import { haltRoutes } from './halt-routes'
import { keepRoutes } from './keep-routes'
import { officeRoutes } from './office-routes'
import { rosterRoutes } from './roster-routes'

export const reportRoutes = new Hono<AppEnv>()
  .route('/', keepRoutes)
  .route('/', rosterRoutes)
  .route('/', haltRoutes)
  .route('/', accidentRoutes)
  .route('/', officeRoutes)
