// What is held about switches: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { listedPlaces, proposals } from './tables'

const proposalsRow = keptFor('as the rulebook')
const listedPlacesRow = keptFor('while the place exists, then as the town’s register')

export const switchesData = {
  proposals: {
    id: proposalsRow('internal', 'names the row', 'service'),
    key: proposalsRow('internal', 'a repeated sending is one row', 'service'),
    baseVersion: proposalsRow('internal', 'base version', 'admin'),
    json: proposalsRow('internal', 'the rules proposed', 'admin'),
    state: proposalsRow('internal', 'how far it is', 'admin'),
    reason: proposalsRow('encrypted', 'why', 'admin'),
    proposedBy: proposalsRow('internal', 'accountability', 'admin'),
    proposedAt: proposalsRow('internal', 'accountability', 'admin'),
    approvedBy: proposalsRow('internal', 'accountability', 'admin'),
    approvedAt: proposalsRow('internal', 'accountability', 'admin'),
    newVersion: proposalsRow('internal', 'new version', 'admin'),
    total: proposalsRow('internal', 'total', 'admin'),
    done: proposalsRow('internal', 'done', 'admin'),
    changed: proposalsRow('internal', 'changed', 'admin'),
    cursor: proposalsRow('internal', 'cursor', 'admin'),
    appliedAt: proposalsRow('internal', 'accountability', 'admin'),
  } satisfies DataMap<typeof proposals>,
  listedPlaces: {
    id: listedPlacesRow('internal', 'names the row', 'service'),
    key: listedPlacesRow('internal', 'a repeated sending is one row', 'service'),
    placeId: listedPlacesRow('internal', 'which place', 'officers of the area'),
    reason: listedPlacesRow('public', 'why it may not open', 'everyone'),
    fromDay: listedPlacesRow('public', 'since when', 'everyone'),
    toDay: listedPlacesRow('public', 'until when', 'everyone'),
    by: listedPlacesRow('internal', 'accountability', 'officers of the area'),
    at: listedPlacesRow('internal', 'accountability', 'officers of the area'),
    endedBy: listedPlacesRow('internal', 'accountability', 'officers of the area'),
    endedAt: listedPlacesRow('internal', 'accountability', 'officers of the area'),
  } satisfies DataMap<typeof listedPlaces>,
}
