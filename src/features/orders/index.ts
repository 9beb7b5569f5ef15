// The door of the orders room: what a round found wrong, until it is put right. Its pages are mounted by
// app.ts from ./routes: a round, a keeper's day and an officer's home ask this door.
export { sealIssued } from './fields'
export { orderTasks } from './office-tasks'
export { OrdersLine } from './orders-line'
export { issueStatements } from './store-issue'
export { countLateOrders, countOrders, countOrdersAt } from './store-list'
export { endOrders } from './store-step'
