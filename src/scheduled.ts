// The work of every minute: seal the audit rows, drop sessions past their end.
import { openDb } from './db/client'
import type { Bindings } from './env'
import { purgeSessions } from './features/accounts'
import { sealAudit } from './features/audit'
import type { Clock } from './shared/clock'

export const createScheduled =
  (clock: Clock = Date.now) =>
  async (_event: ScheduledController, env: Bindings): Promise<void> => {
    const db = openDb(env.DB)
    await sealAudit(db, clock())
    await purgeSessions(db, clock())
  }
