// An order as its pages show it: items in words, each step with who and when.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import { openName } from '../accounts'
import { type Rulebook, rulebookByVersion } from '../rulebook'
import { openEntry } from './fields'
import { itemOf } from './rules'
import type { OrderEntryRow, OrderItemRow, OrderParts, OrderRow, ReadOrders } from './store'

type C = Context<AppEnv>

export interface OpenItem {
  id: string
  text: { zh: string; en: string }
  source: string
  note: string
  fileId: number | null
}

export interface OpenEntry extends Pick<OrderEntryRow, 'id' | 'kind' | 'how' | 'dueAt' | 'at'> {
  text: string
  fileId: number | null
  by: string
}

export interface OpenOrder {
  row: OrderRow
  /** The rules it was issued under. */
  book: Rulebook
  items: OpenItem[]
  entries: OpenEntry[]
}

/** What a patrol wrote beside a finding, bound there to the round and the item. */
const openNote = async (c: C, round: number, { note, item }: OrderItemRow): Promise<string> => {
  if (!note) return ''
  const place = { table: 'patrol_findings', column: 'note', row: `${round}:${item}` }
  return (await decryptField(c.env.FIELD_KEY, place, note)) ?? ''
}

async function openOrder(
  c: C,
  { row, items, entries }: OrderParts,
  name: (id: number, officer: boolean) => string,
): Promise<OpenOrder> {
  const book = await rulebookByVersion(c.var.db, row.rulebookVersion)
  return {
    row,
    book,
    items: await Promise.all(
      items.map(async (each) => {
        const found = itemOf(book, row.placeKind, each.item)
        return {
          id: each.item,
          text: found?.text ?? { zh: each.item, en: each.item },
          source: found?.source ?? '',
          note: await openNote(c, row.roundId, each),
          fileId: each.fileId,
        }
      }),
    ),
    entries: await Promise.all(
      entries.map(async ({ id, kind, how, dueAt, at, fileId, ...each }) => ({
        id,
        kind,
        how,
        dueAt,
        at,
        fileId,
        text: await openEntry(c.env, each.key, each.text),
        by: name(each.by, kind !== 'answer'),
      })),
    ),
  }
}

/** Opens what was read. `whole`: officers by their name; keepers are masked to everybody. */
export async function openOrders(
  c: C,
  { orders, names }: ReadOrders,
  whole: boolean,
): Promise<OpenOrder[]> {
  const opened = new Map(
    await Promise.all(
      names.map(async ({ id, name }) => [id, await openName(c.env.FIELD_KEY, id, name)] as const),
    ),
  )
  const shown = (id: number, officer: boolean): string => {
    const name = opened.get(id)
    if (name === undefined || name === '—') return '—'
    return whole && officer ? name : maskName(name)
  }
  return Promise.all(orders.map((each) => openOrder(c, each, shown)))
}
