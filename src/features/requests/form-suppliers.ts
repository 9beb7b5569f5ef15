// What headquarters types about a supplier, and what the published list is asked for.
import * as v from 'valibot'
import { dayFromIso, dayOf, isoDay } from '../../shared/clock'
import { lineField } from '../../shared/text'
import type { Rulebook } from '../rulebook'
import { keyField, oneOf, readCategory, required, searched } from './form'

const AROUND = 7

/** The days a supplier may be published from. */
export const fromDays = (now: number): number[] =>
  Array.from({ length: 2 * AROUND + 1 }, (_, i) => dayOf(now) - AROUND + i)

export const supplierForm = (book: Rulebook, now: number) =>
  v.strictObject({
    key: keyField,
    name: required(40),
    category: oneOf(book.requests.categories.map(({ id }) => id)),
    what: required(80),
    price: v.optional(lineField(40), ''),
    contact: required(60),
    from: v.pipe(oneOf(fromDays(now).map(isoDay)), v.transform(dayFromIso)),
  })

export type SupplierInput = v.InferOutput<ReturnType<typeof supplierForm>>

export interface SupplierQuery {
  q: string
  category: string
  ended: boolean
  /** Category and id of the last row. */
  after: [string, number] | null
}

/** `?q=&category=&ended=&after=`; an unknown filter is no filter. */
export function readSupplierQuery(query: Record<string, string>): SupplierQuery {
  const [, category, id] = /^([a-z][a-z0-9_]{0,40})~(\d{1,12})$/.exec(query.after ?? '') ?? []
  return {
    q: searched(query.q),
    category: readCategory(query.category),
    ended: query.ended === '1',
    after: category && id ? [category, Number(id)] : null,
  }
}

export function supplierLink(
  base: string,
  query: SupplierQuery,
  change: Partial<SupplierQuery> = {},
): string {
  const { q, category, ended, after } = { ...query, after: null, ...change }
  const params = { q, category, ended: ended ? '1' : '', after: after?.join('~') ?? '' }
  const filled = Object.entries(params).filter(([, value]) => value)
  return filled.length > 0 ? `${base}?${new URLSearchParams(filled)}` : base
}
