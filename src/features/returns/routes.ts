// Every page of the room.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { batchRoutes } from './batch-routes'
import { officeReturnRoutes } from './office-routes'
import { siteRoutes } from './site-routes'
import { stageRoutes } from './stage-routes'
import { surveyRoutes } from './survey-routes'

export const returnRoutes = new Hono<AppEnv>()
  .route('/', siteRoutes)
  .route('/', stageRoutes)
  .route('/', batchRoutes)
  .route('/', officeReturnRoutes)
  .route('/', surveyRoutes)
