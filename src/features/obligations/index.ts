// The door of the obligations room: rules only, one engine for to-do lists, boards and alarms.
export { type Done, type Owed, owed, type Records } from './rules'
