// Who in the office may do what to a place, and what a telephone call can be for.
import type { OfficerRole } from '../../shared/actor'
import type { PlaceStatus } from './tables'

/** One tap, one person, audited: why an officer calls. */
export const CALL_PURPOSES = ['opening', 'inspection', 'order', 'health', 'daily', 'help'] as const

/** Who may call a keeper, each within their areas; those who only read may not. */
export const CALLERS: OfficerRole[] = ['admin', 'reviewer', 'patrol', 'clerk', 'health']

/** Who says which officer looks after a place. */
export const LIAISON_SETTERS: OfficerRole[] = ['admin', 'clerk']

/** Who may suspend and resume; closing is the administrator's. */
export const STOPPERS: OfficerRole[] = ['admin', 'reviewer']

/** `/1/3/17/` as `['/1/', '/1/3/', '/1/3/17/']`: the areas a place lies in, the widest first. */
export const pathsOver = (areaPath: string): string[] => {
  const ids = areaPath.split('/').filter(Boolean)
  return ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`)
}

/** What an officer may do to the life of a place, as its pages are called. */
export function stopsFrom(status: PlaceStatus): ('suspend' | 'resume' | 'close')[] {
  if (status === 'closed') return []
  if (status === 'open') return ['suspend', 'close']
  return status === 'suspended' ? ['resume', 'close'] : ['close']
}
