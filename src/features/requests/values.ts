/** 待接单 / 办理中 / 已答复 / 已办结 / 已撤回. */
export const HELP_STATES = ['open', 'in_hand', 'answered', 'closed', 'withdrawn'] as const

export const HELP_ENTRY_KINDS = [
  'asked',
  'take',
  'hand',
  'answer',
  'close',
  'solved',
  'reopen',
  'withdraw',
] as const
