export const PLACE_KINDS = ['shop', 'enterprise', 'site'] as const

export const PLACE_STATUSES = [
  'known',
  'applied',
  'accepted',
  'open',
  'suspended',
  'closed',
] as const

export const SITE_STAGES = ['none', 'returned', 'working'] as const

/** What the list of sites can be narrowed to: `returned` includes those that are working. */
export const REACHED_STAGES = ['returned', 'working'] as const

export const AREA_LEVELS = ['county', 'town', 'district', 'village'] as const

/** What may bring a place from one status to another. */
export const CHANGE_CAUSES = [
  'report',
  'application',
  'pledge',
  'inspection',
  'negative_list',
  'risk_level',
  'listed',
  'order',
  'appeal',
  'case',
  'officer',
] as const
