// The leader's page. The admin sees it too: whoever is asked about something has to see the same.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { account, allow, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { BulletinPage, LeaderPage } from './leader'
import { leaderFacts } from './leader-facts'

async function propsOf(c: Context<AppEnv>) {
  const { db, ui } = c.var
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const facts = await leaderFacts(db, book, { actor, now: ui.now })
  return { ui, book, facts, roles: scopesOf(actor).map(({ role }) => role) }
}

export const leaderRoutes = new Hono<AppEnv>()
  .get('/office/leader', allow.officer('admin', 'viewer'), async (c) =>
    html(c, <LeaderPage {...(await propsOf(c))} />),
  )
  .get('/office/leader/bulletin', allow.officer('admin', 'viewer'), async (c) =>
    html(c, <BulletinPage {...(await propsOf(c))} />),
  )
