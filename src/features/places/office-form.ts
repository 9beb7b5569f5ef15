// What the office's list of places is asked for, and what is typed on a place's page.
import * as v from 'valibot'
import { type ListQuery, readListQuery } from './form'
import { CALL_PURPOSES } from './rules-office'
import type { PlaceStatus } from './tables'
import { PLACE_STATUSES } from './values'

export interface OfficeQuery extends Omit<ListQuery, 'stage'> {
  /** Null only while searching: then every status. */
  status: PlaceStatus | null
  trade: string | null
}

/** `?q=&status=&kind=&trade=&area=&after=`; an unknown filter is no filter. */
export function readOfficeQuery(query: Record<string, string>): OfficeQuery {
  const { q, area, kind, after, from } = readListQuery(query)
  const asked = PLACE_STATUSES.find((each) => each === query.status) ?? null
  return {
    q,
    area,
    kind,
    after,
    from,
    status: asked ?? (q ? null : 'open'),
    trade: /^[a-z][a-z0-9_]{0,40}$/.test(query.trade ?? '') ? (query.trade ?? null) : null,
  }
}

/** The query again as a link, with something changed. */
export function officeLink(query: OfficeQuery, change: Partial<Record<string, string>>): string {
  const params = {
    q: query.q,
    status: query.status ?? '',
    kind: query.kind ?? '',
    trade: query.trade ?? '',
    area: String(query.area ?? ''),
    ...change,
  }
  const filled = Object.entries(params).filter((pair): pair is [string, string] => !!pair[1])
  return `/office/places?${new URLSearchParams(filled)}`
}

export const callForm = v.strictObject({
  /** `contact`, or the account of a keeper. */
  to: v.pipe(v.string('hub.call_whom'), v.regex(/^(contact|\d{1,15})$/, 'hub.call_whom')),
  purpose: v.picklist(CALL_PURPOSES, 'hub.call_why'),
})

const officerField = v.pipe(
  v.string('hub.liaison_who'),
  v.regex(/^\d{0,15}$/, 'hub.liaison_who'),
  v.transform((typed) => (typed === '' ? null : Number(typed))),
)

/** `was`: the liaison the page showed; somebody else may have set another meanwhile. */
export const liaisonForm = v.strictObject({ officer: officerField, was: officerField })

/** One officer for every place of an area, or only for those without one. */
export const liaisonsForm = v.strictObject({
  area: v.pipe(
    v.string('hub.area_which'),
    v.regex(/^\d{1,9}$/, 'hub.area_which'),
    v.transform(Number),
  ),
  officer: v.pipe(
    v.string('hub.liaison_who'),
    v.regex(/^\d{1,15}$/, 'hub.liaison_who'),
    v.transform(Number),
  ),
  which: v.picklist(['without', 'all'], 'hub.liaison_which'),
})
