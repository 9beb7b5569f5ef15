// Telling an accident.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { isoDay } from '../../shared/clock'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { StaffNav } from '../visits'
import { AccidentPage } from './accident'
import { type AtEnterprise, ownEnterprise } from './day'
import { sealAccident } from './fields'
import { accidentForm, instantOf } from './form'
import { openAccidents } from './opened'
import { accidentsAt, tellAccident } from './store-accidents'

type C = Context<AppEnv>

async function show(c: C, at: AtEnterprise, form: FormState | null = null): Promise<Response> {
  const { db, ui, random } = c.var
  const done = c.req.query('done') === '1' ? { text: ui.t('accident.sent'), good: true } : null
  return html(
    c,
    <AccidentPage
      ui={{ ...ui, here: `/keep/${at.place.code}/accidents` }}
      book={at.book}
      place={at.place}
      form={form ?? { values: { on: isoDay(at.today) }, errors: {} }}
      formKey={form?.values.key || newKey(ui.now, random)}
      notice={form ? null : done}
      told={await openAccidents(c, await accidentsAt(db, at.place.id))}
    >
      <StaffNav ui={ui} place={at.place} keeper={at.keeper} current="report" />
    </AccidentPage>,
    form ? 422 : 200,
  )
}

export const accidentRoutes = new Hono<AppEnv>()
  .get('/keep/:code/accidents', allow.staff, async (c) => show(c, await ownEnterprise(c)))
  .post('/keep/:code/accidents', allow.staff, async (c) => {
    const at = await ownEnterprise(c)
    const { now } = c.var.ui
    const form = await parseForm(c.req.raw, accidentForm(at.book, now))
    if (!form.ok) return show(c, at, form)
    const { key, kind, on, time, where, what, hurt, done } = form.value
    const told = {
      ...{ key, kind, hurt, day: at.today, placeId: at.place.id, areaPath: at.place.areaPath },
      happenedAt: instantOf(on, time),
      where: await sealAccident(c.env, key, 'place_text', where),
      what: await sealAccident(c.env, key, 'what', what),
      done: await sealAccident(c.env, key, 'done', done),
      rulebookVersion: at.book.version,
    }
    await tellAccident(c.var.db, told, { actor: at.actor, now })
    return c.redirect(`/keep/${at.place.code}/accidents?done=1`, 303)
  })
