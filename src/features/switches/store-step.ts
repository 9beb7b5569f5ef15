// The statements by which places take the steps that the rules ask for, each with its application.
import type { Db } from '../../db/client'
import { type Actor, VISITOR } from '../../shared/actor'
import { openByRule, refuseByRule } from '../applications'
import { causeText, type LifeOfMany, lifeEachStatements } from '../places'
import { type Effect, inspectionDueOn, reasonOf, type Standing } from './rules'

/** Who answers for a step that a job takes later: whoever approved or listed it. */
export const officerOf = (id: number | null): Actor =>
  id === null ? VISITOR : { kind: 'officer', id, name: '', scopes: [], places: [] }

export interface Stepping {
  id: number
  status: LifeOfMany['places'][number]['status']
  statusCause: string | null
  effect: Effect
  /** Public words of its own listing. */
  listedFor: string | null
}

export interface Steps {
  /** Beginning of the idempotency keys. */
  keys: string
  places: readonly Stepping[]
  after: Standing
  actor: Actor
  rulebookVersion: number
  at: number
  guard?: LifeOfMany['guard']
}

const alike = ({ effect }: Stepping): string => `${effect.act} ${causeText(effect)}`

/**
 * One group of statements for all places of one act and cause; each group all or nothing. Where a place
 * changed since it was read, its group waits for the next time.
 */
export function stepStatements(db: Db, steps: Steps): D1PreparedStatement[] {
  const { keys, after, actor, rulebookVersion, at, guard } = steps
  return [...Map.groupBy(steps.places, alike).values()].flatMap((places) => {
    const [first] = places
    if (!first) return []
    const { effect, listedFor } = first
    const { act, cause, ref } = effect
    const life = lifeEachStatements(db, {
      ...{ keys, places, act, cause, ref, actor, rulebookVersion, at },
      reason:
        effect.cause === 'listed' && act !== 'resume' ? listedFor : reasonOf(after.book, effect),
      inspectionDueOn: act === 'open_on_pledge' ? inspectionDueOn(after) : null,
      ...(guard ? { guard } : {}),
    })
    const ruling = { keys, placeIds: places.map(({ id }) => id), rulebookVersion, at }
    if (act === 'refuse') return [...life, ...refuseByRule(db, ruling, [causeText(effect)])]
    return act === 'open_on_pledge' ? [...life, ...openByRule(db, ruling)] : life
  })
}
