// 批量通过 as an answer: each application by its own condition, then what became of each.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { html } from '../../ui/html'
import type { Ui } from '../../ui/ui'
import { rulebookInForce } from '../rulebook'
import { type BulkLine, BulkPage } from './office-bulk'
import { mayDecide, mayRead, openNames } from './office-desk'
import { rolesHeld } from './office-list-answer'
import { whenText } from './office-story'
import { negativeEntry } from './rules'
import { decisionsFor } from './rules-office'
import { type Deciding, decideAll, type LastStep, lastSteps, stepKey } from './store-decide'
import { type Picked, pickedApplications } from './store-office'

type C = Context<AppEnv>

interface Bulk {
  key: string
  trade: string
  picked: readonly { id: number; version: number }[]
}

/** Approves those that are as they were seen, in one trip, and tells of every one of them. */
export async function showBulk(c: C, actor: AccountActor, bulk: Bulk): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const rows = await pickedApplications(
    db,
    bulk.picked.map(({ id }) => id),
  )
  const versions = new Map(bulk.picked.map(({ id, version }) => [id, version]))
  const yours = rows.filter((row) => mayRead(actor, row) && mayDecide(actor, row))
  // A place listed by itself is left out by the statement.
  const barred = (row: Picked): boolean =>
    negativeEntry(book, row.placeTrade, dayOf(ui.now)) !== null
  const fits = (row: Picked): boolean =>
    row.trade === bulk.trade &&
    row.version === versions.get(row.id) &&
    decisionsFor(row.state).includes('accept') &&
    !barred(row)
  const deciding = yours.filter(fits).map(
    (row): Deciding => ({
      application: row,
      decision: 'accept',
      key: stepKey(bulk.key, row),
      reasons: [],
      text: null,
      publicReason: null,
      actor,
      at: ui.now,
      rulebookVersion: book.version,
    }),
  )
  await decideAll(db, deciding)
  const steps = await lastSteps(
    db,
    yours.map(({ id }) => id),
  )
  const names = await openNames(
    c.env.FIELD_KEY,
    new Map(
      [...steps.values()].flatMap(({ actorKind, actorId, name }) =>
        actorKind === 'officer' && actorId !== null && name ? [[actorId, name] as const] : [],
      ),
    ),
  )
  const lines = bulk.picked.map(({ id, version }): BulkLine => {
    const row = yours.find((each) => each.id === id)
    if (!row) return { id, number: null, name: '—', done: false, why: ui.t('review.bulk_gone') }
    const step = steps.get(id)
    const done = step?.key === stepKey(bulk.key, { id, version })
    const why = done
      ? ui.t('review.bulk_done')
      : barred(row)
        ? ui.t('review.barred')
        : row.trade !== bulk.trade
          ? ui.t('review.bulk_trade')
          : (firstText(ui, step, row, version, names) ?? ui.t('review.bulk_place'))
    return { id, number: row.number, name: row.name, done, why }
  })
  return html(
    c,
    <BulkPage
      ui={{ ...ui, here: '/office/applications' }}
      roles={rolesHeld(actor)}
      lines={lines}
      trade={bulk.trade}
    />,
  )
}

/** 李卫东 3 月 12 日 10:24 退回补正 */
function firstText(
  ui: Ui,
  step: LastStep | undefined,
  row: Picked,
  version: number,
  names: ReadonlyMap<number, string>,
): string | null {
  if (!step || (row.version === version && step.act === 'submit')) return null
  const who = names.get(step.actorId ?? 0) ?? ui.t('review.who.keeper')
  return `${who} ${whenText(ui, step.at)} ${ui.t(`apply.act_${step.act}`)}`
}
