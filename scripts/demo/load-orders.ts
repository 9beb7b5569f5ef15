// Writes orders and what became of them the way the orders room does: numbered in turn, an item of a place
// on one order at a time, each step under the version before it. A few statements for however many orders.
import { type Db, jsonRows } from '../../src/db/client'
import { issuedKey, sealEntry, sealIssued } from '../../src/features/orders/fields'
import { yearOf } from '../../src/features/orders/rules'
import type { Place } from '../../src/features/places/tables'
import { keeperIdOf } from './accounts'
import type { DemoOrder, OrderStep } from './orders'

interface Ordering {
  db: Db
  keys: { FIELD_KEY: string }
  rulebookVersion: number
}

export interface GivenOrder {
  order: DemoOrder
  place: Place
}

/** Of two for one item of a place only the first: nobody orders again what is not put right yet. */
const onceAnItem = (given: readonly GivenOrder[]): GivenOrder[] => [
  ...new Map(
    given.toReversed().map((each) => [`${each.place.id} ${each.order.item}`, each]),
  ).values(),
]

// One row: key, year, item, due, at, the key of its entry, its words.
const ISSUE = `INSERT INTO orders (key, year, seq, place_id, place_kind, area_path, round_id, state, due_at, rulebook_version, by, at)
  SELECT j.value->>0, j.value->>1, (SELECT ifnull(max(seq), 0) FROM orders WHERE year = j.value->>1)
      + row_number() OVER (PARTITION BY j.value->>1 ORDER BY j.value->>4, j.value->>0),
    p.id, p.kind, p.area_path, r.id, 'open', j.value->>3, ?2, r.by, j.value->>4
  FROM json_each(?1) j CROSS JOIN patrol_rounds r ON r.key = j.value->>0 CROSS JOIN places p ON p.id = r.place_id
  WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.key = j.value->>0) AND NOT EXISTS (
    SELECT 1 FROM order_items i WHERE i.place_id = p.id AND i.item = j.value->>2 AND i.ended_at IS NULL)`

const ENTRIES = `INSERT INTO order_entries (key, order_id, kind, text, due_at, by, at)
  SELECT j.value->>5, o.id, 'issued', j.value->>6, o.due_at, o.by, o.at
  FROM json_each(?1) j CROSS JOIN orders o ON o.key = j.value->>0 WHERE true ON CONFLICT DO NOTHING`

const ITEMS = `INSERT INTO order_items (order_id, item, place_id) SELECT o.id, j.value->>2, o.place_id
  FROM json_each(?1) j CROSS JOIN orders o ON o.key = j.value->>0 WHERE true ON CONFLICT DO NOTHING`

/** The orders themselves, found by rounds that are in the database. */
export async function issueStatements(
  ordering: Ordering,
  given: readonly GivenOrder[],
): Promise<D1PreparedStatement[]> {
  const { db, rulebookVersion } = ordering
  const rows = await Promise.all(
    onceAnItem(given).map(async ({ order }) => {
      const { roundKey, item, dueAt, at } = order
      const text = await sealIssued(ordering.keys, roundKey, order.text)
      return [roundKey, yearOf(at), item, dueAt, at, issuedKey(roundKey), text]
    }),
  )
  const json = jsonRows(rows)
  return [
    db.$client.prepare(ISSUE).bind(json, rulebookVersion),
    ...[ENTRIES, ITEMS].map((sql) => db.$client.prepare(sql).bind(json)),
  ]
}

const LEADS_TO = { answer: 'answered', unmet: 'open', closed: 'closed', suspended: 'suspended' }

// One row: key, state, new time, 1 where it was still wrong, at, when it ended, the key of its entry, kind,
// its words, by whom.
const MOVE = `UPDATE orders SET state = j.value->>1, version = version + 1, due_at = ifnull(j.value->>2, due_at),
    failed = failed + (j.value->>3), ended_at = j.value->>5, ended_by = iif(j.value->>5 IS NULL, NULL, by),
    answered_at = CASE j.value->>1 WHEN 'answered' THEN j.value->>4 WHEN 'open' THEN NULL ELSE answered_at END
  FROM json_each(?1) j WHERE orders.key = j.value->>0 AND orders.version = ?2`

const SAID = `INSERT INTO order_entries (key, order_id, kind, text, due_at, by, at)
  SELECT j.value->>6, o.id, j.value->>7, j.value->>8, j.value->>2, ifnull(j.value->>9, o.by), j.value->>4
  FROM json_each(?1) j CROSS JOIN orders o ON o.key = j.value->>0
  WHERE o.version = ?2 + 1 AND o.state = j.value->>1 ON CONFLICT DO NOTHING`

const ENDED = `UPDATE order_items SET ended_at = o.ended_at FROM orders o
  WHERE o.id = order_items.order_id AND o.ended_at IS NOT NULL AND order_items.ended_at IS NULL`

/** The steps of orders, unless somebody has moved them since: all first ones, all second ones, … */
export async function stepStatements(
  ordering: Ordering,
  given: readonly GivenOrder[],
  isNew: (step: OrderStep) => boolean,
): Promise<D1PreparedStatement[]> {
  const { db } = ordering
  const most = Math.max(0, ...given.map(({ order }) => order.steps.length))
  const waves = Array.from({ length: most }, async (_, i) => {
    const rows = await Promise.all(
      given.flatMap(({ order, place }) => {
        const step = order.steps[i]
        return step && isNew(step) ? [rowOf(ordering, { order, place }, step, i + 1)] : []
      }),
    )
    const json = jsonRows(rows)
    return [MOVE, SAID].map((sql) => db.$client.prepare(sql).bind(json, i + 1))
  })
  return [...(await Promise.all(waves)).flat(), db.$client.prepare(ENDED)]
}

async function rowOf(
  ordering: Ordering,
  { order, place }: GivenOrder,
  step: OrderStep,
  n: number,
): Promise<(string | number | null)[]> {
  const { kind, at, dueAt, text } = step
  const entryKey = `${order.roundKey}:${n}`
  // One that suspended its place ends when that opens again.
  const ended = kind === 'closed' ? at : null
  const words = await sealEntry(ordering.keys, entryKey, text)
  const by = kind === 'answer' ? keeperIdOf(place) : null
  const failed = kind === 'unmet' ? 1 : 0
  return [order.roundKey, LEADS_TO[kind], dueAt, failed, at, ended, entryKey, kind, words, by]
}
