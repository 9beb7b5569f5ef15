// Words of observation that tables, forms and pages share; apart from the tables, which no page needs.

/** In the isolation area of the place, or at home. */
export const WATCH_KEPT = ['place', 'home'] as const
export const WATCH_ENDS = ['full', 'early'] as const

export const WATCH_ENTRIES = [
  'open',
  'care',
  'check',
  'extend',
  'propose',
  'refuse',
  'early',
  'full',
] as const

/** What the last 14 days of somebody's travel said. */
export const PAPER_RESULTS = ['clear', 'risk', 'unclear'] as const

export const WATCH_SHIFTS = ['am', 'pm'] as const
