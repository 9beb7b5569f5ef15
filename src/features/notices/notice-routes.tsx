import type { Context } from 'hono'
import { Hono } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { isoDay } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { publicOrigin } from '../../shared/origin'
import { problem } from '../../shared/problem'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, rolesOf } from '../accounts'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { sealNotice } from './fields'
import { resultForm, returnForm, tapForm } from './form'
import { NoticePage, type NoticeProps } from './notice'
import { actsOf, openWhole, ownNotice, seesNames } from './opened'
import { READERS } from './own'
import { dueOn, NOTICE_ACTS, NOTICE_MOVES, type NoticeAct, numberPath, proposedDay } from './rules'
import { NoticeSheetPage } from './sheet'
import { auditRead, type NoticeDetail, noticeByNumber, type Step, stepNotice } from './store'
import { momentText } from './texts'

type C = Context<AppEnv>

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })
const pathOf = (notice: NoticeDetail): string => `/office/notices/${numberPath(notice)}`

async function show(
  c: C,
  stored: NoticeDetail,
  form: NoticeProps['form'] = EMPTY_FORM,
): Promise<Response> {
  const { db, ui } = c.var
  const whole = seesNames(c, stored)
  const notice = await openWhole(c, stored, whole)
  if (whole) await auditRead(db, 'notices.read', `notices:${numberPath(stored)}`, by(c))
  const { notices } = await rulebookInForce(db, ui.now)
  const done = NOTICE_ACTS.find((act) => act === c.req.query('done'))
  const issued = c.req.query('done') === 'issue'
  const said = done ? ui.t(`notice.done.${done}`) : issued ? ui.t('notice.done.issue') : null
  const due = isoDay(proposedDay(ui.now, notices.reportWithinDays))
  const props = {
    book: await rulebookByVersion(db, stored.rulebookVersion),
    form: { ...form, act: form.act ?? ('return' as const), values: { due, ...form.values } },
    said: said && Object.keys(form.errors).length === 0 ? { text: said, good: true } : null,
    may: actsOf(c, stored),
  }
  return html(
    c,
    <NoticePage
      ui={{ ...ui, here: pathOf(stored) }}
      roles={rolesOf(c)}
      {...props}
      {...{ notice, whole }}
    />,
    Object.keys(form.errors).length > 0 ? 422 : 200,
  )
}

/** What was typed for a step, or the page that says what is wrong with it. */
async function readStep(c: C, notice: NoticeDetail, act: NoticeAct): Promise<Step | Response> {
  const values = await formValues(c.req.raw)
  if (act === 'report') {
    const form = judge(resultForm, values)
    if (!form.ok) return show(c, notice, { ...form, act })
    const { version, result, text } = form.value
    return {
      act,
      version,
      value: result,
      text: await sealNotice(c.env, notice.key, 'result_text', text),
    }
  }
  if (act === 'return') {
    const form = judge(returnForm(c.var.ui.now), values)
    if (!form.ok) return show(c, notice, { ...form, act })
    const { version, due, text } = form.value
    return {
      act,
      version,
      value: dueOn(due),
      text: await sealNotice(c.env, notice.key, 'return_text', text),
    }
  }
  const form = judge(tapForm, values)
  return form.ok ? { act, version: form.value.version } : show(c, notice, { ...form, act })
}

async function step(c: C, act: NoticeAct): Promise<Response> {
  const notice = await ownNotice(c)
  if (!actsOf(c, notice).includes(act)) throw problem('err.forbidden', 403)
  const read = await readStep(c, notice, act)
  if (read instanceof Response) return read
  if (await stepNotice(c.var.db, notice, read, by(c)))
    return c.redirect(`${pathOf(notice)}?done=${act}`, 303)
  const now = (await noticeByNumber(c.var.db, notice)) ?? notice
  return repeated(c, now, read) ? c.redirect(pathOf(notice), 303) : tooLate(c, now)
}

/** The same person's tap, sent twice. */
function repeated(c: C, now: NoticeDetail, { act, version }: Step): boolean {
  const whose = { receive: now.receivedBy, report: now.reportedBy, close: now.closedBy }
  const mine = act in whose && Reflect.get(whose, act) === account(c).id
  return mine && now.version === version + 1 && now.state === NOTICE_MOVES[act].to
}

/** Somebody was first: who, and how it stands now. */
async function tooLate(c: C, stored: NoticeDetail): Promise<Response> {
  const { ui } = c.var
  const { receiver, reporter, closer, issuer, ...now } = await openWhole(c, stored, false)
  const steps = [
    [closer, now.closedAt],
    [reporter, now.reportedAt],
    [receiver, now.receivedAt],
    [issuer, now.issuedAt],
  ] as const
  const [who, at] = steps.find(([, when]) => when !== null) ?? [issuer, now.issuedAt]
  const text = ui.t('notice.too_late_text', {
    state: ui.t(`notice.state.${now.state}`),
    name: who ?? '—',
    time: momentText(ui, at ?? now.issuedAt),
  })
  const page = (
    <MessagePage ui={{ ...ui, here: pathOf(stored) }} title={ui.t('notice.too_late')} text={text}>
      <a class="go" href={pathOf(stored)}>
        {ui.t('notice.see_now')}
      </a>
    </MessagePage>
  )
  return html(c, page, 409)
}

async function sheet(c: C): Promise<Response> {
  const { db, ui } = c.var
  const stored = await ownNotice(c)
  if (!seesNames(c, stored)) throw problem('err.forbidden', 403)
  await auditRead(db, 'notices.print', `notices:${numberPath(stored)}`, by(c))
  const address = publicOrigin(c.env, c.req.url) + pathOf(stored)
  const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  const props = {
    book: await rulebookByVersion(db, stored.rulebookVersion),
    notice: await openWhole(c, stored, true),
    qr: `data:image/svg+xml,${encodeURIComponent(svg)}`,
  }
  return html(c, <NoticeSheetPage ui={{ ...ui, here: `${pathOf(stored)}/form` }} {...props} />)
}

export const noticeRoutes = new Hono<AppEnv>()
  .get('/office/notices/:number', allow.officer(...READERS), async (c) =>
    show(c, await ownNotice(c)),
  )
  .get('/office/notices/:number/form', allow.officer('clerk', 'admin'), sheet)
  .post('/office/notices/:number/receive', allow.officer('clerk'), (c) => step(c, 'receive'))
  .post('/office/notices/:number/start', allow.officer('clerk'), (c) => step(c, 'start'))
  .post('/office/notices/:number/report', allow.officer('clerk'), (c) => step(c, 'report'))
  .post('/office/notices/:number/close', allow.officer('admin'), (c) => step(c, 'close'))
  .post('/office/notices/:number/return', allow.officer('admin'), (c) => step(c, 'return'))
