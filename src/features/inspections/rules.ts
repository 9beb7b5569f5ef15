// What an inspection asks, who signs what, and what it comes to. Pure.
import type { PlaceStatus } from '../places/tables'
import type { Rulebook } from '../rulebook'
import type { InspectionPurpose } from './tables'

export type ChecklistItem = Rulebook['checklists']['shop'][number]
export type ItemResult = 'pass' | 'fail' | 'na'

/** The items by aspect, both in the order of the rulebook. */
export const byAspect = (items: ChecklistItem[]): [aspect: string, items: ChecklistItem[]][] => [
  ...Map.groupBy(items, (item) => item.aspect.zh),
]

/**
 * The department that signs an item: the one the rulebook names, or, where nobody of it was sent, the
 * department of the trade, or else the first that was. So whoever is there can always finish.
 */
export function signerOf(item: ChecklistItem, sent: readonly string[], host: string): string {
  if (sent.includes(item.department)) return item.department
  return sent.includes(host) ? host : (sent[0] ?? host)
}

export interface Standing {
  /** Ids of the checklist's items, in its order. */
  items: readonly string[]
  results: ReadonlyMap<string, ItemResult>
  /** Departments of those who came. */
  present: readonly string[]
  opinions: ReadonlyMap<string, 'agree' | 'disagree'>
  /** So many departments must be there. */
  least: number
}

export type Outcome =
  | { kind: 'unfinished'; items: string[]; departments: string[]; lacking: number }
  | { kind: 'passed' }
  | { kind: 'failed'; items: string[]; departments: string[] }

/**
 * What the records come to. Unfinished: items not judged, departments that came and said nothing, or
 * fewer departments than `least`. Passed: nothing failed and every department that came agrees.
 */
export function outcomeOf({ items, results, present, opinions, least }: Standing): Outcome {
  const departments = [...new Set(present)]
  const open = items.filter((item) => !results.has(item))
  const silent = departments.filter((each) => !opinions.has(each))
  const lacking = Math.max(0, least - departments.length)
  if (open.length > 0 || silent.length > 0 || lacking > 0)
    return { kind: 'unfinished', items: open, departments: silent, lacking }
  const failed = items.filter((item) => results.get(item) === 'fail')
  const against = departments.filter((each) => opinions.get(each) === 'disagree')
  return failed.length + against.length > 0
    ? { kind: 'failed', items: failed, departments: against }
    : { kind: 'passed' }
}

const OPINION = 'opinion:'

/** What a finding is about when no item failed: a department that does not agree. */
export const opinionItem = (department: string): string => `${OPINION}${department}`

/** The department a finding of `opinionItem` is about; null for an item of the checklist. */
export const departmentOfOpinion = (item: string): string | null =>
  item.startsWith(OPINION) ? item.slice(OPINION.length) : null

/** Whether a place and its application still stand where an inspection of this purpose can end. */
export function canEnd(at: {
  purpose: InspectionPurpose
  placeStatus: PlaceStatus
  applicationState: string | null
}): boolean {
  if (at.purpose === 'acceptance')
    return at.placeStatus === 'accepted' && at.applicationState === 'accepted'
  return at.placeStatus === (at.purpose === 'owed' ? 'open' : 'suspended')
}
