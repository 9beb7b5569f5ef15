// The door of the visits room. It departs from the shape of the other rooms: check-ins go through
// the gate (gate.ts, group-commit.ts) and are written as JSON rows (commit.ts), because a door must
// hold ten times the usual morning.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { visitorRoutes } from './routes'
import { staffRoutes } from './staff-routes'

export { Gate } from './gate'
export { enterPaper, PAPER_DAYS } from './paper'
export { purgeVisits } from './purge'
export { StaffNav } from './staff-nav'
export { stopRuleText, temperatureParams } from './texts'

export const visitRoutes = new Hono<AppEnv>().route('/', visitorRoutes).route('/', staffRoutes)
