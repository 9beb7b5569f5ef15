// What a phone takes along: the day as data, and a page that shows it where there is no network.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { html } from '../../ui/html'
import { account, accountTag, allow, keepsFor, rangesOf } from '../accounts'
import { LEVEL_ROLES, levelsOf, STREET } from './list-routes'
import { phoneDay } from './phone'
import { ShellPage } from './shell'
import { readOwn } from './store-list'

export const phoneRoutes = new Hono<AppEnv>()
  .get('/office/patrols/day', allow.officer(...STREET), async (c) => {
    const { db, ui } = c.var
    const actor = account(c)
    // The level of the list that was shown, where the officer has it; else the usual one.
    const levels = levelsOf(c)
    const level = levels.find((each) => each === c.req.query('level')) ?? levels[0] ?? 'town'
    const tag = await accountTag(c.env, actor.id)
    keepsFor(c, tag)
    const { teamIds } = await readOwn(db, actor.id, dayOf(ui.now))
    const day = await phoneDay(db, c.env.FIELD_KEY, {
      account: tag,
      teamIds,
      lang: ui.lang,
      big: ui.big,
      ranges: rangesOf(actor, ...LEVEL_ROLES[level]),
      level,
      now: ui.now,
    })
    return c.json(day)
  })
  .get('/office/patrols/offline', allow.everyone, (c) => html(c, <ShellPage ui={c.var.ui} />))
