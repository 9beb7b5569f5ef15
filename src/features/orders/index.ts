// The door of the orders room: what a round found wrong, until it is put right.
export { sealIssued } from './fields'
export { deadlinesAt, dueAtOf, itemOf } from './rules'
export { issueStatements, type NewOrder } from './store-issue'
