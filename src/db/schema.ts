// Every table in one place, for drizzle-kit, the seed and the tests.
export * from '../features/accounts/tables'
export * from '../features/audit/tables'
export * from '../features/people/tables'
export * from '../features/places/tables'
export * from '../features/pledges/tables'
export * from '../features/rulebook/tables'
export * from '../features/visits/tables'
