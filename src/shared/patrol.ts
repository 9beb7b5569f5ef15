// What places are to a patrol, and who makes its rounds: the rulebook's quotas name them.

export const PATROL_TARGETS = [
  'shop',
  'enterprise',
  'site',
  'site_with_watch',
  'negative_list',
  'not_allowed',
] as const
export type PatrolTarget = (typeof PATROL_TARGETS)[number]

/** 镇级, 村级: teams of the town, clerks of the villages. */
export const PATROL_LEVELS = ['town', 'village'] as const
export type PatrolLevel = (typeof PATROL_LEVELS)[number]
