export const RATED = ['pass', 'fail', 'na'] as const

/** `corrected`: an officer set it, without being asked. */
export const STEP_STATES = ['asked', 'confirmed', 'refused', 'corrected'] as const

export const BATCH_STATES = ['planned', 'approved', 'sent_back'] as const
