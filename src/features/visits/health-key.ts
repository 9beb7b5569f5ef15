// The town's current health key, kept by the isolate for a minute: an older one still opens for its
// officers, so a minute's delay after a change loses nothing.
import type { Db } from '../../db/client'
import { MINUTE } from '../../shared/clock'
import type { HealthKey } from './contact'
import { currentHealthKey } from './store'

let kept: { key: HealthKey; readAt: number } | null = null

export async function healthKey(db: Db, now: number): Promise<HealthKey> {
  if (kept && now >= kept.readAt && now - kept.readAt < MINUTE) return kept.key
  kept = { key: await currentHealthKey(db), readAt: now }
  return kept.key
}
