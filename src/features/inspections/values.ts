/** `acceptance`: before opening. `owed`: after opening on a pledge. `recheck`: of a suspended place. */
export const INSPECTION_PURPOSES = ['acceptance', 'owed', 'recheck'] as const

export const INSPECTION_STATES = ['planned', 'started', 'passed', 'failed', 'cancelled'] as const

export const FINDING_STATES = ['open', 'answered', 'closed'] as const

export const CASE_STATES = ['open', 'corrected', 'closed_down', 'handed_over'] as const

export const CASE_ENTRY_KINDS = ['finding', 'order', 'outcome'] as const
