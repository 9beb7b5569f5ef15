// What is held about applications: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { appeals, applicationEvents, applications } from './tables'

const applicationsRow = keptFor('while the place exists, then as the town’s register')
const applicationEventsRow = keptFor('while the place exists, then as the town’s register')
const appealsRow = keptFor('while the place exists, then as the town’s register')

export const applicationsData = {
  applications: {
    id: applicationsRow('internal', 'names the row', 'service'),
    key: applicationsRow('internal', 'a repeated sending is one row', 'service'),
    number: applicationsRow(
      'internal',
      'what the keeper quotes',
      'staff of the place, officers of the area',
    ),
    placeId: applicationsRow('internal', 'which place', 'staff of the place, officers of the area'),
    trade: applicationsRow('internal', 'whose inbox', 'staff of the place, officers of the area'),
    areaPath: applicationsRow(
      'internal',
      'lists by area',
      'staff of the place, officers of the area',
    ),
    department: applicationsRow(
      'internal',
      'whose inbox',
      'staff of the place, officers of the area',
    ),
    state: applicationsRow('internal', 'how far it is', 'staff of the place, officers of the area'),
    version: applicationsRow('internal', 'no change is lost unseen', 'service'),
    rulebookVersion: applicationsRow(
      'internal',
      'which rules it was judged by',
      'staff of the place, officers of the area',
    ),
    answers: applicationsRow(
      'encrypted',
      'what the filing asks',
      'staff of the place, officers of the area',
    ),
    selfCheck: applicationsRow(
      'internal',
      'what the keeper found',
      'staff of the place, officers of the area',
    ),
    papers: applicationsRow(
      'internal',
      'which files belong to it',
      'staff of the place, officers of the area',
    ),
    outsideNumber: applicationsRow(
      'internal',
      'the filing made elsewhere',
      'staff of the place, officers of the area',
    ),
    outsideOn: applicationsRow(
      'internal',
      'the filing made elsewhere',
      'staff of the place, officers of the area',
    ),
    outsideFileId: applicationsRow(
      'internal',
      'the filing made elsewhere',
      'staff of the place, officers of the area',
    ),
    pledgeId: applicationsRow(
      'internal',
      'the pledge signed with it',
      'staff of the place, officers of the area',
    ),
    createdBy: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    createdAt: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    updatedAt: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    submittedAt: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    answerBy: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    decidedAt: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    decidedBy: applicationsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    assignedTo: applicationsRow(
      'internal',
      'assigned to',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof applications>,
  applicationEvents: {
    id: applicationEventsRow('internal', 'names the row', 'service'),
    key: applicationEventsRow('internal', 'a repeated sending is one row', 'service'),
    applicationId: applicationEventsRow(
      'internal',
      'which application',
      'staff of the place, officers of the area',
    ),
    at: applicationEventsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    actorKind: applicationEventsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    actorId: applicationEventsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    act: applicationEventsRow(
      'internal',
      'what happened',
      'staff of the place, officers of the area',
    ),
    reasons: applicationEventsRow('internal', 'why', 'staff of the place, officers of the area'),
    text: applicationEventsRow(
      'encrypted',
      'why, in words',
      'staff of the place, officers of the area',
    ),
    rulebookVersion: applicationEventsRow(
      'internal',
      'which rules it was judged by',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof applicationEvents>,
  appeals: {
    id: appealsRow('internal', 'names the row', 'service'),
    key: appealsRow('internal', 'a repeated sending is one row', 'service'),
    placeId: appealsRow('internal', 'which place', 'staff of the place, officers of the area'),
    applicationId: appealsRow(
      'internal',
      'application id',
      'staff of the place, officers of the area',
    ),
    against: appealsRow('internal', 'against', 'staff of the place, officers of the area'),
    decidedBy: appealsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    areaPath: appealsRow('internal', 'lists by area', 'staff of the place, officers of the area'),
    state: appealsRow('internal', 'how far it is', 'staff of the place, officers of the area'),
    version: appealsRow('internal', 'no change is lost unseen', 'service'),
    text: appealsRow(
      'encrypted',
      'what the keeper says',
      'staff of the place, officers of the area',
    ),
    at: appealsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    by: appealsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    answer: appealsRow('encrypted', 'what is answered', 'staff of the place, officers of the area'),
    answeredBy: appealsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    answeredAt: appealsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof appeals>,
}
