// A worker over the limit: measured again, and reported.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import { dayOf, MINUTE } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { allow } from '../accounts'
import { type AtPlace, atPlace, madeAt } from './at-place'
import { feverPrefix } from './fever'
import { feverForm } from './form'
import { remeasureWorker, reportFever } from './store-fever'
import { showToday, todayPath } from './today-answer'

type C = Context<AppEnv>

const idOf = (c: C): number => Number(/^\d{1,15}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)

async function postMeasure(c: C): Promise<Response> {
  const at = await atPlace(c)
  const { db, ui } = c.var
  const id = idOf(c)
  const values = await formValues(c.req.raw)
  const form = judge(feverForm(at.book), values)
  if (!form.ok) return showToday(c, at, { status: 422, refused: { duty: feverPrefix(id), form } })
  const { key, temperature } = form.value
  if (dayOf(madeAt(key)) !== dayOf(ui.now))
    return showToday(c, at, { status: 409, notice: ui.t('keep.notice.old_page') })
  const wait = at.book.fever.remeasureAfterMinutes * MINUTE
  const tap = { key, placeId: at.place.id, day: dayOf(ui.now), at: ui.now, actor: at.actor }
  const measured = await remeasureWorker(db, { ...tap, after: id, temperature, wait })
  if (measured.outcome === 'written') return c.redirect(todayPath(at, 'done'), 303)
  if (measured.outcome === 'early') return tooEarly(c, at, id, values, measured.at + wait)
  return showToday(c, at, { status: 409, notice: ui.t('fever.taken') })
}

function tooEarly(c: C, at: AtPlace, id: number, values: Record<string, string>, again: number) {
  const notice = c.var.ui.t('fever.early', { time: timeOf(again) })
  const refused = { duty: feverPrefix(id), form: { values, errors: {} } }
  return showToday(c, at, { status: 422, notice, refused })
}

export const feverRoutes = new Hono<AppEnv>()
  .post('/keep/:code/fevers/:id/measure', allow.staff, postMeasure)
  .post('/keep/:code/fevers/:id/report', allow.staff, async (c) => {
    const at = await atPlace(c)
    const told = at.book.fever.tell.map((each) => each.id).join(' ')
    const tap = { placeId: at.place.id, at: c.var.ui.now, actor: at.actor, id: idOf(c), told }
    const changed = await reportFever(c.var.db, tap)
    return c.redirect(todayPath(at, changed ? 'reported' : 'same'), 303)
  })
