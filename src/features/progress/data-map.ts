// What the numbers are made from: nothing about a person.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { progressCounts, progressSnapshots } from './tables'

const progressCountsRow = keptFor('until the outbreak ends')
const progressSnapshotsRow = keptFor('until the outbreak ends')

export const progressData = {
  progressCounts: {
    name: progressCountsRow('public', 'which number', 'everybody'),
    value: progressCountsRow('public', 'the number', 'everybody'),
  } satisfies DataMap<typeof progressCounts>,
  progressSnapshots: {
    day: progressSnapshotsRow('public', 'of which day', 'everybody'),
    name: progressSnapshotsRow('public', 'which number', 'everybody'),
    value: progressSnapshotsRow('public', 'the number at 17:00', 'everybody'),
    at: progressSnapshotsRow('internal', 'when it was taken', 'officers'),
  } satisfies DataMap<typeof progressSnapshots>,
}
