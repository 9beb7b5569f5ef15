import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, flag, instant } from '../../db/columns'
import { OFFICER_ROLES, PLACE_ROLES } from '../../shared/actor'
import { ACCOUNT_KINDS } from './values'

export const accounts = sqliteTable(
  'accounts',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ACCOUNT_KINDS }).notNull(),
    /** What an officer types at sign-in; keepers and helpers may use their phone number instead. */
    name: text('name').notNull().unique(),
    displayName: encrypted('display_name').notNull(),
    phone: encrypted('phone'),
    phoneIndex: blindIndex('phone_index'),
    /** `pbkdf2-sha256$<iterations>$<salt>$<hash>`, peppered. */
    passwordHash: text('password_hash').notNull(),
    totpSecret: encrypted('totp_secret'),
    failures: integer('failures').notNull().default(0),
    lockedUntil: instant('locked_until'),
    demo: flag('demo').notNull().default(false),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('accounts_phone').on(t.phoneIndex), index('accounts_demo').on(t.demo)],
)

/** One row per (account, role, department, area); an inspector's ends. */
export const roles = sqliteTable(
  'roles',
  {
    accountId: integer('account_id').notNull(),
    role: text('role', { enum: OFFICER_ROLES }).notNull(),
    department: text('department').notNull().default(''),
    areaId: integer('area_id').notNull(),
    areaPath: text('area_path').notNull(),
    until: instant('until'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.role, t.department, t.areaId] }),
    index('roles_area').on(t.areaPath, t.accountId),
    index('roles_role').on(t.role, t.department, t.accountId),
  ],
)

/** Who keeps or helps at which place; a revoked row stays, so that old rows keep their name. */
export const placeMembers = sqliteTable(
  'place_members',
  {
    placeId: integer('place_id').notNull(),
    accountId: integer('account_id').notNull(),
    role: text('role', { enum: PLACE_ROLES }).notNull(),
    since: instant('since').notNull(),
    invitedBy: integer('invited_by'),
    revokedAt: instant('revoked_at'),
    revokedBy: integer('revoked_by'),
  },
  (t) => [
    primaryKey({ columns: [t.placeId, t.accountId] }),
    index('place_members_account').on(t.accountId),
  ],
)

/** The token itself is only in the browser; here is its SHA-256. */
export const sessions = sqliteTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: integer('account_id').notNull(),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sessions_account').on(t.accountId), index('sessions_expiry').on(t.expiresAt)],
)

/** A phone that has signed in before: it is asked for the PIN only. */
export const devices = sqliteTable(
  'devices',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: integer('account_id').notNull(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('devices_account').on(t.accountId)],
)

/** Single use, expiring, consumed by POST only. `codeHash` is the 6-digit code typed on a PC. */
export const invitations = sqliteTable(
  'invitations',
  {
    tokenHash: text('token_hash').primaryKey(),
    codeHash: text('code_hash').unique(),
    placeId: integer('place_id').notNull(),
    role: text('role', { enum: PLACE_ROLES }).notNull(),
    createdBy: integer('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    usedBy: integer('used_by'),
  },
  (t) => [index('invitations_place').on(t.placeId)],
)

/**
 * What waits for officers, kept by triggers: a row for each area a thing lies in, and once more with its
 * department or unit (`/1/3/#market`) or with whose it is (`/1/3/@7`). So a late one is found at the head of a
 * range, whatever the area.
 */
export const waiting = sqliteTable(
  'waiting',
  {
    scope: text('scope').notNull(),
    /** Its table and state: `orders.open`. */
    what: text('what').notNull(),
    /** An instant; the day number where it is a day. */
    due: instant('due').notNull(),
    item: integer('item').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.what, t.due, t.item] })],
)

/** How many of each wait; kept by the triggers of `waiting`. */
export const waitingCounts = sqliteTable(
  'waiting_counts',
  {
    scope: text('scope').notNull(),
    what: text('what').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.what] })],
)

export type Account = typeof accounts.$inferSelect
