/** What an enterprise's day came to, in the order of the office's list. */
export const DAY_STATES = ['missing', 'late', 'reported', 'stopped'] as const

/** In the sums by trade: the row of all trades together. */
export const EVERY_TRADE = '*all'
