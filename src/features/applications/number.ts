// The number of an application, which a keeper quotes on the phone.
import type { Random } from '../../shared/ids'
import { newNumber, readNumber } from '../../shared/number'

/** e.g. `A-7QK2-0MX9` */
export const newApplicationNumber = (random: Random): string => newNumber('A', random)

/** The number a person meant, or null when it is mistyped; the leading A may be left out. */
export const readApplicationNumber = (typed: string): string | null => readNumber('A', typed)
