// Workers measured again by the patrol, against the register of that day. Pure.
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { isOver } from '../../src/features/rulebook/rules'
import { diceOf } from './dice'
import { type OnShift, temperaturesOf } from './duties'
import type { DemoRound } from './rounds'

export interface DemoSpot {
  roundId: number
  workerId: number
  temperature: number
  logged: number | null
  differs: boolean
}

/** One round of the town in twelve measures a few; now and then the register says something else. */
export function spotsOf(
  book: Rulebook,
  place: Place,
  round: DemoRound,
  staff: readonly OnShift[],
): DemoSpot[] {
  const dice = diceOf(`spot|${round.key}`)
  if (round.level !== 'town' || !dice.chance(1 / 12)) return []
  const { day, at } = round
  const here = staff.filter(({ since, worksFrom }) => since <= day && (worksFrom ?? 0) <= day)
  const first = here.length > 0 ? dice.whole(here.length) : 0
  const some = [...here.slice(first), ...here.slice(0, first)].slice(0, book.rounds.spotWorkers)
  const logged = temperaturesOf(book, place, day, some).filter((each) => each.at <= at)
  return some.map(({ id }) => {
    // A mark is no number to compare with.
    const said = logged.findLast(({ workerId }) => workerId === id)?.temperature || null
    const apart = dice.chance(0.02) ? 8 : dice.between(-2, 3)
    const temperature = Math.min((said ?? 364) + apart, book.fever.limit - 1)
    return {
      roundId: round.id,
      workerId: id,
      temperature,
      logged: said,
      differs:
        isOver(book, temperature) ||
        (said !== null && Math.abs(temperature - said) > book.rounds.spotTolerance),
    }
  })
}
