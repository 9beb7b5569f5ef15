// The work of every minute: seal the audit rows, drop sessions past their end, keep the day's numbers at
// 17:00, purge what is due, remove files nobody kept, go on with imports and with what the rules ask of
// places.
import { openDb } from './db/client'
import type { Bindings } from './env'
import { purgeSessions } from './features/accounts'
import { sealAudit } from './features/audit'
import { purgeTemperatures } from './features/board'
import { sweepFiles } from './features/files'
import { continueImports, purgeImports } from './features/imports'
import { purgeArrivals } from './features/notices'
import { purgePasses } from './features/papers'
import { keepView, purgeSpotChecks } from './features/patrols'
import { purgePeople } from './features/people'
import { purgePledges } from './features/pledges'
import { snapshotProgress } from './features/progress'
import { purgeReturns } from './features/returns'
import { rulebookInForce } from './features/rulebook'
import { applySwitch, turnDay } from './features/switches'
import { purgeVisits } from './features/visits'
import { purgeWatches } from './features/watches'
import { LANGS, loadTexts } from './i18n'
import type { Clock } from './shared/clock'
import { systemRandom } from './shared/ids'

export const createScheduled =
  (clock: Clock = Date.now) =>
  async (_event: ScheduledController, env: Bindings): Promise<void> => {
    const db = openDb(env.DB)
    const now = clock()
    await sealAudit(db, now)
    await purgeSessions(db, now)
    await snapshotProgress(db, now)
    const book = await rulebookInForce(db, now)
    await purgeVisits(db, book, now)
    await purgeTemperatures(db, book, now)
    await purgeSpotChecks(db, book, now)
    await purgeArrivals(db, now)
    await purgeReturns(db, book, now)
    await purgePasses(db, now)
    await sweepFiles(db, env.FILES, now)
    await purgeImports(db, now)
    await loadTexts(env.ASSETS, ...LANGS)
    await continueImports({ db, keys: env, random: systemRandom, now })
    await purgePledges(db, book, env, now)
    await purgePeople(db, book, now)
    await purgeWatches(db, book, now)
    // A proposal first: what it moves on its first day is told as its own.
    if (await applySwitch(db, now)) await turnDay(db, book, now)
    // Last: it knows of everything above that changes a place.
    await keepView(db, book, now)
  }
