// What the list of places is asked for. Nothing here can be wrong: an unknown filter is no filter.
import { PLACE_KINDS, type PlaceKind } from './tables'

export interface ListQuery {
  q: string
  area: number | null
  kind: PlaceKind | null
  after: { areaPath: string; id: number } | null
}

const SEARCH_LENGTH = 30

/** `?q=&area=&kind=&after=` as typed or linked. */
export function readListQuery(query: Record<string, string>): ListQuery {
  const [, areaPath = '', id = ''] = /^(\/(?:\d+\/)+)~(\d{1,12})$/.exec(query.after ?? '') ?? []
  return {
    q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    kind: PLACE_KINDS.find((kind) => kind === query.kind) ?? null,
    after: areaPath ? { areaPath, id: Number(id) } : null,
  }
}

/** The keyset of a row, as it stands in a link. */
export const afterText = (row: { areaPath: string; id: number }): string =>
  `${row.areaPath}~${row.id}`
