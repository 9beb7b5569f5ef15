/** `places`: a list of places and their keepers. `town`: 一张表开镇. `roster`: the workers of one place. */
export const IMPORT_KINDS = ['places', 'town', 'roster'] as const

export const IMPORT_STATES = ['checked', 'running', 'done', 'cancelled'] as const
