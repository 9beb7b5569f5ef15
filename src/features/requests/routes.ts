import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { keepRoutes } from './keep-routes'
import { listRoutes } from './list-routes'
import { requestPageRoutes } from './request-routes'
import { supplierRoutes } from './supplier-routes'

// The list comes first: its numbers stand where a request’s number would.
export const requestRoutes = new Hono<AppEnv>()
  .route('/', keepRoutes)
  .route('/', listRoutes)
  .route('/', requestPageRoutes)
  .route('/', supplierRoutes)
