// What is held about accounts: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  accounts,
  devices,
  invitations,
  placeMembers,
  roles,
  sessions,
  waiting,
  waitingCounts,
} from './tables'

const accountsRow = keptFor('while the account exists; disabled ones until nothing names them')

const rolesRow = keptFor('until taken away')

const placeMembersRow = keptFor(
  'while the place exists; revoked rows stay, so that old rows keep their name',
)

const sessionsRow = keptFor('until signed out or expired, 30 days at most')

const devicesRow = keptFor('until revoked or unused for a year')

const invitationsRow = keptFor('until used or expired, 7 days at most')

const waitingRow = keptFor('until it waits no more')
const waitingCountsRow = keptFor('while the area exists')

export const accountsData = {
  waiting: {
    scope: waitingRow('internal', 'finds what waits in an area', 'officers of the area'),
    what: waitingRow('internal', 'which list it is on', 'officers of the area'),
    due: waitingRow('internal', 'finds what is late', 'officers of the area'),
    item: waitingRow('internal', 'names the row it stands for', 'service'),
  } satisfies DataMap<typeof waiting>,
  waitingCounts: {
    scope: waitingCountsRow('internal', 'which area', 'officers of the area'),
    what: waitingCountsRow('internal', 'which list', 'officers of the area'),
    count: waitingCountsRow('internal', 'how many wait', 'officers of the area'),
  } satisfies DataMap<typeof waitingCounts>,
  accounts: {
    id: accountsRow('internal', 'names the account in other rows', 'service'),
    kind: accountsRow('internal', 'officer, keeper or helper', 'admin'),
    name: accountsRow('internal', 'what an officer types at sign-in', 'the account itself, admin'),
    displayName: accountsRow(
      'encrypted',
      'who acted, shown to colleagues',
      'colleagues of the same place or area',
    ),
    phone: accountsRow(
      'encrypted',
      'to call a keeper; sign-in by phone number',
      'officers of the area, audited',
    ),
    phoneIndex: accountsRow('index', 'finds the account of a phone number', 'service'),
    passwordHash: accountsRow('secret', 'checks a password or PIN', 'service'),
    totpSecret: accountsRow('secret', 'checks the second factor; encrypted', 'service'),
    failures: accountsRow('internal', 'lock-out after repeated wrong passwords', 'service'),
    lockedUntil: accountsRow('internal', 'lock-out after repeated wrong passwords', 'service'),
    demo: accountsRow('internal', 'marks accounts that production refuses', 'service'),
    disabledAt: accountsRow('internal', 'ends access at once', 'admin'),
    createdAt: accountsRow('internal', 'accountability', 'admin'),
  } satisfies DataMap<typeof accounts>,
  roles: {
    accountId: rolesRow('internal', 'whose role it is', 'admin'),
    role: rolesRow('internal', 'what the officer may do', 'admin'),
    department: rolesRow('internal', 'which department it is for', 'admin'),
    areaId: rolesRow('internal', 'where it holds', 'admin'),
    areaPath: rolesRow('internal', 'where it holds, as a range', 'service'),
    until: rolesRow('internal', 'when an inspector’s role ends', 'admin'),
  } satisfies DataMap<typeof roles>,
  placeMembers: {
    placeId: placeMembersRow('internal', 'which place', 'staff of the place, officers of the area'),
    accountId: placeMembersRow(
      'internal',
      'who keeps or helps there',
      'staff of the place, officers of the area',
    ),
    role: placeMembersRow(
      'internal',
      'keeper or helper',
      'staff of the place, officers of the area',
    ),
    since: placeMembersRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    invitedBy: placeMembersRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    revokedAt: placeMembersRow(
      'internal',
      'ends access at once',
      'staff of the place, officers of the area',
    ),
    revokedBy: placeMembersRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof placeMembers>,
  sessions: {
    tokenHash: sessionsRow('index', 'recognises the cookie; SHA-256 of it', 'service'),
    accountId: sessionsRow('internal', 'who is signed in', 'service'),
    createdAt: sessionsRow('internal', 'absolute expiry', 'service'),
    seenAt: sessionsRow('internal', 'idle expiry', 'service'),
    expiresAt: sessionsRow('internal', 'expiry', 'service'),
  } satisfies DataMap<typeof sessions>,
  devices: {
    tokenHash: devicesRow('index', 'recognises a phone that signed in before; SHA-256', 'service'),
    accountId: devicesRow('internal', 'whose phone it is', 'the account itself, admin'),
    createdAt: devicesRow('internal', 'shown to its owner', 'the account itself, admin'),
    usedAt: devicesRow('internal', 'expiry; shown to its owner', 'the account itself, admin'),
    revokedAt: devicesRow('internal', 'ends trust in the phone', 'the account itself, admin'),
  } satisfies DataMap<typeof devices>,
  invitations: {
    tokenHash: invitationsRow('index', 'recognises the link; SHA-256 of it', 'service'),
    codeHash: invitationsRow('index', 'recognises the 6 digits typed on a PC', 'service'),
    placeId: invitationsRow('internal', 'where the guest will help', 'the inviting keeper'),
    role: invitationsRow('internal', 'as what', 'the inviting keeper'),
    createdBy: invitationsRow('internal', 'accountability', 'the inviting keeper'),
    createdAt: invitationsRow('internal', 'accountability', 'the inviting keeper'),
    expiresAt: invitationsRow('internal', 'expiry', 'service'),
    usedAt: invitationsRow('internal', 'single use', 'service'),
    usedBy: invitationsRow('internal', 'accountability', 'the inviting keeper'),
  } satisfies DataMap<typeof invitations>,
}
