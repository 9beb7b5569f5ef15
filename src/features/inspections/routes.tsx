import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { caseRoutes } from './case-routes'
import { finishRoutes } from './finish-routes'
import { judgeRoutes } from './judge-routes'
import { keeperRoutes } from './keeper-routes'
import { planRoutes } from './plan-routes'

export const inspectionRoutes = new Hono<AppEnv>()
  .route('/', planRoutes)
  .route('/', judgeRoutes)
  .route('/', finishRoutes)
  .route('/', keeperRoutes)
  .route('/', caseRoutes)
