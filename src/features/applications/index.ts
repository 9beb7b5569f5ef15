// The door of the applications room.
export { openByRule, type RuledApplications, refuseByRule } from './store-rule'
