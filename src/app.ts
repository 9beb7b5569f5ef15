// Table of contents: the middleware in order, then one line a room.
import { Hono } from 'hono'
import type { AppEnv } from './env'
import { accountRoutes } from './features/accounts/routes'
import { appealRoutes } from './features/applications/appeal-routes'
import { reviewRoutes } from './features/applications/office-routes'
import { applicationRoutes } from './features/applications/routes'
import { auditRoutes } from './features/audit/routes'
import { boardRoutes } from './features/board/routes'
import { fileRoutes } from './features/files'
import { gateRoutes } from './features/gate'
import { importRoutes } from './features/imports'
import { inspectionRoutes } from './features/inspections/routes'
import { noticeRoutes } from './features/notices'
import { orderRoutes } from './features/orders/routes'
import { papersRoutes } from './features/papers'
import { gridRoutes } from './features/patrols/grid-routes'
import { patrolRoutes } from './features/patrols/routes'
import { peopleRoutes } from './features/people/routes'
import { placeRoutes } from './features/places'
import { officePlaceRoutes } from './features/places/office-routes'
import { pledgeRoutes } from './features/pledges/routes'
import { leaderRoutes, progressRoutes } from './features/progress'
import { reportRoutes } from './features/reports/routes'
import { requestRoutes } from './features/requests'
import { returnRoutes } from './features/returns/routes'
import { rulebookRoutes, townName } from './features/rulebook'
import { switchRoutes } from './features/switches'
import { teamRoutes } from './features/teams/routes'
import { visitRoutes } from './features/visits'
import { watchRoutes } from './features/watches/routes'
import { context, type Deps, preferences } from './middleware/context'
import { notFound, onError } from './middleware/errors'
import { production } from './middleware/production'
import { bodySize, headers, privateByDefault, sameOrigin } from './middleware/security'
import { session } from './middleware/session'
import { systemRandom } from './shared/ids'

const REAL: Deps = { clock: Date.now, random: systemRandom }

export const createApp = (deps: Deps = REAL) =>
  new Hono<AppEnv>()
    .use(headers)
    .use(privateByDefault)
    .use(context(deps))
    .use(production())
    .use(townName)
    .use(preferences)
    .use(sameOrigin)
    .use(bodySize)
    .use(session)
    .route('/', visitRoutes)
    .route('/', papersRoutes)
    .route('/', placeRoutes)
    .route('/', watchRoutes)
    .route('/', pledgeRoutes)
    .route('/', peopleRoutes)
    .route('/', boardRoutes)
    .route('/', gateRoutes)
    .route('/', rulebookRoutes)
    .route('/', accountRoutes)
    .route('/', reviewRoutes)
    .route('/', appealRoutes)
    .route('/', applicationRoutes)
    .route('/', auditRoutes)
    .route('/', progressRoutes)
    .route('/', leaderRoutes)
    .route('/', fileRoutes)
    .route('/', noticeRoutes)
    .route('/', reportRoutes)
    .route('/', orderRoutes)
    .route('/', requestRoutes)
    .route('/', officePlaceRoutes)
    .route('/', gridRoutes)
    .route('/', patrolRoutes)
    .route('/', teamRoutes)
    .route('/', inspectionRoutes)
    .route('/', importRoutes)
    .route('/', returnRoutes)
    .route('/', switchRoutes)
    .notFound(notFound)
    .onError(onError)
