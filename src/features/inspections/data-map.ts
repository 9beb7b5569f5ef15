// What is held about inspections: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  caseEntries,
  cases,
  findings,
  inspectionItems,
  inspectionMembers,
  inspectionOpinions,
  inspections,
} from './tables'

const inspectionsRow = keptFor('while the place exists, then as the town’s register')
const inspectionMembersRow = keptFor('as the inspection')
const inspectionItemsRow = keptFor('as the inspection')
const inspectionOpinionsRow = keptFor('as the inspection')
const findingsRow = keptFor('as the inspection')
const casesRow = keptFor('while the place exists, then as the town’s register')
const caseEntriesRow = keptFor('as the case')

export const inspectionsData = {
  inspections: {
    id: inspectionsRow('internal', 'names the row', 'service'),
    key: inspectionsRow('internal', 'a repeated sending is one row', 'service'),
    placeId: inspectionsRow('internal', 'which place', 'staff of the place, officers of the area'),
    applicationId: inspectionsRow(
      'internal',
      'application id',
      'staff of the place, officers of the area',
    ),
    purpose: inspectionsRow('internal', 'purpose', 'staff of the place, officers of the area'),
    round: inspectionsRow('internal', 'round', 'staff of the place, officers of the area'),
    state: inspectionsRow('internal', 'how far it is', 'staff of the place, officers of the area'),
    version: inspectionsRow('internal', 'no change is lost unseen', 'service'),
    onDay: inspectionsRow('internal', 'on day', 'staff of the place, officers of the area'),
    teamId: inspectionsRow('internal', 'team id', 'staff of the place, officers of the area'),
    areaPath: inspectionsRow(
      'internal',
      'lists by area',
      'staff of the place, officers of the area',
    ),
    placeKind: inspectionsRow('internal', 'place kind', 'staff of the place, officers of the area'),
    trade: inspectionsRow('internal', 'trade', 'staff of the place, officers of the area'),
    rulebookVersion: inspectionsRow(
      'internal',
      'which rules it was judged by',
      'staff of the place, officers of the area',
    ),
    plannedBy: inspectionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    plannedAt: inspectionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    startedAt: inspectionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    finishedAt: inspectionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    finishedBy: inspectionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    acceptanceNumber: inspectionsRow('public', 'number of the acceptance', 'everyone'),
  } satisfies DataMap<typeof inspections>,
  inspectionMembers: {
    inspectionId: inspectionMembersRow(
      'internal',
      'inspection id',
      'staff of the place, officers of the area',
    ),
    accountId: inspectionMembersRow(
      'internal',
      'account id',
      'staff of the place, officers of the area',
    ),
    department: inspectionMembersRow(
      'internal',
      'department',
      'staff of the place, officers of the area',
    ),
    presentAt: inspectionMembersRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof inspectionMembers>,
  inspectionItems: {
    inspectionId: inspectionItemsRow(
      'internal',
      'inspection id',
      'staff of the place, officers of the area',
    ),
    item: inspectionItemsRow('internal', 'item', 'staff of the place, officers of the area'),
    department: inspectionItemsRow(
      'internal',
      'department',
      'staff of the place, officers of the area',
    ),
    result: inspectionItemsRow('internal', 'result', 'staff of the place, officers of the area'),
    note: inspectionItemsRow(
      'encrypted',
      'what was seen',
      'staff of the place, officers of the area',
    ),
    fileId: inspectionItemsRow('internal', 'file id', 'staff of the place, officers of the area'),
    by: inspectionItemsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    at: inspectionItemsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof inspectionItems>,
  inspectionOpinions: {
    inspectionId: inspectionOpinionsRow(
      'internal',
      'inspection id',
      'staff of the place, officers of the area',
    ),
    department: inspectionOpinionsRow(
      'internal',
      'department',
      'staff of the place, officers of the area',
    ),
    opinion: inspectionOpinionsRow(
      'internal',
      'opinion',
      'staff of the place, officers of the area',
    ),
    text: inspectionOpinionsRow(
      'encrypted',
      'the opinion in words',
      'staff of the place, officers of the area',
    ),
    by: inspectionOpinionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    at: inspectionOpinionsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof inspectionOpinions>,
  findings: {
    id: findingsRow('internal', 'names the row', 'service'),
    key: findingsRow('internal', 'a repeated sending is one row', 'service'),
    inspectionId: findingsRow(
      'internal',
      'inspection id',
      'staff of the place, officers of the area',
    ),
    placeId: findingsRow('internal', 'which place', 'staff of the place, officers of the area'),
    item: findingsRow('internal', 'item', 'staff of the place, officers of the area'),
    department: findingsRow('internal', 'department', 'staff of the place, officers of the area'),
    text: findingsRow(
      'encrypted',
      'what must be put right',
      'staff of the place, officers of the area',
    ),
    fileId: findingsRow('internal', 'file id', 'staff of the place, officers of the area'),
    dueOn: findingsRow('internal', 'due on', 'staff of the place, officers of the area'),
    state: findingsRow('internal', 'how far it is', 'staff of the place, officers of the area'),
    version: findingsRow('internal', 'no change is lost unseen', 'service'),
    at: findingsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    by: findingsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    answer: findingsRow('encrypted', 'what was done', 'staff of the place, officers of the area'),
    answerFileId: findingsRow(
      'internal',
      'answer file id',
      'staff of the place, officers of the area',
    ),
    answeredBy: findingsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    answeredAt: findingsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    closedBy: findingsRow('internal', 'accountability', 'staff of the place, officers of the area'),
    closedAt: findingsRow('internal', 'accountability', 'staff of the place, officers of the area'),
  } satisfies DataMap<typeof findings>,
  cases: {
    id: casesRow('internal', 'names the row', 'service'),
    key: casesRow('internal', 'a repeated sending is one row', 'service'),
    placeId: casesRow('internal', 'which place', 'officers of the area'),
    name: casesRow('internal', 'name', 'officers of the area'),
    address: casesRow('internal', 'address', 'officers of the area'),
    areaId: casesRow('internal', 'which area', 'officers of the area'),
    areaPath: casesRow('internal', 'lists by area', 'officers of the area'),
    kind: casesRow('internal', 'kind', 'officers of the area'),
    state: casesRow('internal', 'how far it is', 'officers of the area'),
    version: casesRow('internal', 'no change is lost unseen', 'service'),
    department: casesRow('internal', 'department', 'officers of the area'),
    endedOn: casesRow('internal', 'ended on', 'officers of the area'),
    rulebookVersion: casesRow('internal', 'which rules it was judged by', 'officers of the area'),
    by: casesRow('internal', 'accountability', 'officers of the area'),
    at: casesRow('internal', 'accountability', 'officers of the area'),
  } satisfies DataMap<typeof cases>,
  caseEntries: {
    id: caseEntriesRow('internal', 'names the row', 'service'),
    key: caseEntriesRow('internal', 'a repeated sending is one row', 'service'),
    caseId: caseEntriesRow('internal', 'case id', 'officers of the area'),
    kind: caseEntriesRow('internal', 'kind', 'officers of the area'),
    text: caseEntriesRow(
      'encrypted',
      'what was found, ordered, and came of it',
      'officers of the area',
    ),
    dueOn: caseEntriesRow('internal', 'due on', 'officers of the area'),
    fileId: caseEntriesRow('internal', 'file id', 'officers of the area'),
    by: caseEntriesRow('internal', 'accountability', 'officers of the area'),
    at: caseEntriesRow('internal', 'accountability', 'officers of the area'),
  } satisfies DataMap<typeof caseEntries>,
}
