/** 草稿 / 待审核 / 退回补正 / 待验收 / 待整改 / 已通过 / 不予受理 / 已撤回 */
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'sent_back',
  'accepted',
  'failed',
  'passed',
  'refused',
  'withdrawn',
] as const

/** What happened to an application, in the words of its timeline. */
export const APPLICATION_ACTS = [
  'start',
  'submit',
  'take',
  'urge',
  'send_back',
  'accept',
  'refuse',
  'withdraw',
  'schedule',
  'pass',
  'fail',
  'answer',
  'open',
  'appeal',
  'keep',
  'overturn',
] as const

export const CHECK_RESULTS = ['pass', 'fail', 'na'] as const

export const APPEAL_STATES = ['open', 'kept', 'overturned'] as const
