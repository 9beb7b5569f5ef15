// What is held about the rules in force: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { rulebooks } from './tables'

const rulebooksRow = keptFor('for ever: old visits name their version')

export const rulebookData = {
  rulebooks: {
    version: rulebooksRow('public', 'which rules', 'everyone'),
    issuer: rulebooksRow('public', 'who issued them', 'everyone'),
    title: rulebooksRow('public', 'their title', 'everyone'),
    effectiveFrom: rulebooksRow('public', 'from when', 'everyone'),
    publishedAt: rulebooksRow('public', 'when published', 'everyone'),
    json: rulebooksRow('public', 'the rules', 'everyone'),
    publishedBy: rulebooksRow('internal', 'accountability', 'admin, reviewer'),
    approvedBy: rulebooksRow('internal', 'the second person', 'admin, reviewer'),
  } satisfies DataMap<typeof rulebooks>,
}
