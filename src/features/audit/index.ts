// The door of the audit room. Its pages are mounted by app.ts from ./routes: every store writes
// audit rows, so a route that asks accounts for access would close a circle here.
export {
  type ChainHead,
  chainHead,
  sealAudit,
  verifyAudit,
} from './chain-store'
export { SealCard } from './pages'
export {
  type AuditEntry,
  auditAlways,
  auditEach,
  auditIfAny,
  auditIfChanged,
} from './store'
