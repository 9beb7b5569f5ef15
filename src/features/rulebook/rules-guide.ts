// What the handbook says to one kind of place and one trade, picked out of the rulebook.
import type { Rulebook } from './form'
import { checklistOf, departmentOf, inForceOn, tradesOf } from './rules'

export const GUIDE_KINDS = ['shop', 'enterprise', 'site'] as const
export type GuideKind = (typeof GUIDE_KINDS)[number]
export type Trade = Rulebook['trades'][number]

/** A kind as it stands in an address; null for any other word. */
export const readKind = (typed: string | undefined): GuideKind | null =>
  GUIDE_KINDS.find((kind) => kind === typed) ?? null

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Trades whose name holds what was typed, in either language; all of them for an empty search. */
export const findTrades = (book: Rulebook, kind: GuideKind, typed: string): Trade[] =>
  tradesOf(book, kind).filter(({ name }) =>
    [name.zh, name.en].some((each) => folded(each).includes(folded(typed))),
  )

export interface Guide {
  /** Entries of the negative list that name the trade on that day. */
  listed: Rulebook['negativeList']
  papers: Rulebook['papers']
  checklist: Rulebook['checklists'][GuideKind]
  duties: Rulebook['duties'][GuideKind]
  /** For every place of the kind first, then what the trade adds. */
  chapters: Rulebook['guide']
  department: string
}

/** The handbook of a kind, with the additions of a trade; `trade` empty: for the kind alone. */
export function guideOf(
  book: Rulebook,
  asked: { kind: GuideKind; trade: string; isoDate: string },
): Guide {
  const { kind, trade, isoDate } = asked
  return {
    listed: inForceOn(book.negativeList, isoDate).filter(({ trades }) => trades.includes(trade)),
    papers: book.papers.filter(({ kinds }) => kinds.includes(kind)),
    checklist: checklistOf(book, kind, trade),
    duties: book.duties[kind],
    chapters: book.guide.filter(
      (each) => each.kind === kind && (each.trade === null || each.trade === trade),
    ),
    department: departmentOf(book, trade),
  }
}
