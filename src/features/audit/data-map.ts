// What is held in the audit log: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { audit, auditSeals } from './tables'

const auditRow = keptFor('as long as the town’s records law asks; never changed')

const auditSealsRow = keptFor('as long as the audit log')

export const auditData = {
  audit: {
    seq: auditRow('internal', 'order; gaps would show', 'admin, reviewer'),
    at: auditRow('internal', 'when', 'admin, reviewer'),
    actorKind: auditRow(
      'internal',
      'visitor, officer, keeper, helper or the system',
      'admin, reviewer',
    ),
    actorId: auditRow('internal', 'which account; none for a visitor', 'admin, reviewer'),
    act: auditRow('internal', 'what was done', 'admin, reviewer'),
    subject: auditRow('internal', 'to what: a kind and an id, never a name', 'admin, reviewer'),
    reason: auditRow('internal', 'why, from a list or typed by staff', 'admin, reviewer'),
    detail: auditRow(
      'internal',
      'before and after, without personal data in the clear',
      'admin, reviewer',
    ),
    rulebookVersion: auditRow('internal', 'under which rules', 'admin, reviewer'),
  } satisfies DataMap<typeof audit>,
  auditSeals: {
    id: auditSealsRow('internal', 'order of the links', 'everyone'),
    fromSeq: auditSealsRow('internal', 'first row of the link', 'everyone'),
    toSeq: auditSealsRow('internal', 'last row of the link', 'everyone'),
    previous: auditSealsRow('index', 'hash of the link before', 'everyone'),
    hash: auditSealsRow(
      'index',
      'hash over the rows and the link before; printed daily',
      'everyone',
    ),
    at: auditSealsRow('internal', 'when it was sealed', 'everyone'),
  } satisfies DataMap<typeof auditSeals>,
}
