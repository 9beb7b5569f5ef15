/** 待整改 / 待复查 / 已整改 / 已停业. */
export const ORDER_STATES = ['open', 'answered', 'closed', 'suspended'] as const

/** `unmet`: a recheck found it still wrong, with a new time. */
export const ORDER_ENTRY_KINDS = ['issued', 'answer', 'unmet', 'closed', 'suspended'] as const
