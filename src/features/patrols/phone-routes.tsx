// What a phone takes along: the day as data, and a page that shows it where there is no network.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { account, accountTag, allow, rangesOf } from '../accounts'
import { phoneDay } from './phone'
import { ShellPage } from './shell'

export const phoneRoutes = new Hono<AppEnv>()
  .get('/office/patrols/day', allow.officer('patrol', 'clerk', 'admin'), async (c) => {
    const { db, ui } = c.var
    const actor = account(c)
    const town = actor.scopes.some(({ role }) => role === 'patrol' || role === 'admin')
    const day = await phoneDay(db, {
      account: await accountTag(c.env, actor.id),
      lang: ui.lang,
      ranges: town ? rangesOf(actor, 'patrol', 'admin') : rangesOf(actor, 'clerk'),
      level: town ? 'town' : 'village',
      now: ui.now,
    })
    return c.json(day)
  })
  .get('/office/patrols/offline', allow.everyone, (c) => html(c, <ShellPage ui={c.var.ui} />))
