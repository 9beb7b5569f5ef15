// Entries of a rulebook as the forms of a change name, add and end them.
import { isoDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook/form'

/** The box of a trade in the form of a new category. */
export const tradeBox = (id: string): string => `trade_${id}`

/** The parts of a rulebook that may be edited as JSON: all but those a proposal sets itself. */
export type Part = Exclude<keyof Rulebook, 'version' | 'effectiveFrom'>
export const partsIn = (book: Rulebook): Part[] =>
  Object.keys(book).filter((key): key is Part => key !== 'version' && key !== 'effectiveFrom')

/** An entry of the negative list that can still be lifted. */
export const liftable = (book: Rulebook, today: number) =>
  book.negativeList.filter((each) => each.to === null || each.to >= isoDay(today))

type Area = Rulebook['riskAreas'][number]
export const areaKey = (area: Area): string => `${area.code} ${area.from}`
export const endable = (book: Rulebook, today: number): Area[] =>
  book.riskAreas.filter((each) => each.to === null || each.to >= isoDay(today))

const dayBefore = (day: number): string => isoDay(day - 1)

/** An id nobody has: made of the English name, as far as it has letters. */
export function newId(english: string, taken: readonly { id: string }[]): string {
  const plain = english
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 30)
  const first = plain || 'entry'
  let id = first
  for (let n = 2; taken.some((each) => each.id === id); n++) id = `${first}_${n}`
  return id
}

/** Lists with an entry that ends the day before it is lifted; one that would not have begun goes. */
export const endedBefore = <T extends { from: string; to: string | null }>(
  list: readonly T[],
  meant: T | undefined,
  day: number,
): T[] =>
  list.flatMap((each) => {
    if (each !== meant) return [each]
    return each.from <= dayBefore(day) ? [{ ...each, to: dayBefore(day) }] : []
  })
