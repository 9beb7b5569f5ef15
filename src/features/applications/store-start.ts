// An application begins: for a place just registered, claimed, or kept already. What a list bars is
// refused at once, by the rules alone.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { claimStatement } from '../accounts'
import { auditIfChanged } from '../audit'
import { departmentOf, type Rulebook } from '../rulebook'
import { type Barred, barredReason } from './rules'
import { applicationWhere, eventStatement } from './store'
import type { Application } from './tables'

export interface Start {
  id: number
  key: string
  number: string
  /** The place must have this code: a place that could not be registered has none. */
  place: { id: number; code: string; trade: string }
  /** Encrypted, empty. */
  answers: string
  /** Then it is refused at once, by the rules alone. */
  barred: Barred | null
}

export interface By {
  book: Rulebook
  actor: AccountActor
  now: number
}

/**
 * An application for a place that is known and has none, with its first step and audit row.
 * `ifChanged`: only if the statement before it changed exactly one row.
 */
export function startStatements(
  db: Db,
  start: Start,
  { book, actor, now }: By,
  ifChanged = false,
): D1PreparedStatement[] {
  const { id, barred, place } = start
  const said = { applicationId: id, at: now, rulebookVersion: book.version }
  return [
    db.$client
      .prepare(
        `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version,
           answers, self_check, papers, created_by, created_at, updated_at, decided_at)
         SELECT ?1, ?2, ?3, p.id, p.trade, p.area_path, ?4, ?5, ?6, ?7, '{}', '{}', ?8, ?9, ?9, iif(?5 = 'refused', ?9, NULL)
         FROM places p WHERE p.id = ?10 AND p.code = ?11 AND p.status = 'known' ${ifChanged ? 'AND changes() = 1' : ''}
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        id,
        start.key,
        start.number,
        departmentOf(book, place.trade),
        barred ? 'refused' : 'draft',
        book.version,
        start.answers,
        actor.id,
        now,
        place.id,
        place.code,
      ),
    eventStatement(db, { ...said, key: `${start.key}.start`, actor, act: 'start' }),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'applications.start',
      subject: `applications:${id}`,
      detail: { place: place.id },
      rulebookVersion: book.version,
    }),
    ...(barred ? refusedStatements(db, { ...said, key: start.key, barred, actor }) : []),
  ]
}

interface ByRule {
  applicationId: number
  at: number
  rulebookVersion: number
  key: string
  barred: Barred
  actor: AccountActor
}

/** What follows a refusal nobody decided: the step that names the entry, and its audit row. */
export const refusedStatements = (
  db: Db,
  { barred, actor, ...said }: ByRule,
): D1PreparedStatement[] => [
  eventStatement(db, {
    ...said,
    key: `${said.key}.refuse`,
    actor: 'rulebook',
    act: 'refuse',
    reasons: [barredReason(barred)],
  }),
  auditIfChanged(db, {
    at: said.at,
    actor,
    act: 'applications.refuse_by_rule',
    subject: `applications:${said.applicationId}`,
    detail: { entry: barredReason(barred) },
    rulebookVersion: said.rulebookVersion,
  }),
]

export const applicationByKey = (db: Db, key: string): Promise<Application | null> =>
  applicationWhere(db, 'key = ?', key)

/** True when it stands now, started by this or an earlier sending. */
export async function startApplication(db: Db, start: Start, by: By): Promise<boolean> {
  const [made] = await batchAll(db, startStatements(db, start, by))
  return wrote(made)
}

/** Takes over a place a village reported, and starts its application; false when it may not be claimed. */
export async function claimPlace(
  db: Db,
  start: Start,
  phoneIndex: string,
  by: By,
): Promise<boolean> {
  const { place } = start
  const claim = { placeId: place.id, phoneIndex, accountId: by.actor.id }
  const [claimed] = await batchAll(db, [
    claimStatement(db, claim, by.now),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'accounts.claim',
      subject: `places:${place.id}`,
    }),
    ...startStatements(db, start, by, true),
  ])
  return wrote(claimed)
}
