// The town's teams. Mounted by app.ts: the hub of a place asks this room's door for its teams.

import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { wholeNumber } from '../../shared/text'
import { areaNames, areaOptions } from '../../ui/area-options'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { listAreas } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { ChartPage, type ChartProps } from './chart'
import { teamForm } from './form'
import { allTeams, opened } from './people'
import { chartOf, pruned } from './rules'
import { addTeam, liveTeam, liveTeams } from './store'
import { branchOf } from './store-chart'
import { NewTeamPage } from './team'
import { teamPageRoutes } from './team-routes'

type C = Context<AppEnv>

const NOTICES = { dissolved: 'teams.dissolved' } as const

type Shown = Pick<ChartProps, 'chart' | 'counts' | 'next' | 'under'>

/** As many of a team as its box in a branch names; the team's own page names all. */
const BRANCH_NAMES = 3

/** The whole chart, or what of it is looked for: names are sealed, so a search opens all of them. */
async function wholeChart(c: C, book: Rulebook, q: string): Promise<Shown> {
  const teams = await allTeams(c.var.db, c.env.FIELD_KEY)
  const all = chartOf(
    teams,
    book.teams.kinds.map(({ id }) => id),
  )
  const people = new Set(
    teams.flatMap(({ members }) => members.map(({ accountId, name }) => accountId ?? name)),
  )
  const found = ({ name, members }: (typeof teams)[0]) =>
    name.includes(q) || members.some((member) => member.name.includes(q))
  return {
    chart: q ? pruned(all, found) : all,
    counts: { teams: teams.length, people: people.size },
    under: null,
    next: null,
  }
}

/** One team with those directly under it; without one, those at the top, or what is under the only one. */
async function branchChart(c: C): Promise<Shown> {
  const { db } = c.var
  const [asked, after] = [wholeNumber(c.req.query('under')), wholeNumber(c.req.query('after')) ?? 0]
  const top = asked === null ? await branchOf(db, null, after) : null
  const [first, ...more] = top?.teams ?? []
  const id = asked ?? (after === 0 && more.length === 0 ? (first?.id ?? null) : null)
  const below = id === null ? null : await branchOf(db, id, asked === null ? 0 : after)
  const over = first ?? (asked === null ? null : await liveTeam(db, asked))
  if (asked !== null && !over) throw problem('teams.unknown', 404)
  const rows = below && over ? [{ ...over, over: 0 as const }, ...below.teams] : (top?.teams ?? [])
  const teams = await opened(c.env.FIELD_KEY, rows, BRANCH_NAMES)
  const nodes = teams.map((team) => ({ team, under: [] }))
  const [head, ...under] = nodes
  return {
    chart: below && head ? [{ team: head.team, under }] : nodes,
    counts: null,
    under: asked === null ? null : (over?.parentId ?? 0),
    next: nextOf(id, (below ?? top)?.next ?? null),
  }
}

const nextOf = (under: number | null, after: number | null): string | null =>
  after === null ? null : `/office/teams?${under === null ? '' : `under=${under}&`}after=${after}`

async function showChart(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const q = [...(c.req.query('q') ?? '').trim()].slice(0, 30).join('')
  const whole = q !== '' || c.req.query('all') === '1'
  const admin = rolesOf(c).includes('admin')
  const [areas, shown] = await Promise.all([
    listAreas(db),
    whole ? wholeChart(c, book, q) : branchChart(c),
  ])
  return html(
    c,
    <ChartPage
      ui={ui}
      roles={rolesOf(c)}
      {...shown}
      q={q}
      areas={areaNames(ui, areas)}
      departments={new Map(book.departments.map(({ id, name }) => [id, name[ui.lang]]))}
      kinds={admin ? book.teams.kinds.map(({ id, text }) => [id, text[ui.lang]]) : null}
      notice={
        c.req.query('notice') === 'dissolved' ? { text: ui.t(NOTICES.dissolved), good: true } : null
      }
    />,
  )
}

type Kind = Rulebook['teams']['kinds'][0]

/** The kind of `?kind=`. Throws 404: a link of the chart always names one. */
async function kindOf(c: C): Promise<Kind> {
  const book = await rulebookInForce(c.var.db, c.var.ui.now)
  const kind = book.teams.kinds.find(({ id }) => id === c.req.query('kind'))
  if (!kind) throw problem('teams.unknown', 404)
  return kind
}

async function showNew(c: C, kind: Kind, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui, random } = c.var
  const above = (await liveTeams(db)).filter((team) => team.kind === kind.under)
  return html(
    c,
    <NewTeamPage
      ui={{ ...ui, here: `/office/teams/new?kind=${kind.id}` }}
      roles={rolesOf(c)}
      kind={{ id: kind.id, name: kind.text[ui.lang] }}
      parents={kind.under ? above.map(({ id, name }) => [String(id), name]) : null}
      areas={areaOptions(ui, await listAreas(db))}
      form={form}
      formKey={form.values.key ?? newKey(ui.now, random)}
    />,
    form === EMPTY_FORM ? 200 : 422,
  )
}

async function postNew(c: C): Promise<Response> {
  const { db, ui } = c.var
  const kind = await kindOf(c)
  const values = await formValues(c.req.raw)
  const form = judge(teamForm, { parent: '', ...values })
  if (!form.ok) return showNew(c, kind, form)
  const { key, name, parent: parentId } = form.value
  const area = (await listAreas(db)).find(({ id }) => id === form.value.area)
  if (!area) return showNew(c, kind, { values, errors: { area: 'hub.area_which' } })
  const team = { key, kind: kind.id, under: kind.under, name, parentId, area }
  const id = await addTeam(db, team, { actor: account(c), now: ui.now })
  if (id === null) return showNew(c, kind, { values, errors: { parent: 'teams.parent_which' } })
  return c.redirect(`/office/teams/${id}?notice=done`, 303)
}

export const teamRoutes = new Hono<AppEnv>()
  .get('/office/teams', allow.officer(), showChart)
  .get('/office/teams/new', allow.officer('admin'), async (c) => showNew(c, await kindOf(c)))
  .post('/office/teams/new', allow.officer('admin'), postNew)
  .route('/', teamPageRoutes)
