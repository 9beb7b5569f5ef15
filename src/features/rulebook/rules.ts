// Judgements that need the rulebook alone.
import type { Rulebook } from './form'

/** Whether a reading in tenths of a degree is over the limit, by the rulebook's own comparator. */
export const isOver = (book: Rulebook, tenths: number): boolean =>
  book.fever.comparator === '>=' ? tenths >= book.fever.limit : tenths > book.fever.limit

/** The first tenth of a degree that is over the rulebook's limit. */
export const overFrom = (book: Rulebook): number =>
  book.fever.limit + (book.fever.comparator === '>' ? 1 : 0)

/** The trades found at a kind of place, in the rulebook's order. */
export const tradesOf = (
  book: Rulebook,
  kind: 'shop' | 'enterprise' | 'site',
): Rulebook['trades'] =>
  book.trades.filter(({ kinds }) => kinds === undefined || kinds.includes(kind))

/** The department that answers for a trade; the default one for a trade the rulebook does not name. */
export const departmentOf = (book: Rulebook, trade: string): string =>
  book.trades.find((each) => each.id === trade)?.department ?? book.defaultDepartment

type Kind = keyof Rulebook['checklists']

/**
 * The checklist of a place, in the rulebook's order: what is asked of its kind, with what its trade adds.
 * The one list behind the guide, the keeper's self-check and the inspectors' form.
 */
export const checklistOf = (
  book: Rulebook,
  kind: Kind,
  trade: string,
): Rulebook['checklists'][Kind] =>
  book.checklists[kind].filter(({ trades }) => trades.length === 0 || trades.includes(trade))

/** The pages of `/rules`, in reading order, each with the parts of the rulebook it shows. */
const SHOWN = {
  fever: ['fever', 'town'],
  visits: ['visits', 'retention', 'doorWords', 'ended'],
  'negative-list': ['negativeList'],
  'risk-areas': ['riskAreas'],
  returns: ['returnRules', 'returning', 'siteNorm', 'watch', 'seenPapers'],
  duties: ['duties', 'disinfection', 'supplies'],
  checklists: ['checklists'],
  pledges: ['pledges'],
  patrols: ['patrols', 'rounds', 'orders', 'registerPass'],
  reports: ['reports'],
  opening: [
    'riskLevel',
    'papers',
    'answerWithinWorkingDays',
    'openOnPledgeInspectionWithinDays',
    'holidays',
    'forms',
    'sources',
    'opening',
  ],
  offices: ['notices', 'teams', 'requests'],
  trades: ['trades', 'departments', 'defaultDepartment'],
  guide: ['guide', 'policies', 'survey'],
} as const satisfies Record<string, readonly (keyof Rulebook)[]>

export type Section = keyof typeof SHOWN

const isSection = (name: string): name is Section => Object.hasOwn(SHOWN, name)

/** The sections in reading order. */
export const SECTIONS: readonly Section[] = Object.keys(SHOWN).filter(isSection)

/** A section by its name in the address; null for any other name. */
export const readSection = (name: string): Section | null => (isSection(name) ? name : null)

/** The parts of a rulebook that a section shows. */
export const partsOf = (section: Section): readonly (keyof Rulebook)[] => SHOWN[section]

/**
 * The sections that differ between two versions, in reading order. Books come out of the schema, so
 * their keys stand in the same order and their text can be compared.
 */
export const changedSections = (before: Rulebook, after: Rulebook): Section[] =>
  SECTIONS.filter((section) =>
    partsOf(section).some((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part])),
  )

/** Entries of a dated list that hold on a day (`YYYY-MM-DD`), first and last day included. */
export const inForceOn = <T extends { from: string; to: string | null }>(
  entries: readonly T[],
  isoDate: string,
): T[] => entries.filter((each) => each.from <= isoDate && (each.to === null || isoDate <= each.to))
