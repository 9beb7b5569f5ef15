// What is held about passes for inspectors: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { registerPasses } from './tables'

const pass = keptFor('90 days after it ended')

export const papersData = {
  registerPasses: {
    tokenHash: pass('index', 'recognises the code an inspector scans; SHA-256 of it', 'service'),
    placeId: pass('internal', 'which place', 'keeper'),
    createdBy: pass('internal', 'accountability', 'keeper'),
    createdAt: pass('internal', 'accountability', 'keeper'),
    expiresAt: pass('internal', 'ends by itself', 'keeper'),
    revokedAt: pass('internal', 'taken back before its end', 'keeper'),
    opened: pass('internal', 'the keeper sees that it was used', 'keeper'),
    openedAt: pass('internal', 'the keeper sees that it was used', 'keeper'),
  },
} satisfies { registerPasses: DataMap<typeof registerPasses> }
