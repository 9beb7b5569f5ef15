// What a phone takes along: the day as data, and a page that shows it where there is no network.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { PATROL_LEVELS, type PatrolLevel } from '../../shared/patrol'
import { html } from '../../ui/html'
import { account, accountTag, allow, keepsFor, rangesOf, scopesOf } from '../accounts'
import { phoneDay } from './phone'
import { ShellPage } from './shell'

const LEVEL_ROLES = { town: ['patrol', 'admin'], village: ['clerk', 'admin'] } as const

/** The level of the list that was shown, where the officer has it; else the usual one. */
function levelAsked(actor: AccountActor, asked: string | undefined): PatrolLevel {
  const levels = PATROL_LEVELS.filter((level) => scopesOf(actor, ...LEVEL_ROLES[level]).length > 0)
  return levels.find((level) => level === asked) ?? levels[0] ?? 'town'
}

export const phoneRoutes = new Hono<AppEnv>()
  .get('/office/patrols/day', allow.officer('patrol', 'clerk', 'admin'), async (c) => {
    const { db, ui } = c.var
    const actor = account(c)
    const level = levelAsked(actor, c.req.query('level'))
    const tag = await accountTag(c.env, actor.id)
    keepsFor(c, tag)
    const day = await phoneDay(db, {
      account: tag,
      lang: ui.lang,
      big: ui.big,
      ranges: rangesOf(actor, ...LEVEL_ROLES[level]),
      level,
      now: ui.now,
    })
    return c.json(day)
  })
  .get('/office/patrols/offline', allow.everyone, (c) => html(c, <ShellPage ui={c.var.ui} />))
