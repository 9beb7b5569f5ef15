// The door of the audit room.
export { type AuditEntry, auditAlways, auditIfChanged } from './store'
