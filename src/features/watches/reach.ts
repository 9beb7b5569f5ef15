// How far an officer's areas reach to a worker, and who may open a copy of a document.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { account, covers } from '../accounts'
import { ownPhone, storedWorker, workplacesOf } from '../people'
import { type Place, placeById } from '../places'
import type { KeptCopy } from './store-copies'
import { homeOf } from './store-read'

type C = Context<AppEnv>

/** Who sees the watches of their areas. */
export const READERS = ['admin', 'clerk', 'health', 'patrol'] as const satisfies OfficerRole[]
/** Who opens, extends and ends them, and keeps and opens copies of documents. */
export const DECIDERS = ['admin', 'clerk', 'health'] as const satisfies OfficerRole[]

/** Where somebody works and lives, read once for whatever roles are asked about. */
export async function reachOf(c: C, workerId: number) {
  const { db } = c.var
  const works = await workplacesOf(db, workerId)
  const places = await Promise.all(
    works.map(async ({ placeId, job }) => {
      const place = await placeById(db, placeId)
      return place ? [{ ...place, job }] : []
    }),
  )
  return { all: places.flat(), home: await homeOf(db, workerId) }
}

/** The places these roles reach; all of them when the home is in their areas. null: nothing is. */
export function placesWithin(
  c: C,
  { all, home }: Awaited<ReturnType<typeof reachOf>>,
  roles: readonly OfficerRole[],
): (Place & { job: string })[] | null {
  const mine = (areaPath: string) => covers(account(c), [...roles], { areaPath })
  const seen = home && mine(home.path) ? all : all.filter(({ areaPath }) => mine(areaPath))
  return seen.length > 0 ? seen : null
}

export const placesFor = async (c: C, workerId: number, roles: readonly OfficerRole[]) =>
  placesWithin(c, await reachOf(c, workerId), roles)

/** The keeper who made it, while the worker is there. */
export const keepsCopy = (c: C, { placeId }: Pick<KeptCopy, 'placeId'>): boolean =>
  c.var.actor.kind !== 'visitor' &&
  c.var.actor.places.some((each) => each.placeId === placeId && each.role === 'keeper')

export type Opener = 'worker' | 'keeper' | 'officer'

/** As whom somebody may open a copy; null: not at all. */
export async function openerOf(c: C, copy: KeptCopy): Promise<Opener | null> {
  const { db, actor } = c.var
  if (keepsCopy(c, copy) && (await storedWorker(db, copy.workerId, copy.placeId))) return 'keeper'
  if (actor.kind === 'officer' && (await placesFor(c, copy.workerId, DECIDERS))) return 'officer'
  const own = await ownPhone(c)
  return own?.confirmed && own.workerId === copy.workerId ? 'worker' : null
}
