// One round: its page, its paper, more photos, and what a supervisor says of it.
import type { Context } from 'hono'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../../env'
import { translateCode } from '../../i18n'
import { dayOf } from '../../shared/clock'
import { formFiles, judge, parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow, covers, rangesOf, rolesOf } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { keyField, photoForm, reviewForm } from './form'
import { STREET } from './list-routes'
import { maskedNames } from './names'
import { OnePage, roundPath } from './one-page'
import { READERS, type RoundRecord, recordOf } from './record'
import { type Asked, ReviewPage, readAfter } from './review'
import { besideText, wantsJson } from './round-answer'
import { RoundSheet } from './sheet'
import { readRound } from './store-record'
import { listWaiting, reviewRound } from './store-review'
import { addPhoto, roundByKey } from './store-round'

type C = Context<AppEnv>

/** What the sending came to, and what its maker must know. */
async function noticesOf(c: C, record: RoundRecord): Promise<Notice[]> {
  const { t } = c.var.ui
  const { row, book } = record
  const done = c.req.query('done') === '1'
  const beside = await besideText(c, row, book.rounds.apartMinutes)
  const over = record.spots.some(({ name, differs }) => name && differs)
  return [
    ...(done ? [{ text: t('patrol.done'), good: true }] : []),
    ...(beside ? [{ text: beside, good: false }] : []),
    ...(done && over ? [{ text: t('patrol.spot_warn'), good: false }] : []),
    ...(row.review === 'refused' ? [{ text: t('patrol.refused_text'), good: false }] : []),
  ]
}

async function show(c: C, record: RoundRecord, form?: FormState): Promise<Response> {
  const { ui, random } = c.var
  return html(
    c,
    <OnePage
      ui={{ ...ui, here: roundPath(record) }}
      roles={rolesOf(c)}
      record={record}
      notices={form ? [] : await noticesOf(c, record)}
      form={form ?? EMPTY_FORM}
      newKey={() => newKey(ui.now, random)}
    />,
    form ? 422 : 200,
  )
}

/** The own round of `:key`, of today, and the finding the photo is of. Throws 404 and 403. */
async function ownFinding(c: C, item: string) {
  const key = v.safeParse(keyField, c.req.param('key'))
  const round = key.success ? await roundByKey(c.var.db, key.output) : null
  if (!round) throw problem('patrol.unknown', 404)
  if (round.by !== account(c).id) throw problem('err.forbidden', 403)
  if (dayOf(round.receivedAt) !== dayOf(c.var.ui.now)) throw problem('patrol.photo_late', 409)
  const found = await readRound(c.var.db, round.id)
  if (!found?.findings.some((each) => each.item === item)) throw problem('patrol.unknown', 404)
  return round
}

/** An error beside the photo's field, or by its name. */
async function refusePhoto(c: C, id: number, form: FormState): Promise<Response> {
  const text = Object.values(form.errors).map((each) => translateCode(c.var.ui.t, each, { mb: 5 }))
  if (wantsJson(c)) return c.json({ ok: false, errors: { photo: text[0] }, message: text[0] }, 422)
  return show(c, await recordOf(c, id), form)
}

async function postPhoto(c: C): Promise<Response> {
  const { db, ui } = c.var
  const { values: typed, files } = await formFiles(c.req.raw)
  const { photo: _empty, ...values } = typed
  const form = judge(photoForm, values)
  const round = await ownFinding(c, values.item ?? '')
  if (!form.ok) return refusePhoto(c, round.id, form)
  const { key, item } = form.value
  const actor = account(c)
  const taking = { purpose: item, placeId: round.placeId, key, by: actor }
  const taken = await takeFile(c, files.photo, { ...taking, kinds: PHOTOS })
  if (!taken.ok) return refusePhoto(c, round.id, { values, errors: { photo: taken.problem } })
  const { file } = taken
  const subject = `patrol_rounds:${round.id}`
  const kept = fileStatements(db, { file, subject, actor, now: ui.now })
  await addPhoto(db, { round, item, fileId: file.id }, kept)
  if (wantsJson(c)) return c.json({ ok: true, id: round.id, again: false, now: ui.now })
  return c.redirect(`/office/patrols/rounds/${round.id}`, 303)
}

async function showReviews(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const asked: Asked = { after: readAfter(c.req.query('after')) }
  const ranges = rangesOf(actor, 'admin')
  const list = await listWaiting(db, { ranges, accountId: actor.id, ...asked })
  const names = list.rows.flatMap(({ by, byName }) => (byName ? [{ id: by, name: byName }] : []))
  return html(
    c,
    <ReviewPage
      ui={{ ...ui, here: '/office/patrols/review' }}
      roles={rolesOf(c)}
      {...asked}
      {...list}
      nameOf={await maskedNames(c.env.FIELD_KEY, names)}
      notice={c.req.query('done') ? { text: ui.t('patrol.review_done'), good: true } : null}
    />,
  )
}

async function postReview(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const record = await recordOf(c)
  if (record.row.by === actor.id) throw problem('patrol.review_own', 403)
  if (!covers(actor, ['admin'], record.row)) throw problem('err.forbidden', 403)
  const form = await parseForm(c.req.raw, reviewForm)
  if (!form.ok) return show(c, record, form)
  const { id } = record.row
  if (!(await reviewRound(db, { id, ...form.value, actor, now: ui.now })))
    throw problem('patrol.review_taken', 409)
  return c.redirect('/office/patrols/review?done=1', 303)
}

export const oneRoutes = new Hono<AppEnv>()
  .get('/office/patrols/rounds/:id', allow.officer(...READERS), async (c) =>
    show(c, await recordOf(c)),
  )
  .get('/office/patrols/rounds/:id/form', allow.officer(...READERS), async (c) => {
    const { ui } = c.var
    const record = await recordOf(c)
    const back = roundPath(record)
    const blank = c.req.query('blank') === '1'
    const here = `${back}/form${blank ? '?blank=1' : ''}`
    return html(c, <RoundSheet ui={{ ...ui, here }} record={record} blank={blank} back={back} />)
  })
  .post('/office/patrols/rounds/:key/photos/files', allow.officer(...STREET), postPhoto)
  .get('/office/patrols/review', allow.officer('admin'), showReviews)
  .post('/office/patrols/rounds/:id/review', allow.officer('admin'), postReview)
