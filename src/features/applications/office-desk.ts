// Who sees and who decides what at the office's desk, and the names that stand on its pages.
import type { AccountActor } from '../../shared/actor'
import { decryptField } from '../../shared/fields'
import { maskPhone } from '../../shared/text'
import { covers, openMaskedName, openName, scopesOf } from '../accounts'
import type { ReviewTab } from './office-form'

/** Who may look at applications, each within their areas. */
export const READERS = ['admin', 'reviewer', 'clerk', 'viewer', 'inspector'] as const
/** Who may decide: a reviewer only for the own department. */
export const DECIDERS = ['admin', 'reviewer'] as const
/** Who may ask the department to hurry. */
export const URGERS = ['admin', 'clerk'] as const

interface Where {
  areaPath: string
  department: string
}

export const mayRead = (actor: AccountActor, { areaPath }: { areaPath: string }): boolean =>
  covers(actor, [...READERS], { areaPath })

export const mayDecide = (actor: AccountActor, where: Where): boolean =>
  covers(actor, [...DECIDERS], where)

export const mayUrge = (actor: AccountActor, { areaPath }: { areaPath: string }): boolean =>
  covers(actor, [...URGERS], { areaPath })

/** The departments somebody reviews for. */
export const departmentsOf = (actor: AccountActor): string[] => [
  ...new Set(scopesOf(actor, 'reviewer').flatMap(({ department }) => department || [])),
]

/** The tabs of the list, the one that opens first at the head. */
export function tabsOf(actor: AccountActor): ReviewTab[] {
  if (departmentsOf(actor).length > 0) return ['department', 'mine', 'town']
  return scopesOf(actor, ...DECIDERS).length > 0 ? ['town', 'mine'] : ['town']
}

/** Whether nothing an officer sees here is town-wide. */
export const isNarrow = (actor: AccountActor): boolean =>
  scopesOf(actor, ...READERS).every(({ areaPath }) => areaPath.split('/').length > 3)

interface Stored {
  id: number
  name: string | null
  phone: string | null
}

/** 刘* · 138****2201, or what there is of it. */
export async function keeperText(fieldKey: string, keeper: Stored | null): Promise<string> {
  if (!keeper?.name) return '—'
  const name = await openMaskedName(fieldKey, keeper.id, keeper.name)
  const where = { table: 'accounts', column: 'phone', row: keeper.id }
  const phone = keeper.phone ? await decryptField(fieldKey, where, keeper.phone) : null
  return phone ? `${name} · ${maskPhone(phone)}` : name
}

/** The names of officers, shown to officers; others by id are left out. */
export async function openNames(
  fieldKey: string,
  sealed: ReadonlyMap<number, string>,
): Promise<Map<number, string>> {
  const opened = await Promise.all(
    [...sealed].map(async ([id, name]) => [id, await openName(fieldKey, id, name)] as const),
  )
  return new Map(opened)
}
