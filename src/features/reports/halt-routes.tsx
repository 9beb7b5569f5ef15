// 停产 and 恢复生产: the keeper's to say.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { StaffNav } from '../visits'
import { type AtEnterprise, ownEnterprise } from './day'
import { stopForm } from './form'
import { HaltPage, standsStill } from './halt'
import { newestStop, resumeProduction, stopProduction } from './store-stops'

type C = Context<AppEnv>

const SAID = { stopped: 'halt.done', resumed: 'halt.resumed', same: 'halt.same' } as const
const isSaid = (name: string): name is keyof typeof SAID => Object.hasOwn(SAID, name)

interface Shown {
  form?: FormState
  status?: 200 | 409 | 422
  refused?: boolean
}

async function show(c: C, at: AtEnterprise, shown: Shown = {}): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, today } = at
  const { form = EMPTY_FORM, status = 200 } = shown
  const done = c.req.query('done') ?? ''
  const said = isSaid(done) ? { text: ui.t(SAID[done]), good: done !== 'same' } : null
  const stop = standsStill(place, today) ? await newestStop(db, place.id) : null
  return html(
    c,
    <HaltPage
      ui={{ ...ui, here: `/keep/${place.code}/stop` }}
      book={at.book}
      place={place}
      today={today}
      reason={stop?.reason ?? null}
      form={form}
      formKey={newKey(ui.now, random)}
      notice={shown.refused ? { text: ui.t('halt.refused'), good: false } : said}
    >
      <StaffNav ui={ui} place={place} keeper={at.keeper} current="report" />
    </HaltPage>,
    status,
  )
}

export const haltRoutes = new Hono<AppEnv>()
  .get('/keep/:code/stop', allow.keeper, async (c) => show(c, await ownEnterprise(c)))
  .post('/keep/:code/stop', allow.keeper, async (c) => {
    const at = await ownEnterprise(c)
    const { place, today, actor } = at
    const form = await parseForm(c.req.raw, stopForm(at.book, today))
    if (!form.ok) return show(c, at, { form, status: 422 })
    const stop = { ...form.value, placeId: place.id, today }
    if (await stopProduction(c.var.db, stop, { actor, now: c.var.ui.now }))
      return c.redirect(`/keep/${place.code}/stop?done=stopped`, 303)
    return show(c, await ownEnterprise(c), { status: 409, refused: true })
  })
  .post('/keep/:code/stop/end', allow.keeper, async (c) => {
    const { place, today, actor } = await ownEnterprise(c)
    const by = { actor, now: c.var.ui.now }
    const resumed = await resumeProduction(c.var.db, { placeId: place.id, today }, by)
    return c.redirect(`/keep/${place.code}/stop?done=${resumed ? 'resumed' : 'same'}`, 303)
  })
