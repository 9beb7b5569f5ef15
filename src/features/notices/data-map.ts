// What is held about notices: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { arrivals, notices } from './tables'

const noticesRow = keptFor('as the town’s register; people on it as the arrivals')
const arrivalsRow = keptFor('until 28 days after they left, then counts')

export const noticesData = {
  notices: {
    id: noticesRow('internal', 'names the row', 'service'),
    key: noticesRow('internal', 'a repeated sending is one row', 'service'),
    year: noticesRow('internal', 'year', 'officers of the area'),
    seq: noticesRow('internal', 'seq', 'officers of the area'),
    areaId: noticesRow('internal', 'which area', 'officers of the area'),
    areaPath: noticesRow('internal', 'lists by area', 'officers of the area'),
    state: noticesRow('internal', 'how far it is', 'officers of the area'),
    version: noticesRow('internal', 'no change is lost unseen', 'service'),
    why: noticesRow('internal', 'why', 'officers of the area'),
    tasks: noticesRow('internal', 'tasks', 'officers of the area'),
    other: noticesRow('encrypted', 'what else is asked', 'officers of the area'),
    dueAt: noticesRow('internal', 'accountability', 'officers of the area'),
    rulebookVersion: noticesRow('internal', 'which rules it was judged by', 'officers of the area'),
    issuedBy: noticesRow('internal', 'accountability', 'officers of the area'),
    issuedAt: noticesRow('internal', 'accountability', 'officers of the area'),
    receivedBy: noticesRow('internal', 'accountability', 'officers of the area'),
    receivedAt: noticesRow('internal', 'accountability', 'officers of the area'),
    startedAt: noticesRow('internal', 'accountability', 'officers of the area'),
    result: noticesRow('internal', 'result', 'officers of the area'),
    resultText: noticesRow('encrypted', 'what was done', 'officers of the area'),
    reportedBy: noticesRow('internal', 'accountability', 'officers of the area'),
    reportedAt: noticesRow('internal', 'accountability', 'officers of the area'),
    closedBy: noticesRow('internal', 'accountability', 'officers of the area'),
    closedAt: noticesRow('internal', 'accountability', 'officers of the area'),
    returns: noticesRow('internal', 'returns', 'officers of the area'),
    returnText: noticesRow('encrypted', 'why it was given back', 'officers of the area'),
  } satisfies DataMap<typeof notices>,
  arrivals: {
    id: arrivalsRow('internal', 'names the row', 'service'),
    key: arrivalsRow('internal', 'a repeated sending is one row', 'service'),
    name: arrivalsRow('encrypted', 'who came', 'clerk of the village, headquarters, audited'),
    phone: arrivalsRow('encrypted', 'where to call', 'clerk of the village, headquarters, audited'),
    phoneIndex: arrivalsRow('index', 'finds a person again', 'service'),
    address: arrivalsRow(
      'encrypted',
      'where they live',
      'clerk of the village, headquarters, audited',
    ),
    origin: arrivalsRow(
      'encrypted',
      'where they came from',
      'clerk of the village, headquarters, audited',
    ),
    arrivedOn: arrivalsRow('personal', 'when they came', 'clerk of the village, headquarters'),
    placeId: arrivalsRow('internal', 'which place', 'clerk of the village, headquarters'),
    workerId: arrivalsRow('internal', 'worker id', 'clerk of the village, headquarters'),
    foundAreaId: arrivalsRow('internal', 'found area id', 'clerk of the village, headquarters'),
    foundAreaPath: arrivalsRow('internal', 'found area path', 'clerk of the village, headquarters'),
    areaId: arrivalsRow('internal', 'which area', 'clerk of the village, headquarters'),
    areaPath: arrivalsRow('internal', 'lists by area', 'clerk of the village, headquarters'),
    noticeId: arrivalsRow('internal', 'notice id', 'clerk of the village, headquarters'),
    reportedBy: arrivalsRow('internal', 'accountability', 'clerk of the village, headquarters'),
    at: arrivalsRow('internal', 'accountability', 'clerk of the village, headquarters'),
    leftOn: arrivalsRow('internal', 'left on', 'clerk of the village, headquarters'),
  } satisfies DataMap<typeof arrivals>,
}
