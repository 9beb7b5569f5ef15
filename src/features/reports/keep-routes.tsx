// The daily report of an enterprise.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { allow } from '../accounts'
import { StaffNav } from '../visits'
import { type AtEnterprise, ownEnterprise, type ReportDay, readReportDay } from './day'
import { sealReport } from './fields'
import { reportForm, zeroForm } from './form'
import { firstValues, ReportPage } from './report'
import { changedByHand, EDITABLE, isStopped } from './rules'
import { isReportKnown, sendReport } from './store'

type C = Context<AppEnv>

interface Shown {
  form?: FormState
  status?: 200 | 409 | 422
  notice?: Notice
}

function show(c: C, at: AtEnterprise, day: ReportDay, shown: Shown = {}): Response {
  const { ui, random } = c.var
  const { form = EMPTY_FORM, status = 200 } = shown
  return html(
    c,
    <ReportPage
      ui={{ ...ui, here: `/keep/${at.place.code}/report` }}
      book={at.book}
      day={day}
      form={{ ...form, values: { ...firstValues(day), ...form.values } }}
      formKey={newKey(ui.now, random)}
      notice={shown.notice ?? null}
    >
      <StaffNav ui={ui} place={at.place} keeper={at.keeper} current="report" />
    </ReportPage>,
    status,
  )
}

/** What was typed, or nothing but a tap. */
function readSending(values: Record<string, string>, day: ReportDay) {
  const told = Object.fromEntries(EDITABLE.map((name) => [name, day.computed[name]]))
  const zero = values.zero === '1' ? judge(zeroForm, values) : null
  if (!zero) return judge(reportForm, values)
  if (!zero.ok) return zero
  const { present = 0, abnormal = 0, returned = 0, outside = 0 } = told
  const figures = { present, abnormal, returned, outside }
  return { ...zero, value: { ...zero.value, ...figures, masks: day.masks, needs: '' } }
}

/** Why nothing can be sent now, in the reader's words; null: it can. */
function refusal(
  { var: { ui } }: C,
  at: AtEnterprise,
  day: ReportDay,
  sent: { day: number; seen: number; zero: boolean },
): { status: 409 | 422; text: string } | null {
  if (isStopped(at.place, at.today)) return { status: 422, text: ui.t('daily.refused_stopped') }
  if (at.place.status !== 'open') return { status: 422, text: ui.t('daily.not_open') }
  if (sent.day !== at.today) return { status: 409, text: ui.t('daily.other_day') }
  const last = day.reports.at(-1)
  if (last && sent.seen !== day.reports.length)
    return { status: 409, text: ui.t('daily.taken', { who: last.who, time: timeOf(last.at) }) }
  if (sent.zero && day.hindered.length > 0) return { status: 422, text: ui.t('daily.no_zero_now') }
  return null
}

async function send(c: C): Promise<Response> {
  const { db, ui } = c.var
  const at = await ownEnterprise(c)
  const values = await formValues(c.req.raw)
  const done = `/keep/${at.place.code}/report`
  if (values.key && (await isReportKnown(db, values.key))) return c.redirect(done, 303)
  const day = await readReportDay(c, at)
  const form = readSending(values, day)
  if (!form.ok) return show(c, at, day, { form, status: 422 })
  const zero = values.zero === '1'
  const refused = refusal(c, at, day, { ...form.value, zero })
  if (refused) {
    const notice = { text: refused.text, good: false }
    return show(c, at, day, { form: { values, errors: {} }, status: refused.status, notice })
  }
  const sent = await write(c, at, day, { ...form.value, zero })
  if (sent || (await isReportKnown(db, form.value.key))) return c.redirect(done, 303)
  const now = await readReportDay(c, at)
  const last = now.reports.at(-1)
  const said = { who: last?.who ?? '—', time: timeOf(last?.at ?? ui.now) }
  const notice = { text: ui.t('daily.taken', said), good: false }
  return show(c, at, now, { form: { values, errors: {} }, status: 409, notice })
}

type Sending = Extract<ReturnType<typeof readSending>, { ok: true }>['value'] & { zero: boolean }

async function write(c: C, at: AtEnterprise, day: ReportDay, sending: Sending): Promise<boolean> {
  const { key, seen, zero, masks, needs, present, abnormal, returned, outside } = sending
  const told = { present, abnormal, returned, outside }
  const first = day.reports[0]
  const { now } = c.var.ui
  return sendReport(
    c.var.db,
    {
      ...day.computed,
      ...told,
      ...{ key, seen, zero, masks, day: day.day, placeId: at.place.id },
      late: first ? first.late : now > day.due,
      disinfected: day.disinfected,
      computed: changedByHand(day.computed, told),
      duty: await sealReport(
        c.env,
        key,
        'duty',
        Object.keys(day.duty).length > 0 ? JSON.stringify(day.duty) : '',
      ),
      needs: await sealReport(c.env, key, 'needs', needs),
      rulebookVersion: at.book.version,
    },
    { actor: at.actor, now },
  )
}

export const keepRoutes = new Hono<AppEnv>()
  .get('/keep/:code/report', allow.staff, async (c) => {
    const at = await ownEnterprise(c)
    return show(c, at, await readReportDay(c, at))
  })
  .post('/keep/:code/report', allow.staff, send)
