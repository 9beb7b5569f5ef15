// Judgements that need the rulebook alone.
import type { Rulebook } from './form'

/** Whether a reading in tenths of a degree is over the limit, by the rulebook's own comparator. */
export const isOver = (book: Rulebook, tenths: number): boolean =>
  book.fever.comparator === '>=' ? tenths >= book.fever.limit : tenths > book.fever.limit

/** The department that answers for a trade; the default one for a trade the rulebook does not name. */
export const departmentOf = (book: Rulebook, trade: string): string =>
  book.trades.find((each) => each.id === trade)?.department ?? book.defaultDepartment
