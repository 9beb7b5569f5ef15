// An inspection at the door: coming, judging items, opinions, calling it off, its paper.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formFiles, judge, parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow, rolesOf } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { noteField, opinionField, sealWords } from './fields'
import { itemForm, opinionForm, resultForm, versionForm, withoutFile } from './form'
import { InspectionPage } from './inspection'
import { ItemPage } from './item'
import { type InspectionRecord, type Line, officeRecord, PLANNERS, READERS } from './record'
import { inspectionPath } from './said'
import { SheetPage } from './sheet'
import { attend, cancelInspection, giveOpinion, judgeItem } from './store-judge'

type C = Context<AppEnv>

/** What every act at the door is written with. */
export const actOf = (c: C, { row }: InspectionRecord) => ({
  id: row.id,
  actor: account(c),
  now: c.var.ui.now,
  rulebookVersion: row.rulebookVersion,
})

function noticeOf(c: C, { row, findings }: InspectionRecord): Notice | null {
  const { t } = c.var.ui
  const done = c.req.query('done')
  if (done === 'cancel' && row.state === 'cancelled')
    return { text: t('inspect.cancelled'), good: true }
  if (done !== 'end') return null
  if (row.state === 'failed')
    return { text: t('inspect.done.fail', { n: findings.length }), good: false }
  return row.acceptanceNumber === null
    ? { text: t('inspect.done.pass_plain'), good: true }
    : { text: t('inspect.done.pass', { n: row.acceptanceNumber }), good: true }
}

function show(c: C, record: InspectionRecord, form: FormState | null = null): Response {
  const { ui } = c.var
  return html(
    c,
    <InspectionPage
      ui={{ ...ui, here: inspectionPath(record) }}
      roles={rolesOf(c)}
      record={record}
      form={form ?? EMPTY_FORM}
      notice={form ? null : noticeOf(c, record)}
    />,
    form ? 422 : 200,
  )
}

/** The line of `:item`. Throws 404, and 409 when it is not for this account to sign now. */
function ownLine(c: C, record: InspectionRecord): Line {
  const line = record.lines.find((each) => each.item.id === c.req.param('item'))
  if (!line) throw problem('inspect.unknown', 404)
  if (!line.mine) throw problem('inspect.not_yours', 409)
  return line
}

function showItem(c: C, record: InspectionRecord, line: Line, form?: FormState): Response {
  const { ui, random } = c.var
  const here = `${inspectionPath(record)}/items/${line.item.id}`
  const values = { result: line.result ?? '', note: line.note }
  return html(
    c,
    <ItemPage
      ui={{ ...ui, here }}
      roles={rolesOf(c)}
      record={record}
      line={line}
      form={form ?? { values, errors: {} }}
      formKey={form?.values.key ?? newKey(ui.now, random)}
    />,
    form ? 422 : 200,
  )
}

const toItem = (c: C, record: InspectionRecord, line: Line): Response =>
  c.redirect(`${inspectionPath(record)}#i-${line.item.id}`, 303)

async function postResult(c: C): Promise<Response> {
  const record = await officeRecord(c)
  const line = ownLine(c, record)
  const form = await parseForm(c.req.raw, resultForm)
  if (!form.ok) return show(c, record, form)
  const judged = { item: line.item.id, department: line.signer, note: null, fileId: null }
  const { result } = form.value
  if (!(await judgeItem(c.var.db, actOf(c, record), { ...judged, result })))
    throw problem('inspect.not_yours', 409)
  return toItem(c, record, line)
}

async function postItem(c: C): Promise<Response> {
  const record = await officeRecord(c)
  const line = ownLine(c, record)
  const { values, files } = await formFiles(c.req.raw)
  const form = judge(itemForm, withoutFile(values, 'photo'))
  if (!form.ok) return showItem(c, record, line, form)
  const act = actOf(c, record)
  const { key, result, note } = form.value
  const subject = `inspections:${act.id}`
  const taking = { purpose: line.item.id, placeId: record.row.placeId, key, by: act.actor }
  const taken = files.photo
    ? await takeFile(c, files.photo, { ...taking, kinds: PHOTOS })
    : { ok: true as const, file: null }
  if (!taken.ok) return showItem(c, record, line, { values, errors: { photo: taken.problem } })
  const { file } = taken
  const judged = {
    item: line.item.id,
    department: line.signer,
    result,
    note: await sealWords(c.env.FIELD_KEY, noteField(act.id, line.item.id), note),
    fileId: file?.id ?? null,
  }
  const kept = file
    ? fileStatements(c.var.db, { file, subject, actor: act.actor, now: act.now })
    : []
  if (!(await judgeItem(c.var.db, act, judged, kept))) throw problem('inspect.not_yours', 409)
  return toItem(c, record, line)
}

async function postOpinion(c: C): Promise<Response> {
  const record = await officeRecord(c)
  const form = await parseForm(c.req.raw, opinionForm)
  if (!form.ok) return show(c, record, form)
  const { department, opinion, text } = form.value
  if (!record.signsFor.includes(department)) throw problem('inspect.not_yours', 409)
  const said = {
    department,
    opinion,
    text: await sealWords(c.env.FIELD_KEY, opinionField(record.row.id, department), text),
  }
  if (!(await giveOpinion(c.var.db, actOf(c, record), said)))
    throw problem('inspect.not_yours', 409)
  return c.redirect(`${inspectionPath(record)}#opinions`, 303)
}

async function postCancel(c: C): Promise<Response> {
  const record = await officeRecord(c)
  if (!record.mayPlan) throw problem('err.forbidden', 403)
  const form = await parseForm(c.req.raw, versionForm)
  if (!form.ok) return show(c, record, form)
  const done = `${inspectionPath(record)}?done=cancel`
  if (record.row.state === 'cancelled') return c.redirect(done, 303)
  if (!(await cancelInspection(c.var.db, { ...actOf(c, record), ...form.value })))
    throw problem('inspect.not_now', 409)
  return c.redirect(done, 303)
}

const WORKERS = ['admin', 'reviewer', 'patrol', 'clerk'] as const

export const judgeRoutes = new Hono<AppEnv>()
  .get('/office/inspections/:id', allow.officer(...READERS), async (c) =>
    show(c, await officeRecord(c)),
  )
  .post('/office/inspections/:id/attend', allow.officer(...WORKERS), async (c) => {
    const record = await officeRecord(c)
    if (!record.me) throw problem('inspect.not_yours', 409)
    await attend(c.var.db, actOf(c, record))
    return c.redirect(inspectionPath(record), 303)
  })
  .get('/office/inspections/:id/items/:item', allow.officer(...WORKERS), async (c) => {
    const record = await officeRecord(c)
    return showItem(c, record, ownLine(c, record))
  })
  .post('/office/inspections/:id/items/:item', allow.officer(...WORKERS), postResult)
  .post('/office/inspections/:id/items/:item/files', allow.officer(...WORKERS), postItem)
  .post('/office/inspections/:id/opinions', allow.officer(...WORKERS), postOpinion)
  .post('/office/inspections/:id/cancel', allow.officer(...PLANNERS), postCancel)
  .get('/office/inspections/:id/form', allow.officer(...READERS), async (c) => {
    const { ui } = c.var
    const record = await officeRecord(c)
    const path = inspectionPath(record)
    const blank = c.req.query('blank') === '1'
    const here = `${path}/form${blank ? '?blank=1' : ''}`
    return html(c, <SheetPage ui={{ ...ui, here }} record={record} blank={blank} back={path} />)
  })
