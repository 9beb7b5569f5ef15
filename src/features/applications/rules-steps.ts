// The steps of an application, and which of them are still open. Pure: what is filled in and the
// rulebook in, steps out.
import { judge } from '../../shared/form'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook'
import { checklistOf } from '../rulebook/rules'
import { filingForm, filingValues } from './form'
import type { Application } from './tables'

/** In the order they are walked; the first is filled in before there is an application. */
export const STEPS = ['stands', 'filing', 'papers', 'self-check', 'pledge', 'check'] as const
export type Step = (typeof STEPS)[number]

export const readStep = (typed: string | undefined): Step | null =>
  STEPS.find((each) => each === typed) ?? null

type Paper = Rulebook['papers'][number]

const MADE_ONLINE = ['form', 'pledge']
/** The file of a filing made elsewhere. */
export const OUTSIDE = 'outside_filing'
/** A paper of several pages is several photos. */
export const FILES_A_PAPER = 9

/** The closed list: nobody may ask for anything else. What is made online is not sent again. */
export const papersOf = (book: Pick<Rulebook, 'papers'>, kind: PlaceKind): Paper[] =>
  book.papers.filter((each) => each.kinds.includes(kind) && !MADE_ONLINE.includes(each.id))

/** What files may be sent as: the papers, and the filing made elsewhere where there is one. */
export const fileSlots = (
  book: Pick<Rulebook, 'papers' | 'opening'>,
  kind: PlaceKind,
): { id: string; name: Paper['name']; needed: boolean }[] => [
  ...papersOf(book, kind).map(({ id, name }) => ({ id, name, needed: true })),
  ...(book.opening.outsideFiling
    ? [{ id: OUTSIDE, name: book.opening.outsideFiling.name, needed: false }]
    : []),
]

export interface Filled {
  application: Pick<Application, 'selfCheck' | 'papers' | 'outsideNumber' | 'outsideOn'>
  answers: Record<string, string>
  /** A place pledge that holds, under the text in force. */
  pledged: boolean
}

/** Steps that want something yet, in their order; none: it can be handed in. */
export function openSteps(
  book: Rulebook,
  place: { kind: PlaceKind; trade: string },
  { application, answers, pledged }: Filled,
  today: number,
): Step[] {
  const { selfCheck, papers } = application
  const filing = judge(filingForm(book, place.kind, today), filingValues(answers, application)).ok
  const done: Partial<Record<Step, boolean>> = {
    filing,
    papers: papersOf(book, place.kind).every(({ id }) => (papers[id] ?? []).length > 0),
    'self-check': checklistOf(book, place.kind, place.trade).every(({ id }) => selfCheck[id]),
    pledge: pledged,
  }
  return STEPS.filter((step) => done[step] === false)
}

/** What a reason of the rulebook speaks of, by the first word of its id; anything else: the whole. */
const STEP_OF: Record<string, Step> = {
  paper: 'papers',
  supplies: 'papers',
  form: 'filing',
  pledge: 'pledge',
}

/** The step that puts a reason for sending back right. */
export const stepOfReason = (reason: string): Step => STEP_OF[reason.split('_')[0] ?? ''] ?? 'check'
