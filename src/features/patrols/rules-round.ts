// What a round looks at, and whose round it is. Pure.
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import { isResident } from '../obligations/rules-rounds'
import { dueAtOf } from '../orders/rules'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook/form'
import { checklistOf } from '../rulebook/rules'

type Bilingual = { zh: string; en: string }

/** One thing a round looks at. */
export interface RoundItem {
  id: string
  /** The part of the place it stands under; null where the place has to be shut. */
  aspect: Bilingual | null
  text: Bilingual
}

interface Looked {
  kind: PlaceKind
  trade: string
}

const atShut = (book: Rulebook): RoundItem[] =>
  book.rounds.shutItems.map(({ id, text }) => ({ id, aspect: null, text }))

const atRunning = (book: Rulebook, { kind, trade }: Looked): RoundItem[] =>
  checklistOf(book, kind, trade).map(({ id, aspect, text }) => ({ id, aspect, text }))

/** Whether the patrol looks that a place stays shut, rather than how it is run. */
export const mustBeShut = (target: PatrolTarget): boolean =>
  target === 'negative_list' || target === 'not_allowed'

/** The checklist of a round. */
export const roundItems = (book: Rulebook, place: Looked, target: PatrolTarget): RoundItem[] =>
  mustBeShut(target) ? atShut(book) : atRunning(book, place)

/** What a round of the place may speak of: it may have opened or shut while a phone had no network. */
export const knownItems = (book: Rulebook, place: Looked): RoundItem[] => {
  const running = atRunning(book, place)
  return [...running, ...atShut(book).filter(({ id }) => !running.some((each) => each.id === id))]
}

export interface Deadline {
  id: string
  text: Bilingual
  dueAt: number
}

/** The times that may be given for what is found at an instant: those that still lie ahead of it. */
export const deadlinesFrom = (book: Rulebook, at: number): Deadline[] =>
  book.orders.deadlines.flatMap(({ id, text }) => {
    const dueAt = dueAtOf(book, id, at)
    return dueAt === null ? [] : [{ id, text, dueAt }]
  })

/** What a place that owes no round is to one that is made all the same. */
export const targetOr = (target: PatrolTarget | null, { kind }: Pick<Looked, 'kind'>) =>
  target ?? kind

/** The level an officer's rounds count for at a place; null: it lies outside every area of theirs. */
export function levelAt(
  scopes: readonly { role: string; areaPath: string }[],
  areaPath: string,
): PatrolLevel | null {
  const over = scopes.filter((scope) => areaPath.startsWith(scope.areaPath))
  if (over.some(({ role }) => role === 'patrol' || role === 'admin')) return 'town'
  return over.some(({ role }) => role === 'clerk') ? 'village' : null
}

/** Whether somebody has to stay at a place: a site with people under observation. */
export const owesResident = ({ book, owed }: { book: Rulebook; owed: PatrolTarget | null }) =>
  isResident(book, owed)
