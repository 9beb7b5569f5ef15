// A worker over the limit is measured again like a visitor; the rulebook's “2 of 3” decides.
import { MINUTE } from '../../shared/clock'
import type { Rulebook } from '../rulebook/form'
import { isOver } from '../rulebook/rules'
import { verdictOf } from '../visits/rules'
import type { WorkerTemperature } from './tables'

export type Reading = Pick<
  WorkerTemperature,
  'id' | 'workerId' | 'shift' | 'temperature' | 'at' | 'reportedAt'
>

export interface Course {
  workerId: number
  shift: WorkerTemperature['shift']
  /** From the first over the limit on, oldest first. */
  readings: Reading[]
  /** `told`: those the rulebook names know; `cleared`: enough normal ones that it was no fever. */
  state: 'wait' | 'stop' | 'told' | 'cleared'
  /** The instant the next reading may be taken. */
  again: number
  /** How many more readings there may be, and how many normal ones clear it. */
  more: number
  clear: number
}

function courseOf(book: Rulebook, readings: Reading[]): Course | null {
  const from = readings.findIndex((each) => isOver(book, each.temperature))
  const course = readings.slice(from)
  const [first, last] = [course[0], course.at(-1)]
  if (from < 0 || !first || !last) return null
  const { outOf, stopAt, remeasureAfterMinutes } = book.fever
  const verdict = verdictOf(
    book,
    course.map((each) => ({ t: each.temperature })),
  )
  const normal = course.filter((each) => !isOver(book, each.temperature)).length
  const told = course.some((each) => each.reportedAt !== null)
  return {
    workerId: first.workerId,
    shift: first.shift,
    readings: course,
    state: told ? 'told' : verdict === 'go' ? 'cleared' : verdict === 'stop' ? 'stop' : 'wait',
    again: last.at + remeasureAfterMinutes * MINUTE,
    more: outOf - course.length,
    clear: outOf - stopAt + 1 - normal,
  }
}

/** Those over the limit in a day's readings, one course a worker and shift, the earliest first. */
export function feverCourses(book: Rulebook, readings: readonly Reading[]): Course[] {
  const inOrder = [...readings].sort((a, b) => a.id - b.id)
  return [...Map.groupBy(inOrder, (each) => `${each.workerId} ${each.shift}`).values()]
    .flatMap((each) => courseOf(book, each) ?? [])
    .sort((a, b) => (a.readings[0]?.at ?? 0) - (b.readings[0]?.at ?? 0))
}

/** Whether nothing is left to do about a course. */
export const isSettled = ({ state }: Course): boolean => state === 'told' || state === 'cleared'
