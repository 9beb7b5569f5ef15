export const VERDICTS = ['pending', 'go', 'wait', 'full', 'stop', 'shut'] as const

export const VISIT_SOURCES = ['self', 'staff', 'paper', 'program'] as const

export const DOUBTS = ['shut', 'hours', 'burst'] as const

/** The kinds of personal rows that are purged when they are due. */
export const PURGED = [
  'visits',
  'worker_temperatures',
  'spot_checks',
  'pledge_answers',
  'pledges',
  'watch_readings',
  'worker_papers',
  'worker_devices',
  'worker_invitations',
  'import_rows',
  'register_passes',
  'arrivals',
  'return_people',
] as const
