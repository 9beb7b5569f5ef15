export const TEAM_ROLES = ['leader', 'deputy', 'member'] as const
