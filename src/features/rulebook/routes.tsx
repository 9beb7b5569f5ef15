import { Hono } from 'hono'
import type { Db } from '../../db/client'
import type { AppEnv } from '../../env'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { readVersion } from './form'
import { guideRoutes } from './guide-routes'
import { RulesPage, SectionPage, type Shown } from './pages'
import { readSection } from './rules'
import { listVersions, type Published, publishedRulebook, rulebookInForce } from './store'

/** The version asked for, or the one in force. Throws 404 for one that was never published. */
async function shownOr404(
  db: Db,
  now: number,
  asked: string | undefined,
  versions: readonly Published[],
): Promise<Shown> {
  const inForce = await rulebookInForce(db, now)
  const version = asked === undefined ? inForce.version : readVersion(asked)
  const book = version === null ? null : await publishedRulebook(db, version)
  const row = versions.find((each) => each.version === version)
  if (!book || !row) throw problem('rules.unknown', 404)
  return { book, effectiveFrom: row.effectiveFrom, inForce: inForce.version }
}

export const rulebookRoutes = new Hono<AppEnv>()
  .route('/', guideRoutes)
  .get('/rules', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const versions = await listVersions(db)
    const shown = await shownOr404(db, ui.now, c.req.query('version'), versions)
    const at = versions.findIndex((each) => each.version === shown.book.version)
    const before = versions[at + 1]
    const previous = before ? await publishedRulebook(db, before.version) : null
    return html(c, <RulesPage ui={ui} shown={shown} previous={previous} versions={versions} />)
  })
  .get('/rules/:section', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const section = readSection(c.req.param('section'))
    if (!section) throw problem('rules.unknown', 404)
    const versions = await listVersions(db)
    const shown = await shownOr404(db, ui.now, c.req.query('version'), versions)
    return html(c, <SectionPage ui={ui} shown={shown} section={section} />)
  })
