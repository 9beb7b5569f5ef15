export const RECORD_SOURCES = ['tap', 'paper'] as const

/** `mark`: measured and found normal, without a number; its temperature is 0. */
export const READING_SOURCES = [...RECORD_SOURCES, 'mark'] as const

export const SHIFTS = ['am', 'pm'] as const
