// The handbook for everybody: `/guide`, `/guide/shop`, `/guide/shop/catering`.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { GuidePage, GuidePickPage } from './guide'
import { PoliciesPage } from './policies'
import { findTrades, guideOf, readKind } from './rules-guide'
import { rulebookInForce } from './store'

const SEARCH_LENGTH = 30

/** A kind or trade the rulebook does not know is a page that is not there. */
async function showGuide(c: Context<AppEnv>): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const kind = readKind(c.req.param('kind'))
  const asked = c.req.param('trade')
  const trade = book.trades.find(({ id }) => id === asked) ?? null
  if (!kind || (asked !== undefined && !trade)) throw problem('guide.unknown', 404)
  const isoDate = isoDay(dayOf(ui.now))
  const guide = guideOf(book, { kind, trade: trade?.id ?? '', isoDate })
  return html(c, <GuidePage ui={ui} book={book} kind={kind} trade={trade} guide={guide} />)
}

async function showPolicies(c: Context<AppEnv>): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const kind = readKind(c.req.param('kind') ?? 'enterprise')
  if (!kind) throw problem('guide.unknown', 404)
  return html(c, <PoliciesPage ui={ui} book={book} kind={kind} />)
}

export const guideRoutes = new Hono<AppEnv>()
  .get('/guide', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const book = await rulebookInForce(db, ui.now)
    const q = [...(c.req.query('q') ?? '').trim()].slice(0, SEARCH_LENGTH).join('')
    const kind = readKind(c.req.query('kind')) ?? 'shop'
    return html(c, <GuidePickPage ui={ui} kind={kind} q={q} trades={findTrades(book, kind, q)} />)
  })
  .get('/policies', allow.everyone, showPolicies)
  .get('/policies/:kind', allow.everyone, showPolicies)
  .get('/guide/:kind', allow.everyone, showGuide)
  .get('/guide/:kind/:trade', allow.everyone, showGuide)
