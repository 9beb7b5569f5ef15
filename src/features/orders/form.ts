// What keepers and officers type about orders, and what the list is asked for.
import * as v from 'valibot'
import { readSearchFrom, type SearchFrom } from '../../shared/search-from'
import { noteField } from '../../shared/text'
import type { PlaceKind } from '../places/tables'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook'
import { deadlinesAt, RECHECKS, rechecksOf } from './rules'
import type { Order } from './tables'

export const ORDER_VIEWS = ['open', 'answered', 'late', 'closed', 'suspended'] as const
export type OrderView = (typeof ORDER_VIEWS)[number]

export interface OrderQuery {
  view: OrderView
  q: string
  area: number | null
  kind: PlaceKind | null
  /** Keyset: the last row of the page before. */
  after: { dueAt: number; id: number } | null
  /** Of a search by name, instead. */
  from: SearchFrom | null
}

const SEARCH_LENGTH = 16

export const afterText = (row: { dueAt: number; id: number }): string => `${row.dueAt}~${row.id}`

function readAfter(typed: string): OrderQuery['after'] {
  const [, dueAt, id] = /^(\d{1,15})~(\d{1,15})$/.exec(typed) ?? []
  return dueAt && id ? { dueAt: Number(dueAt), id: Number(id) } : null
}

/** `?view=&q=&area=&kind=&after=`; an unknown filter is no filter. */
export const readOrderQuery = (query: Record<string, string | undefined>): OrderQuery => ({
  view: ORDER_VIEWS.find((each) => each === query.view) ?? 'open',
  q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
  area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
  kind: PLACE_KINDS.find((each) => each === query.kind) ?? null,
  after: readAfter(query.after ?? ''),
  from: readSearchFrom(query.after),
})

/** Whether somebody looks for a number rather than a name: `12`, `2020-12`, `峡防整〔2020〕12 号`. */
export const looksLikeNumber = (q: string): boolean =>
  /^[\d\s-]+$|〔|号$|\d{4}-\d+$/.test(q.normalize('NFKC'))

export const LONGEST_TEXT = 300

const keyField = v.pipe(
  v.string('order.key'),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'order.key'),
)
const count = v.pipe(v.string('order.key'), v.regex(/^\d{1,9}$/, 'order.key'), v.transform(Number))

/** A keeper's answer; the photo comes beside it. `failed`: how many rechecks its page knew of. */
export const answerForm = v.strictObject({
  key: keyField,
  failed: count,
  text: v.pipe(v.string('form.required'), noteField(LONGEST_TEXT), v.minLength(1, 'form.required')),
})

/** What somebody saw who looked again. `deadline`: a new time, where it is still not right. */
export const recheckForm = (book: Rulebook, order: Pick<Order, 'state' | 'dueAt'>, now: number) => {
  const open = rechecksOf(order, now)
  const deadlines = deadlinesAt(book, now).map(({ id }) => id)
  return v.pipe(
    v.strictObject({
      key: keyField,
      version: count,
      result: v.pipe(
        v.picklist(RECHECKS, 'order.choose'),
        v.check((act) => open.includes(act), 'order.not_yet'),
      ),
      deadline: v.optional(v.string(), ''),
      text: v.optional(noteField(LONGEST_TEXT), ''),
    }),
    v.forward(
      v.check(
        (typed) => typed.result !== 'unmet' || deadlines.includes(typed.deadline),
        'order.new_time',
      ),
      ['deadline'],
    ),
    v.forward(
      v.check((typed) => typed.result === 'close' || typed.text !== '', 'order.say_what'),
      ['text'],
    ),
  )
}
export type RecheckInput = v.InferOutput<ReturnType<typeof recheckForm>>
