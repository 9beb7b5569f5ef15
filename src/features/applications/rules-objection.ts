// What a keeper may appeal: the decision that stands, once, within the days of the rulebook.
import { DAY } from '../../shared/clock'
import type { PlaceChange, PlaceStatus } from '../places/tables'
import type { Appeal, ApplicationAct, ApplicationEvent, ApplicationState } from './tables'

/** The step that brought an application where it is, if that is a decision against it. */
const DECISIVE: Partial<Record<ApplicationState, ApplicationAct>> = {
  sent_back: 'send_back',
  refused: 'refuse',
  failed: 'fail',
}
const AGAINST_PLACE: readonly PlaceStatus[] = ['suspended', 'closed']

export interface Decided {
  /** `application_events:12`, `place_changes:7` */
  against: string
  at: number
  /** The officer, who may not decide the appeal; null: the rules alone. */
  decidedBy: number | null
}

const officerOf = (step: { actorKind: string; actorId: number | null }): number | null =>
  step.actorKind === 'officer' ? step.actorId : null

/** The decision that stands against a keeper, or null. What shut the place comes before its application. */
export function decisionAgainst(
  place: { status: PlaceStatus },
  application: { state: ApplicationState } | null,
  events: readonly ApplicationEvent[],
  changes: readonly Pick<PlaceChange, 'id' | 'at' | 'toStatus' | 'actorKind' | 'actorId'>[],
): Decided | null {
  if (AGAINST_PLACE.includes(place.status)) {
    const change = changes.find((each) => each.toStatus === place.status)
    return (
      (change && {
        against: `place_changes:${change.id}`,
        at: change.at,
        decidedBy: officerOf(change),
      }) ??
      null
    )
  }
  const act = application && DECISIVE[application.state]
  const event = events.findLast((each) => each.act === act)
  return event
    ? { against: `application_events:${event.id}`, at: event.at, decidedBy: officerOf(event) }
    : null
}

/** The last instant of the right to appeal. Source: `opening.appealWithinDays`. */
export const appealUntil = (decided: Decided, days: number): number => decided.at + days * DAY

/** Whether it may still be appealed: in time, not before, and no other appeal of the place is open. */
export const mayAppeal = (
  decided: Decided,
  appeals: readonly Pick<Appeal, 'against' | 'state'>[],
  { days, now }: { days: number; now: number },
): boolean =>
  now <= appealUntil(decided, days) &&
  !appeals.some((each) => each.against === decided.against || each.state === 'open')
