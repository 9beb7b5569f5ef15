import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, flag, instant } from '../../db/columns'

/** One person, however many places they work at; found by the blind index of the phone. */
export const workers = sqliteTable(
  'workers',
  {
    id: integer('id').primaryKey(),
    name: encrypted('name').notNull(),
    phone: encrypted('phone').notNull(),
    phoneIndex: blindIndex('phone_index').notNull(),
    address: encrypted('address'),
    /** Last four characters of the ID number at most. */
    idTail: encrypted('id_tail'),
    areaId: integer('area_id'),
    /** At how many places this person is confirmed and has not left; kept by triggers on `employments`. */
    confirmedPlaces: integer('confirmed_places').notNull().default(0),
    /** Of the pledge that holds; kept by triggers on `pledges`. */
    pledgeNumber: text('pledge_number'),
    createdAt: instant('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [index('workers_phone').on(t.phoneIndex)],
)

export const employments = sqliteTable(
  'employments',
  {
    placeId: integer('place_id').notNull(),
    workerId: integer('worker_id').notNull(),
    job: text('job').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: integer('confirmed_by'),
    shownByConsent: flag('shown_by_consent').notNull().default(false),
    since: integer('since').notNull(),
    leftOn: integer('left_on'),
    /** A pledge of the worker holds; kept by triggers. */
    signed: flag('signed').notNull().default(false),
    /** From this day number the worker may work, `ON_WATCH` while a watch runs; null: at once. Kept by triggers. */
    worksFrom: integer('works_from'),
    /** On which of the place’s staff sheets this worker stands; null: not listed. Kept by triggers. */
    sheet: integer('sheet'),
  },
  (t) => [
    primaryKey({ columns: [t.placeId, t.workerId] }),
    index('employments_worker').on(t.workerId),
    // The few a place must not count today: kept away, waiting for the keeper, gone.
    index('employments_away')
      .on(t.placeId, t.worksFrom)
      .where(sql`left_on IS NULL AND works_from IS NOT NULL`),
    index('employments_waiting')
      .on(t.placeId, t.since, t.workerId)
      .where(sql`left_on IS NULL AND confirmed_at IS NULL`),
    index('employments_unsigned')
      .on(t.placeId, t.since, t.workerId)
      .where(sql`left_on IS NULL AND signed = 0`),
    index('employments_gone').on(t.placeId, t.leftOn, t.workerId).where(sql`left_on IS NOT NULL`),
    index('employments_shown')
      .on(t.placeId, t.workerId)
      .where(sql`left_on IS NULL AND shown_by_consent = 1`),
    // Who works here now, as the lists of the staff walk it.
    index('employments_here').on(t.placeId, t.since, t.workerId).where(sql`left_on IS NULL`),
  ],
)

/** How many work at a place now, whoever waits for the keeper apart; kept by triggers on `employments`. */
export const placeStaff = sqliteTable('place_staff', {
  placeId: integer('place_id').primaryKey(),
  listed: integer('listed').notNull().default(0),
  /** Of those listed, with a pledge that holds. */
  signed: integer('signed').notNull().default(0),
  waiting: integer('waiting').notNull().default(0),
  /** Listed or waiting, without a pledge. */
  unsigned: integer('unsigned').notNull().default(0),
})

/**
 * 花名册: those who work at a place now and whom the keeper knows, up to 32 a sheet, as the view
 * `staff_lines` has each of them, by their id. Kept by triggers.
 */
export const staffSheets = sqliteTable(
  'staff_sheets',
  {
    placeId: integer('place_id').notNull(),
    sheet: integer('sheet').notNull(),
    n: integer('n').notNull(),
    /** JSON: name, phone and address as they are encrypted in `workers`, job, pledge, works from. */
    people: text('people').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.sheet] })],
)

/** The phone of a worker: opens the worker's own page. The token itself is only in the browser. */
export const workerDevices = sqliteTable(
  'worker_devices',
  {
    tokenHash: text('token_hash').primaryKey(),
    workerId: integer('worker_id').notNull(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at').notNull(),
    /** A second phone waits here until the keeper says that it is the same person. */
    awaitsPlaceId: integer('awaits_place_id'),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: integer('confirmed_by'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('worker_devices_worker').on(t.workerId),
    index('worker_devices_awaits').on(t.awaitsPlaceId),
    index('worker_devices_used').on(t.usedAt),
  ],
)

/** A QR or code that confirms in advance whoever signs by it; for a crew it may be used many times. */
export const workerInvitations = sqliteTable(
  'worker_invitations',
  {
    tokenHash: text('token_hash').primaryKey(),
    codeHash: text('code_hash').unique(),
    placeId: integer('place_id').notNull(),
    createdBy: integer('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    uses: integer('uses').notNull().default(0),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('worker_invitations_place').on(t.placeId),
    index('worker_invitations_expires').on(t.expiresAt),
  ],
)

/**
 * Declared risks that hold, by every area that holds a place where the signer works now. Kept by triggers as
 * the view `risk_posts_now` has it, so that a village reads its own lines. WITHOUT ROWID.
 */
export const riskPosts = sqliteTable(
  'risk_posts',
  {
    areaId: integer('area_id').notNull(),
    signedAt: instant('signed_at').notNull(),
    pledgeId: integer('pledge_id').notNull(),
    placeId: integer('place_id').notNull(),
    workerId: integer('worker_id').notNull(),
    number: text('number').notNull(),
    areaPath: text('area_path').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameFolded: text('name_folded').notNull(),
    job: text('job').notNull(),
    confirmed: flag('confirmed').notNull(),
    /** From which day the pledges let the signer work; null: at once. */
    worksFrom: integer('works_from'),
    /** The last day of a watch that has not been closed. */
    watchLast: integer('watch_last'),
    /** Kept away until this day, beyond all days while a watch has not been closed; null: may work. */
    awayUntil: integer('away_until'),
  },
  (t) => [
    primaryKey({ columns: [t.areaId, t.signedAt, t.pledgeId, t.placeId] }),
    index('risk_posts_worker').on(t.workerId),
    index('risk_posts_place').on(t.placeId, t.areaId, t.signedAt, t.pledgeId, t.nameFolded),
    index('risk_posts_away').on(
      t.areaId,
      t.awayUntil,
      t.signedAt,
      t.pledgeId,
      t.placeId,
      t.nameFolded,
    ),
  ],
)
