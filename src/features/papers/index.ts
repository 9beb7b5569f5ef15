// The door of the papers room: everything that leaves the portal on paper, and the one register that
// comes back from it.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { officeRoutes } from './office-routes'
import { paperRoutes } from './paper-routes'
import { passRoutes } from './pass-routes'
import { placeRoutes } from './place-routes'

export { purgePasses } from './pass-store'

export const papersRoutes = new Hono<AppEnv>()
  .route('/', placeRoutes)
  .route('/', paperRoutes)
  .route('/', passRoutes)
  .route('/', officeRoutes)
