// The number on a pledge.
import type { Random } from '../../shared/ids'
import { newNumber, readNumber } from '../../shared/number'

/** e.g. `P-7QK2-0MX9` */
export const newPledgeNumber = (random: Random): string => newNumber('P', random)

/** The number a person meant, or null when it is mistyped; the leading P may be left out. */
export const readPledgeNumber = (typed: string): string | null => readNumber('P', typed)
