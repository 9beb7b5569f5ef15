// The day's list of an officer, and the way to a place by its code.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { DAY, dayOf } from '../../shared/clock'
import type { PatrolLevel } from '../../shared/patrol'
import { readPlaceCode } from '../../shared/place-code'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, accountNames, accountTag, allow, rangesOf, rolesOf, scopesOf } from '../accounts'
import { lateDuties } from '../board'
import { listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { CodePage } from './code-page'
import { readPatrolDay } from './day'
import { ListPage } from './list'
import { maskedNames } from './names'
import type { PatrolLine } from './rules-day'
import { countShows, narrowed, ownTeams, pageOf, readListQuery } from './rules-list'
import { readOwn } from './store-list'
import { countReviews } from './store-review'

type C = Context<AppEnv>

/** Who goes on patrol: teams of the town, clerks of the villages, and whoever looks after both. */
export const STREET = ['patrol', 'clerk', 'admin'] as const

export const LEVEL_ROLES = { town: ['patrol', 'admin'], village: ['clerk', 'admin'] } as const

/** The levels an officer may look at, the usual one first. */
export const levelsOf = (c: C): PatrolLevel[] =>
  (['town', 'village'] as const).filter(
    (level) => scopesOf(account(c), ...LEVEL_ROLES[level]).length > 0,
  )

const teamsIn = (lines: readonly PatrolLine[]) =>
  [...new Map(lines.flatMap(({ team }) => (team ? [[team.id, team] as const] : []))).values()].sort(
    (a, b) => a.id - b.id,
  )

/** The teams asked for; 0: all; of nobody in particular, the own ones. */
function chosenTeams(asked: number | null, own: number[], lines: readonly PatrolLine[]) {
  if (asked !== null) return asked === 0 ? null : [asked]
  return ownTeams(lines, own)
}

async function showList(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const query = readListQuery(c.req.query())
  const levels = levelsOf(c)
  const level = levels.find((each) => each === query.level) ?? levels[0] ?? 'town'
  const ranges = rangesOf(actor, ...LEVEL_ROLES[level])
  const book = await rulebookInForce(db, ui.now)
  const [lines, areas, own, reviews] = await Promise.all([
    readPatrolDay(db, book, { ranges, level, now: ui.now }),
    listAreas(db),
    readOwn(db, actor.id, dayOf(ui.now - DAY)),
    countReviews(db, rangesOf(actor, 'admin'), actor.id),
  ])
  const teams = teamsIn(lines)
  const chosen = chosenTeams(query.team, own.teamIds, lines)
  const areaPath = areas.find(({ id }) => id === query.area)?.path ?? '/'
  const asked = narrowed(lines, { areaPath, teams: chosen, q: query.q })
  const page = pageOf(asked, query, ui.now)
  const shown = page.rows.map(({ place }) => place.id)
  const makers = page.rows.flatMap(({ rounds }) => rounds.map(({ by }) => by))
  const [names, late] = await Promise.all([
    accountNames(db, makers),
    lateDuties(db, book, ranges, ui.now, shown),
  ])
  return html(
    c,
    <ListPage
      ui={{ ...ui, here: '/office/patrols' }}
      roles={rolesOf(c)}
      account={await accountTag(c.env, actor.id)}
      {...{ query, level, levels, areas, teams, chosen, reviews }}
      counts={countShows(asked, ui.now)}
      {...page}
      sentBack={own.sentBack}
      stale={new Map(late.map(({ placeId, late: duties }) => [placeId, duties.length]))}
      nameOf={await maskedNames(c.env.FIELD_KEY, names)}
    />,
  )
}

/** Without script a code is typed; a phone's own camera opens the door's page, and that one the form. */
function askCode(c: C): Response {
  const { ui } = c.var
  const typed = c.req.query('code')
  const code = typed === undefined ? null : readPlaceCode(typed)
  if (code) return c.redirect(`/office/patrols/round/${code}`, 303)
  const form: FormState =
    typed === undefined ? EMPTY_FORM : { values: { code: typed }, errors: { code: 'err.code' } }
  const page = (
    <CodePage ui={{ ...ui, here: '/office/patrols/round' }} roles={rolesOf(c)} form={form} />
  )
  return html(c, page, typed === undefined ? 200 : 422)
}

export const listRoutes = new Hono<AppEnv>()
  .get('/office/patrols', allow.officer(...STREET), showList)
  .get('/office/patrols/round', allow.officer(...STREET), askCode)
