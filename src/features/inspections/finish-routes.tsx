// The end of an inspection. Whoever ends it has seen the outcome: a page that is out of date asks again.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { encryptField } from '../../shared/fields'
import { formValues } from '../../shared/form'
import { newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { barredOn, isExempt } from '../applications'
import { rulebookInForce } from '../rulebook'
import { findingField } from './fields'
import { type Failure, FinishPage } from './finish'
import { finishValues, judgeFinish, type TypedFinish } from './form'
import { actOf } from './judge-routes'
import { type InspectionRecord, officeRecord } from './record'
import { opinionItem } from './rules'
import { inspectionPath } from './said'
import { failInspection, passInspection } from './store-finish'

type C = Context<AppEnv>

/** What failed, as findings to be: each item, and each department that disagrees for another reason. */
function failuresOf({ lines, opinions, outcome }: InspectionRecord): Failure[] {
  if (outcome.kind !== 'failed') return []
  const items = lines.flatMap(({ item, result, note, signer, fileId }) =>
    result === 'fail'
      ? [{ item: item.id, department: signer, fileId, text: note || item.text.zh }]
      : [],
  )
  const against = outcome.departments
    .filter((each) => !items.some((item) => item.department === each))
    .map((department) => ({
      item: opinionItem(department),
      department,
      fileId: null,
      text: opinions.find((said) => said.department === department)?.text ?? '',
    }))
  return [...items, ...against]
}

const ends = ({ row, me, signsFor }: InspectionRecord): boolean =>
  row.state === 'started' && ((me !== null && me.presentAt !== null) || signsFor.length > 0)

function show(c: C, record: InspectionRecord, form: FormState | null, status: 200 | 409 | 422) {
  const { ui } = c.var
  const failures = failuresOf(record)
  const dueOn = dayOf(ui.now) + record.book.opening.correctWithinDays
  const fresh = { values: finishValues(record.row.version, failures, dueOn), errors: {} }
  const here = `${inspectionPath(record)}/finish`
  const props = { roles: rolesOf(c), record, failures, form: form ?? fresh }
  return html(c, <FinishPage ui={{ ...ui, here }} {...props} />, status)
}

/** Ended already: harmless for whoever ended it, and told to everybody else. */
function ended(c: C, record: InspectionRecord): Response {
  const { row, finishedBy } = record
  if (row.finishedBy === account(c).id) return c.redirect(`${inspectionPath(record)}?done=end`, 303)
  if (row.finishedBy === null) throw problem('inspect.not_yours', 409)
  const state = c.var.ui.t(`inspect.state.${row.state}`)
  throw problem('inspect.ended_first', 409, { name: finishedBy, state })
}

/** The negative list may have changed since the application was accepted. */
async function refuseBarred(c: C, { row }: InspectionRecord): Promise<void> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const place = { id: row.placeId, trade: row.trade }
  const barred = await barredOn(db, book, place, dayOf(ui.now))
  if (!barred) return
  const reason =
    barred.by === 'listed'
      ? barred.reason
      : `${barred.entry.category[ui.lang]}：${barred.entry.reason[ui.lang]}`
  throw problem('inspect.barred', 409, { reason })
}

async function end(c: C, record: InspectionRecord, typed: TypedFinish): Promise<boolean> {
  const { db, random } = c.var
  const { actor, now, rulebookVersion } = actOf(c, record)
  const { applicationId, placeId } = record.row
  const exempt =
    applicationId !== null && (await isExempt(c.var.db, { id: applicationId, placeId }))
  const finishing = { inspection: record.row, actor, now, rulebookVersion, exempt }
  if (record.outcome.kind === 'passed') {
    if (!exempt) await refuseBarred(c, record)
    return passInspection(db, finishing)
  }
  const failures = new Map(failuresOf(record).map((each) => [each.item, each]))
  const found = await Promise.all(
    typed.findings.map(async ({ item, text, dueOn }) => {
      const id = newRowId(random)
      const { department = '', fileId = null } = failures.get(item) ?? {}
      const sealed = await encryptField(c.env.FIELD_KEY, findingField('text', id), text)
      return { id, item, department, fileId, text: sealed, dueOn }
    }),
  )
  return failInspection(db, finishing, found)
}

async function postFinish(c: C): Promise<Response> {
  const record = await officeRecord(c)
  if (!ends(record)) return ended(c, record)
  if (record.outcome.kind === 'unfinished') return show(c, record, null, 422)
  const values = await formValues(c.req.raw)
  const items = failuresOf(record).map((each) => each.item)
  const form = judgeFinish(values, items, dayOf(c.var.ui.now))
  const { version } = record.row
  if (values.version !== undefined && values.version !== String(version)) {
    const kept = { ...values, version: String(version) }
    return show(c, record, { values: kept, errors: { '': 'inspect.changed' } }, 409)
  }
  if (!form.ok) return show(c, record, form, 422)
  if (await end(c, record, form.value)) return c.redirect(`${inspectionPath(record)}?done=end`, 303)
  // Somebody was first, or the place or its application is no longer what it was.
  const now = await officeRecord(c)
  if (ends(now)) throw problem('inspect.not_now', 409)
  return ended(c, now)
}

const WORKERS = ['admin', 'reviewer', 'patrol', 'clerk'] as const

export const finishRoutes = new Hono<AppEnv>()
  .get('/office/inspections/:id/finish', allow.officer(...WORKERS), async (c) => {
    const record = await officeRecord(c)
    return ends(record) ? show(c, record, null, 200) : c.redirect(inspectionPath(record), 303)
  })
  .post('/office/inspections/:id/finish', allow.officer(...WORKERS), postFinish)
