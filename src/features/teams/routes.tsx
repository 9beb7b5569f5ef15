// The town's teams. Mounted by app.ts: the hub of a place asks this room's door for its teams.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { areaOptions } from '../../ui/area-options'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { listAreas } from '../places'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { ChartPage } from './chart'
import { teamForm } from './form'
import { allTeams } from './people'
import { chartOf, pruned } from './rules'
import { addTeam, liveTeams } from './store'
import { NewTeamPage } from './team'
import { teamPageRoutes } from './team-routes'

type C = Context<AppEnv>

const NOTICES = { dissolved: 'teams.dissolved' } as const

async function showChart(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const teams = await allTeams(db, c.env.FIELD_KEY)
  const q = [...(c.req.query('q') ?? '').trim()].slice(0, 30).join('')
  const all = chartOf(
    teams,
    book.teams.kinds.map(({ id }) => id),
  )
  const admin = rolesOf(c).includes('admin')
  const people = new Set(
    teams.flatMap(({ members }) => members.map(({ accountId, name }) => accountId ?? name)),
  )
  const found = ({ name, members }: (typeof teams)[0]) =>
    name.includes(q) || members.some((member) => member.name.includes(q))
  return html(
    c,
    <ChartPage
      ui={ui}
      roles={rolesOf(c)}
      chart={q ? pruned(all, found) : all}
      q={q}
      counts={{ teams: teams.length, people: people.size }}
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
