// What is held about workers: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  employments,
  placeStaff,
  riskPosts,
  staffSheets,
  workerDevices,
  workerInvitations,
  workers,
} from './tables'

const workersRow = keptFor('as long as the town runs this service, also after leaving')
const employmentsRow = keptFor('as long as the town runs this service, also after leaving')
const staffRow = keptFor('until the outbreak ends')
const sheetRow = keptFor('as long as they work there')
const deviceRow = keptFor('the rulebook’s phoneDays after the last use')
const OFFICERS = 'officers of the area'
const riskRow = keptFor('as long as the declaration holds and its signer works there')
const invitationRow = keptFor('the rulebook’s invitationDays after its end')

export const peopleData = {
  workers: {
    id: workersRow('internal', 'names the worker in other rows', 'service'),
    name: workersRow(
      'encrypted',
      'who pledged and works here',
      'the worker, keeper of the place, officers of the area',
    ),
    phone: workersRow(
      'encrypted',
      'to call the worker; the pledge’s contact',
      'the worker, keeper of the place, officers of the area, audited',
    ),
    phoneIndex: workersRow('index', 'one person, however many places', 'service'),
    address: workersRow(
      'encrypted',
      'where a watch is kept',
      'the worker, keeper of the place, officers of the area',
    ),
    idTail: workersRow(
      'encrypted',
      'tells two of one name apart; four characters at most',
      'the worker, keeper of the place, officers of the area',
    ),
    areaId: workersRow('internal', 'which officers look after the worker', 'officers of the area'),
    confirmedPlaces: workersRow(
      'internal',
      'counts this person once, however many places',
      'service',
    ),
    pledgeNumber: workersRow(
      'internal',
      'stands beside the name in the place’s registers; goes with the pledge',
      'the worker, keeper of the place, officers of the area',
    ),
    createdAt: workersRow('internal', 'accountability', 'officers of the area'),
    version: workersRow('internal', 'no change is lost unseen', 'service'),
  } satisfies DataMap<typeof workers>,
  employments: {
    placeId: employmentsRow(
      'internal',
      'where',
      'the worker, keeper of the place, officers of the area',
    ),
    workerId: employmentsRow(
      'internal',
      'who',
      'the worker, keeper of the place, officers of the area',
    ),
    job: employmentsRow(
      'personal',
      'as what',
      'the worker, keeper of the place, officers of the area',
    ),
    confirmedAt: employmentsRow(
      'internal',
      'the keeper knows this person',
      'the worker, keeper of the place, officers of the area',
    ),
    confirmedBy: employmentsRow(
      'internal',
      'accountability',
      'the worker, keeper of the place, officers of the area',
    ),
    shownByConsent: employmentsRow(
      'internal',
      'the name may be on the place’s board',
      'the worker, keeper of the place, officers of the area',
    ),
    since: employmentsRow(
      'personal',
      'from which day',
      'the worker, keeper of the place, officers of the area',
    ),
    leftOn: employmentsRow(
      'personal',
      'until which day',
      'the worker, keeper of the place, officers of the area',
    ),
    signed: employmentsRow(
      'internal',
      'a pledge holds; kept from the pledges',
      'the worker, keeper of the place, officers of the area',
    ),
    worksFrom: employmentsRow(
      'personal',
      'who may not work yet; kept from pledges and watches',
      'the worker, keeper of the place, officers of the area',
    ),
    sheet: employmentsRow('internal', 'which sheet of the staff list holds the line', 'service'),
  } satisfies DataMap<typeof employments>,
  placeStaff: {
    placeId: staffRow('internal', 'where', 'everybody, by the board'),
    listed: staffRow('public', 'how many work there', 'everybody, by the board'),
    signed: staffRow('public', 'how many of them pledged', 'everybody, by the board'),
    waiting: staffRow('internal', 'how many wait for the keeper', 'staff of the place'),
    unsigned: staffRow('internal', 'how many have no pledge', 'staff of the place'),
  } satisfies DataMap<typeof placeStaff>,
  staffSheets: {
    placeId: sheetRow('internal', 'where', 'staff of the place'),
    sheet: sheetRow('internal', 'which sheet', 'service'),
    n: sheetRow('internal', 'how many lines it has', 'service'),
    people: sheetRow(
      'encrypted',
      'who is measured at the gate: name, phone, address as sealed in workers, job, pledge, from when they may work',
      'staff of the place, masked for helpers',
    ),
  } satisfies DataMap<typeof staffSheets>,
  workerDevices: {
    tokenHash: deviceRow(
      'index',
      'opens the worker’s own page on their phone; only its hash is kept',
      'service',
    ),
    workerId: deviceRow('internal', 'whose phone', 'service'),
    createdAt: deviceRow('internal', 'accountability', 'the worker'),
    usedAt: deviceRow('internal', 'a phone unused for long is forgotten', 'service'),
    awaitsPlaceId: deviceRow(
      'internal',
      'which keeper is asked about a second phone',
      'keeper of the place',
    ),
    confirmedAt: deviceRow(
      'internal',
      'the keeper knew the person',
      'the worker, keeper of the place',
    ),
    confirmedBy: deviceRow('internal', 'accountability', 'keeper of the place'),
    revokedAt: deviceRow('internal', 'a lost phone opens nothing', 'service'),
  } satisfies DataMap<typeof workerDevices>,
  workerInvitations: {
    tokenHash: invitationRow('index', 'confirms in advance; only its hash is kept', 'service'),
    codeHash: invitationRow('index', 'the same, typed', 'service'),
    placeId: invitationRow('internal', 'where', 'keeper of the place'),
    createdBy: invitationRow('internal', 'accountability', 'keeper of the place'),
    createdAt: invitationRow('internal', 'accountability', 'keeper of the place'),
    expiresAt: invitationRow('internal', 'ends by itself', 'keeper of the place'),
    uses: invitationRow('internal', 'how many signed by it', 'keeper of the place'),
    revokedAt: invitationRow('internal', 'taken back', 'keeper of the place'),
  } satisfies DataMap<typeof workerInvitations>,
  riskPosts: {
    areaId: riskRow('internal', 'whose list it stands in', OFFICERS),
    signedAt: riskRow('internal', 'the newest first', OFFICERS),
    pledgeId: riskRow('internal', 'which declaration', OFFICERS),
    placeId: riskRow('internal', 'where', OFFICERS),
    workerId: riskRow('internal', 'who', OFFICERS),
    number: riskRow('internal', 'which declaration', OFFICERS),
    areaPath: riskRow('internal', 'where', OFFICERS),
    code: riskRow('internal', 'opens the place', OFFICERS),
    name: riskRow('internal', 'which place', OFFICERS),
    nameFolded: riskRow('internal', 'search', 'service'),
    job: riskRow('personal', 'as what', OFFICERS),
    confirmed: riskRow('internal', 'whether the keeper knows this person', OFFICERS),
    worksFrom: riskRow('personal', 'from when the person may work', OFFICERS),
    watchLast: riskRow('personal', 'whether a watch is running', OFFICERS),
    awayUntil: riskRow('personal', 'who may not work yet', OFFICERS),
  } satisfies DataMap<typeof riskPosts>,
}
