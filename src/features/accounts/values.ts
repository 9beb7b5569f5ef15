export const ACCOUNT_KINDS = ['officer', 'keeper', 'helper'] as const
