/** `code`: the patrol code of the keeper's page. `photo`: nobody was there to show one. */
export const PROOFS = ['code', 'photo'] as const

/** 待复核, and what the supervisor said. */
export const REVIEWS = ['pending', 'confirmed', 'refused'] as const
