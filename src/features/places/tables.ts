import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, instant } from '../../db/columns'
import {
  AREA_LEVELS,
  CHANGE_CAUSES,
  PLACE_KINDS,
  PLACE_STATUSES,
  type REACHED_STAGES,
  SITE_STAGES,
} from './values'

export type PlaceKind = (typeof PLACE_KINDS)[number]

export type PlaceStatus = (typeof PLACE_STATUSES)[number]

export type SiteStage = (typeof SITE_STAGES)[number]

export type ReachedStage = (typeof REACHED_STAGES)[number]

/** The tree of areas. `path` lists the ids from the root, e.g. `/1/3/17/`: a subtree is a range. */
export const areas = sqliteTable(
  'areas',
  {
    id: integer('id').primaryKey(),
    parentId: integer('parent_id'),
    level: text('level', { enum: AREA_LEVELS }).notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    path: text('path').notNull().unique(),
  },
  (t) => [index('areas_parent').on(t.parentId)],
)

/** One row: the whole tree of areas in walking order, as the view `area_trees_now` has it. Kept by triggers. */
export const areaTrees = sqliteTable('area_trees', {
  id: integer('id').primaryKey(),
  /** JSON. */
  areas: text('areas').notNull(),
})

export const places = sqliteTable(
  'places',
  {
    id: integer('id').primaryKey(),
    code: text('code').notNull().unique(),
    kind: text('kind', { enum: PLACE_KINDS }).notNull(),
    name: text('name').notNull(),
    /** The name as searches compare it: `foldName`. */
    nameFolded: text('name_folded').notNull(),
    trade: text('trade').notNull(),
    address: text('address').notNull(),
    areaId: integer('area_id').notNull(),
    /** Copied from the area, so that a list of a district in walking order is one index range. */
    areaPath: text('area_path').notNull(),
    parentId: integer('parent_id'),
    entrances: text('entrances', { mode: 'json' }).$type<string[]>().notNull(),
    status: text('status', { enum: PLACE_STATUSES }).notNull(),
    statusReason: text('status_reason'),
    /** What brought it into its status, e.g. `negative_list:ktv`: only the same cause takes it back. */
    statusCause: text('status_cause'),
    stage: text('stage', { enum: SITE_STAGES }),
    returnedOn: integer('returned_on'),
    workingOn: integer('working_on'),
    openedOn: integer('opened_on'),
    acceptanceNumber: integer('acceptance_number'),
    /** Opened on a pledge: the last day for the inspection it still owes. */
    inspectionDueOn: integer('inspection_due_on'),
    /** Minutes since midnight; both null: day and night. Closing before opening runs past midnight. */
    opensAt: integer('opens_at'),
    closesAt: integer('closes_at'),
    capacity: integer('capacity'),
    /** Of a site's isolation area; null: it has none. Declared, it is supervised day and night. */
    isolationRooms: integer('isolation_rooms'),
    isolationBeds: integer('isolation_beds'),
    /** The company that builds at a site, in public; null: none was named. */
    contractor: text('contractor'),
    /** 今天休息: the day number it holds for. */
    restDay: integer('rest_day'),
    pausedFrom: integer('paused_from'),
    pausedUntil: integer('paused_until'),
    liaisonId: integer('liaison_id'),
    contactName: encrypted('contact_name'),
    contactPhone: encrypted('contact_phone'),
    contactPhoneIndex: blindIndex('contact_phone_index'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('places_by_status').on(t.status, t.areaPath, t.id),
    index('places_by_kind').on(t.status, t.kind, t.areaPath, t.id),
    index('places_by_trade').on(t.trade, t.status, t.areaPath, t.id),
    index('places_walk').on(t.areaPath, t.id),
    // Sites in walking order: people back (which includes those working), and working.
    index('places_returned')
      .on(t.areaPath, t.id)
      .where(sql`status = 'open' AND stage IN ('returned', 'working')`),
    index('places_working').on(t.areaPath, t.id).where(sql`status = 'open' AND stage = 'working'`),
    // Enterprises in walking order, for those who visit them.
    index('places_enterprises')
      .on(t.areaPath, t.id)
      .where(sql`kind = 'enterprise' AND status <> 'closed'`),
    // One name in one village: is it there already?
    index('places_named').on(t.areaPath, t.nameFolded),
    index('places_acceptance').on(t.acceptanceNumber),
    index('places_contact').on(t.contactPhoneIndex),
    index('places_inspection_due')
      .on(t.inspectionDueOn, t.areaPath, t.id)
      .where(sql`inspection_due_on IS NOT NULL`),
  ],
)

/** One and two neighbouring characters of each name: search without a scan. WITHOUT ROWID. */
export const placeGrams = sqliteTable(
  'place_grams',
  { gram: text('gram').notNull(), placeId: integer('place_id').notNull() },
  (t) => [primaryKey({ columns: [t.gram, t.placeId] }), index('place_grams_place').on(t.placeId)],
)

/**
 * Which places have a piece of a name, up to 200 a sheet, as the view `gram_sheets_now` has them all: a search
 * reads two rows for each piece of what was typed, of a rare one as of one that every third place has. Kept by
 * triggers. WITHOUT ROWID.
 */
export const gramSheets = sqliteTable(
  'gram_sheets',
  {
    gram: text('gram').notNull(),
    sheet: integer('sheet').notNull(),
    n: integer('n').notNull(),
    /** JSON: area paths by the id of the place. */
    places: text('places').notNull(),
  },
  (t) => [primaryKey({ columns: [t.gram, t.sheet] })],
)

/** Kept by triggers on `places`, so a number on a page reads one row. WITHOUT ROWID. */
export const placeCounts = sqliteTable(
  'place_counts',
  {
    kind: text('kind', { enum: PLACE_KINDS }).notNull(),
    status: text('status', { enum: PLACE_STATUSES }).notNull(),
    stage: text('stage').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.status, t.stage] })],
)

export type ChangeCause = (typeof CHANGE_CAUSES)[number]

/** The life of a place, step by step, each with its reason; never changed. */
export const placeChanges = sqliteTable(
  'place_changes',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    at: instant('at').notNull(),
    fromStatus: text('from_status', { enum: PLACE_STATUSES }).notNull(),
    toStatus: text('to_status', { enum: PLACE_STATUSES }).notNull(),
    cause: text('cause', { enum: CHANGE_CAUSES }).notNull(),
    /** What in particular: a rulebook entry, an application, an inspection; e.g. `ktv`. */
    ref: text('ref'),
    /** Words of the officer, public at the door. */
    reason: text('reason'),
    actorKind: text('actor_kind').notNull(),
    actorId: integer('actor_id'),
    rulebookVersion: integer('rulebook_version').notNull(),
  },
  (t) => [index('place_changes_place').on(t.placeId, t.id)],
)

export type PlaceChange = typeof placeChanges.$inferSelect
export type Area = typeof areas.$inferSelect
export type Place = typeof places.$inferSelect
