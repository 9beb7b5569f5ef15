// What the list of places is asked for. Nothing here can be wrong: an unknown filter is no filter.
import { readSearchFrom, type SearchFrom } from '../../shared/search-from'
import type { PlaceKind, ReachedStage } from './tables'
import { PLACE_KINDS, REACHED_STAGES } from './values'

export interface ListQuery {
  q: string
  area: number | null
  kind: PlaceKind | null
  /** How far sites have come; only asked together with `kind=site`. */
  stage: ReachedStage | null
  after: { areaPath: string; id: number } | null
  /** Of a search, instead. */
  from: SearchFrom | null
}

const SEARCH_LENGTH = 30

/** `?q=&area=&kind=&stage=&after=` as typed or linked. */
export function readListQuery(query: Record<string, string>): ListQuery {
  const [, areaPath = '', id = ''] = /^(\/(?:\d+\/)+)~(\d{1,12})$/.exec(query.after ?? '') ?? []
  const kind = PLACE_KINDS.find((each) => each === query.kind) ?? null
  const stage = REACHED_STAGES.find((each) => each === query.stage) ?? null
  return {
    q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
    area: /^\d{1,9}$/.test(query.area ?? '') ? Number(query.area) : null,
    kind,
    stage: kind === 'site' ? stage : null,
    after: areaPath ? { areaPath, id: Number(id) } : null,
    from: readSearchFrom(query.after),
  }
}

/** The keyset of a row, as it stands in a link. */
export const afterText = (row: { areaPath: string; id: number }): string =>
  `${row.areaPath}~${row.id}`
