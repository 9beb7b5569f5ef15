// What is held about orders: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { orderEntries, orderItems, orderLists, orders } from './tables'

const OFFICERS = 'officers of the area'
const BOTH = 'officers of the area, keeper'
const order = keptFor('as the town’s register')
const part = keptFor('as the order it belongs to')

export const ordersData = {
  orders: {
    id: order('internal', 'names the row', 'service'),
    key: order('internal', 'a repeated sending is one order', 'service'),
    year: order('internal', 'year', BOTH),
    seq: order('internal', 'seq', BOTH),
    placeId: order('internal', 'which place', BOTH),
    placeKind: order('internal', 'lists by kind', OFFICERS),
    areaPath: order('internal', 'lists by area', OFFICERS),
    roundId: order('internal', 'the round that found it', BOTH),
    state: order('internal', 'how far it is', BOTH),
    version: order('internal', 'no change is lost unseen', 'service'),
    dueAt: order('internal', 'by when', BOTH),
    failed: order('internal', 'how often it was still wrong', OFFICERS),
    rulebookVersion: order('internal', 'which rules it was judged by', BOTH),
    by: order('internal', 'accountability', BOTH),
    at: order('internal', 'accountability', BOTH),
    answeredAt: order('internal', 'accountability', BOTH),
    endedBy: order('internal', 'accountability', BOTH),
    endedAt: order('internal', 'accountability', BOTH),
  },
  orderLists: {
    areaId: order('internal', 'whose list it stands in', OFFICERS),
    state: order('internal', 'how far it is', OFFICERS),
    dueAt: order('internal', 'by when', OFFICERS),
    orderId: order('internal', 'which order', OFFICERS),
    placeKind: order('internal', 'lists by kind', OFFICERS),
  },
  orderItems: {
    orderId: part('internal', 'which order', BOTH),
    item: part('internal', 'which item of the checklist', BOTH),
    placeId: part('internal', 'which place', BOTH),
    endedAt: part('internal', 'an item stands on one order at a time', 'service'),
  },
  orderEntries: {
    id: part('internal', 'names the row', 'service'),
    key: part('internal', 'a repeated sending is one row', 'service'),
    orderId: part('internal', 'which order', BOTH),
    kind: part('internal', 'what was done', BOTH),
    text: part('encrypted', 'what was ordered, answered or seen', BOTH),
    fileId: part('internal', 'photo', BOTH),
    dueAt: part('internal', 'the time given', BOTH),
    by: part('internal', 'accountability', BOTH),
    at: part('internal', 'accountability', BOTH),
  },
} satisfies {
  orders: DataMap<typeof orders>
  orderLists: DataMap<typeof orderLists>
  orderItems: DataMap<typeof orderItems>
  orderEntries: DataMap<typeof orderEntries>
}
