/** 已下达 / 已签收 / 办理中 / 已反馈 / 已核销; what HQ gives back is in hand again. */
export const NOTICE_STATES = ['issued', 'received', 'in_hand', 'reported', 'closed'] as const

export const NOTICE_RESULTS = ['all', 'part', 'declined'] as const
