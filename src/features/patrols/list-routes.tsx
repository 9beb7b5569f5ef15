// The day's list of an officer, and the way to a place by its code.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import type { PatrolLevel } from '../../shared/patrol'
import { readPlaceCode } from '../../shared/place-code'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, accountNames, accountTag, allow, rangesOf, rolesOf, scopesOf } from '../accounts'
import { lateDuties } from '../board'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { CodePage } from './code-page'
import { ListPage } from './list'
import { listPage } from './list-read'
import { maskedNames } from './names'
import { nextOf } from './rules-day'
import { type ListQuery, ownTeams, readListQuery } from './rules-list'
import { emptyTally, type Tally } from './rules-view'
import { readOwn } from './store-list'
import { countReviews } from './store-review'
import { freshView, readTally } from './view'
import { rangesIn, villagesOf } from './within'

type C = Context<AppEnv>

/** Who goes on patrol: teams of the town, clerks of the villages, and whoever looks after both. */
export const STREET = ['patrol', 'clerk', 'admin'] as const

export const LEVEL_ROLES = { town: ['patrol', 'admin'], village: ['clerk', 'admin'] } as const

/** The levels an officer may look at, the usual one first. */
export const levelsOf = (c: C): PatrolLevel[] =>
  (['town', 'village'] as const).filter(
    (level) => scopesOf(account(c), ...LEVEL_ROLES[level]).length > 0,
  )

const teamsIn = (teams: Tally['teams']) =>
  Object.entries(teams)
    .map(([id, [name]]) => ({ id: Number(id), name }))
    .sort((a, b) => a.id - b.id)

/** The teams asked for; 0: all; of nobody in particular, the own ones. */
function chosenTeams(asked: number | null, own: number[], teams: Tally['teams']) {
  if (asked !== null) return asked === 0 ? null : [asked]
  return ownTeams(teams, own)
}

/** The officer's own list: which level, of which teams, in which part of their areas. */
async function askedList(c: C, query: ListQuery, book: Rulebook) {
  const { db, ui } = c.var
  const actor = account(c)
  const levels = levelsOf(c)
  const level = levels.find((each) => each === query.level) ?? levels[0] ?? 'town'
  const ranges = rangesOf(actor, ...LEVEL_ROLES[level])
  const supervised = rangesOf(actor, 'admin')
  const day = dayOf(ui.now)
  const areas = await freshView(db, book, { day, now: ui.now })
  const [own, reviews, tally] = await Promise.all([
    readOwn(db, actor.id, day - 1),
    supervised === '[]' ? 0 : countReviews(db, supervised, actor.id, true),
    level === 'town' ? readTally(db, day, { ranges }) : emptyTally(),
  ])
  const areaPath = areas.find(({ id }) => id === query.area)?.path ?? '/'
  const chosen = chosenTeams(query.team, own.teamIds, tally.teams)
  const asked = { day, now: ui.now, level, ranges: rangesIn(ranges, areaPath), teams: chosen }
  const teams = teamsIn(tally.teams)
  return { asked, shown: { level, levels, areas, teams, chosen, reviews, sentBack: own.sentBack } }
}

async function showList(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readListQuery(c.req.query())
  const book = await rulebookInForce(db, ui.now)
  const { asked, shown } = await askedList(c, query, book)
  const page = await listPage(db, book, asked, query)
  const makers = page.rows.flatMap(({ rounds }) => rounds.slice(-1).map(({ by }) => by))
  // What a place is behind with matters before somebody goes there.
  const places = page.rows.filter((line) => nextOf(line) !== null).map(({ place }) => place)
  const [names, late] = await Promise.all([
    accountNames(db, makers),
    places.length === 0
      ? []
      : lateDuties(
          db,
          book,
          villagesOf(places),
          ui.now,
          places.map(({ id }) => id),
        ),
  ])
  return html(
    c,
    <ListPage
      ui={{ ...ui, here: '/office/patrols' }}
      roles={rolesOf(c)}
      account={await accountTag(c.env, account(c).id)}
      query={query}
      {...shown}
      {...page}
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
