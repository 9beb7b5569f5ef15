import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, startOfDay } from '../../shared/clock'
import { parseForm } from '../../shared/form'
import { newKey, newRowId } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import type { Notice } from '../../ui/notice'
import { account, allow, rolesOf } from '../accounts'
import { shiftGaps } from '../obligations'
import { openNote, sealNote, shiftNote } from './fields'
import { shiftForm } from './form'
import { STREET } from './list-routes'
import { nameBook } from './names'
import { ResidentPage, type ShownShift } from './resident'
import { SHIFT_LOOKBACK } from './rules-day'
import { owesResident } from './rules-round'
import { beginShift, endShift, type ShiftRow, shiftsOf } from './store-shifts'
import { type Visit, visitOf } from './visit'

type C = Context<AppEnv>

async function openShifts(fieldKey: string, rows: ShiftRow[]): Promise<ShownShift[]> {
  const names = rows.flatMap(({ accountId: id, name }) => (name ? [{ id, name }] : []))
  const name = await nameBook(fieldKey, names)
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      who: name(row.accountId),
      note: await openNote(fieldKey, shiftNote(row.id), row.note),
    })),
  )
}

interface Shown {
  form?: FormState
  notice?: Notice | null
  status?: 200 | 409 | 422
}

async function show(c: C, visit: Visit, shown: Shown = {}): Promise<Response> {
  const { db, ui, random } = c.var
  const midnight = startOfDay(dayOf(ui.now))
  const rows = await shiftsOf(db, visit.place.id, midnight - SHIFT_LOOKBACK)
  const today = rows.filter(({ endedAt }) => endedAt === null || endedAt > midnight)
  return html(
    c,
    <ResidentPage
      ui={{ ...ui, here: `/office/patrols/resident/${visit.place.code}` }}
      roles={rolesOf(c)}
      visit={visit}
      shifts={await openShifts(c.env.FIELD_KEY, today)}
      gaps={owesResident(visit) ? shiftGaps(rows, midnight, ui.now) : []}
      accountId={account(c).id}
      formKey={newKey(ui.now, random)}
      form={shown.form ?? EMPTY_FORM}
      notice={shown.notice ?? null}
    />,
    shown.status ?? 200,
  )
}

async function post(c: C): Promise<Response> {
  const visit = await visitOf(c, c.req.param('code') ?? '')
  const { db, ui, random } = c.var
  const form = await parseForm(c.req.raw, shiftForm)
  if (!form.ok) return show(c, visit, { form, status: 422 })
  const { act, key, open, note } = form.value
  const acting = { placeId: visit.place.id, actor: account(c), now: ui.now }
  const id = act === 'begin' ? newRowId(random) : open
  const sealed = await sealNote(c.env.FIELD_KEY, shiftNote(id), note)
  const done =
    act === 'begin'
      ? await beginShift(db, { ...acting, id, key, after: open || null, note: sealed })
      : await endShift(db, { ...acting, id, note: sealed })
  if (done) return c.redirect(`/office/patrols/resident/${visit.place.code}?done=${act}`, 303)
  // Somebody else was quicker: the page as it stands now, with what was typed.
  const notice = { text: ui.t('resident.changed'), good: false }
  return show(c, visit, { form: { values: { note }, errors: {} }, notice, status: 409 })
}

const NOTICES = { begin: 'resident.done_begin', end: 'resident.done_end' } as const

export const residentRoutes = new Hono<AppEnv>()
  .get('/office/patrols/resident/:code', allow.officer(...STREET), async (c) => {
    const done = c.req.query('done')
    const notice =
      done === 'begin' || done === 'end' ? { text: c.var.ui.t(NOTICES[done]), good: true } : null
    return show(c, await visitOf(c, c.req.param('code')), { notice })
  })
  .post('/office/patrols/resident/:code', allow.officer(...STREET), post)
