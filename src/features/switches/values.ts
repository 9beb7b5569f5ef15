export const PROPOSAL_STATES = ['proposed', 'approved', 'applied', 'withdrawn'] as const
