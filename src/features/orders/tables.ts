import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { PLACE_KINDS } from '../places/values'
import { ORDER_ENTRY_KINDS, ORDER_STATES } from './values'

export type OrderState = (typeof ORDER_STATES)[number]

/** 整改通知单: what a round found wrong, to be put right by a time. */
export const orders = sqliteTable(
  'orders',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** 〔2020〕12 号: numbered through the year, without gaps. */
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    placeId: integer('place_id').notNull(),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    areaPath: text('area_path').notNull(),
    /** The round that found it. */
    roundId: integer('round_id').notNull(),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    dueAt: instant('due_at').notNull(),
    /** How often a recheck found it still wrong. */
    failed: integer('failed').notNull().default(0),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    answeredAt: instant('answered_at'),
    endedBy: integer('ended_by'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('orders_number').on(t.year, t.seq),
    index('orders_area').on(t.state, t.areaPath, t.dueAt, t.id),
    index('orders_place').on(t.placeId, t.id),
    index('orders_round').on(t.roundId),
    index('orders_ended').on(t.endedAt),
  ],
)

/**
 * Orders by every area that holds their place. Kept by triggers as the view `order_lists_now` has it, so that a
 * list reads the lines it shows. WITHOUT ROWID.
 */
export const orderLists = sqliteTable(
  'order_lists',
  {
    areaId: integer('area_id').notNull(),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    dueAt: instant('due_at').notNull(),
    orderId: integer('order_id').notNull(),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.areaId, t.state, t.dueAt, t.orderId] }),
    index('order_lists_order').on(t.orderId),
  ],
)

/** The items of an order. An item of a place stands on one order at a time. */
export const orderItems = sqliteTable(
  'order_items',
  {
    orderId: integer('order_id').notNull(),
    item: text('item').notNull(),
    placeId: integer('place_id').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.item] }),
    uniqueIndex('order_items_live').on(t.placeId, t.item).where(sql`ended_at IS NULL`),
  ],
)

/** What was ordered, answered and seen, step by step; never changed. */
export const orderEntries = sqliteTable(
  'order_entries',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    orderId: integer('order_id').notNull(),
    kind: text('kind', { enum: ORDER_ENTRY_KINDS }).notNull(),
    text: encrypted('text'),
    fileId: integer('file_id'),
    dueAt: instant('due_at'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('order_entries_order').on(t.orderId, t.id)],
)

export type Order = typeof orders.$inferSelect
export type OrderItem = typeof orderItems.$inferSelect
export type OrderEntry = typeof orderEntries.$inferSelect
