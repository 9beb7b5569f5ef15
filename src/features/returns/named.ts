// Rows of this room with the names of whoever made them.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { accountNames, openMaskedName } from '../accounts'
import { type Rating, ratingsOf, stepsOf } from './store-site'
import type { StageStep } from './tables'

type C = Context<AppEnv>

export type NamedRating = Omit<Rating, 'byName'> & { who: string }
export type NamedStep = StageStep & { who: string }

/** 马*, of accounts. */
export async function whoOf(c: C, ids: readonly number[]): Promise<(id: number) => string> {
  const names = new Map<number, string>()
  for (const { id, name } of await accountNames(c.var.db, ids))
    names.set(id, await openMaskedName(c.env.FIELD_KEY, id, name))
  return (id) => names.get(id) ?? ''
}

/** Steps with the name of whoever took the last part in them. */
export async function namedSteps(c: C, placeId: number): Promise<NamedStep[]> {
  const steps = await stepsOf(c.var.db, placeId)
  const last = ({ decidedBy, by }: StageStep) => decidedBy ?? by
  const who = await whoOf(c, steps.map(last))
  return steps.map((step) => ({ ...step, who: who(last(step)) }))
}

export async function namedRatings(c: C, placeId: number): Promise<NamedRating[]> {
  const ratings = await ratingsOf(c.var.db, placeId)
  return Promise.all(
    ratings.map(async ({ byName, ...rating }) => ({
      ...rating,
      who: byName ? await openMaskedName(c.env.FIELD_KEY, rating.by, byName) : '',
    })),
  )
}
