export const PLEDGE_KINDS = ['personal', 'place'] as const
