// One team: looked at by every officer, changed by the administrator.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { encryptField } from '../../shared/fields'
import { formValues, judge } from '../../shared/form'
import { newKey, newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { areaNames, areaOptions } from '../../ui/area-options'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, rolesOf } from '../accounts'
import { CallNow, type ListedArea, listAreas, openOfficers } from '../places'
import { rulebookInForce } from '../rulebook'
import { changeForm, dissolveForm, memberForm } from './form'
import { memberName, type OpenMember, type OpenTeam, oneTeam } from './people'
import { addMember, changeTeam, dissolveTeam, endMember, recordMemberCall } from './store'
import { TeamPage, type TeamProps } from './team'

type C = Context<AppEnv>

const idOf = (c: C, name: string): number => Number(/^\d{1,15}$/.exec(c.req.param(name) ?? '')?.[0])

/** The team of `:id`. Throws 404 for one that is dissolved or never was. */
async function team(c: C): Promise<OpenTeam> {
  const id = idOf(c, 'id')
  const found = Number.isNaN(id) ? null : await oneTeam(c.var.db, c.env.FIELD_KEY, id)
  if (!found) throw problem('teams.unknown', 404)
  return found
}

function memberOf(c: C, { members }: OpenTeam): OpenMember {
  const found = members.find(({ id }) => id === idOf(c, 'member'))
  if (!found) throw problem('teams.member_unknown', 404)
  return found
}

const NOTICES: Record<string, Key> = { done: 'teams.done', ended: 'teams.ended' }

interface Shown {
  status?: 409 | 422
  refused?: TeamProps['refused']
  warning?: Key
}

async function editOf(c: C, areas: ListedArea[]): Promise<TeamProps['edit']> {
  const { db, ui, random } = c.var
  if (!account(c).scopes.some(({ role }) => role === 'admin')) return null
  const asked = { now: ui.now, after: c.req.query('officers') ?? '' }
  return {
    areas: areaOptions(ui, areas),
    officers: await openOfficers(db, c.env.FIELD_KEY, areas[0]?.path ?? '/', asked),
    key: newKey(ui.now, random),
  }
}

function noticeOf(c: C, { warning }: Shown): TeamProps['notice'] {
  if (warning) return { text: c.var.ui.t(warning), good: false }
  const key = NOTICES[c.req.query('notice') ?? '']
  return key ? { text: c.var.ui.t(key), good: true } : null
}

async function show(c: C, shown: Shown = {}): Promise<Response> {
  const { db, ui } = c.var
  const found = await team(c)
  const [book, areas] = await Promise.all([rulebookInForce(db, ui.now), listAreas(db)])
  return html(
    c,
    <TeamPage
      ui={{ ...ui, here: `/office/teams/${found.id}` }}
      roles={rolesOf(c)}
      team={found}
      kind={book.teams.kinds.find(({ id }) => id === found.kind)?.text[ui.lang] ?? found.kind}
      area={areaNames(ui, areas).get(found.areaId) ?? ''}
      departments={book.departments.map(({ id, name }) => [id, name[ui.lang]])}
      edit={await editOf(c, areas)}
      refused={shown.refused ?? null}
      notice={noticeOf(c, shown)}
    />,
    shown.status ?? 200,
  )
}

const acting = (c: C) => ({ actor: account(c), now: c.var.ui.now })

async function postChange(c: C): Promise<Response> {
  const { id } = await team(c)
  const form = judge(changeForm, await formValues(c.req.raw))
  if (!form.ok) return show(c, { status: 422, refused: { of: 'change', form } })
  const { version, name } = form.value
  const area = (await listAreas(c.var.db)).find((each) => each.id === form.value.area)
  if (!area) return show(c, { status: 422, warning: 'hub.area_which' })
  const changed = await changeTeam(c.var.db, { id, version, name, area }, acting(c))
  if (!changed) return show(c, { status: 409, warning: 'teams.changed_meanwhile' })
  return c.redirect(`/office/teams/${id}?notice=done`, 303)
}

async function postDissolve(c: C): Promise<Response> {
  const { id } = await team(c)
  const form = judge(dissolveForm, await formValues(c.req.raw))
  if (!form.ok) return show(c, { status: 422, warning: 'teams.key' })
  const { version } = form.value
  const done = await dissolveTeam(c.var.db, { id, version }, acting(c))
  if (!done) return show(c, { status: 409, warning: 'teams.not_dissolved' })
  return c.redirect('/office/teams?notice=dissolved', 303)
}

async function postMember(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const { id: teamId } = await team(c)
  const book = await rulebookInForce(db, ui.now)
  const departments = book.departments.map(({ id }) => id)
  const values = await formValues(c.req.raw)
  const form = judge(memberForm(departments), values)
  if (!form.ok) return show(c, { status: 422, refused: { of: 'member', form } })
  const { key, officer: accountId, name: plain, department, role } = form.value
  const id = newRowId(random)
  const name = plain && (await encryptField(c.env.FIELD_KEY, memberName(id), plain))
  const member = { id, key, teamId, accountId, name, department, role }
  if (!(await addMember(db, member, acting(c)))) {
    const errors = { officer: 'teams.member_refused' }
    return show(c, { status: 409, refused: { of: 'member', form: { values, errors } } })
  }
  return c.redirect(`/office/teams/${teamId}?notice=done`, 303)
}

async function postEnd(c: C): Promise<Response> {
  const found = await team(c)
  const member = memberOf(c, found)
  await endMember(c.var.db, member, acting(c))
  return c.redirect(`/office/teams/${found.id}?notice=ended`, 303)
}

async function postCall(c: C): Promise<Response> {
  const { db, ui } = c.var
  const found = await team(c)
  const { name, phone, ...member } = memberOf(c, found)
  if (!phone) throw problem('teams.member_unknown', 404)
  await recordMemberCall(db, member, acting(c))
  const page = { ...ui, here: `/office/teams/${found.id}` }
  return html(
    c,
    <MessagePage ui={page} title={found.name} text={ui.t(`teams.rank.${member.role}`)}>
      <CallNow ui={ui} name={name} phone={phone} />
      <p class="roles">
        <a href={page.here}>{ui.t('nav.back')}</a>
      </p>
    </MessagePage>,
  )
}

export const teamPageRoutes = new Hono<AppEnv>()
  .get('/office/teams/:id', allow.officer(), (c) => show(c))
  .post('/office/teams/:id', allow.officer('admin'), postChange)
  .post('/office/teams/:id/dissolve', allow.officer('admin'), postDissolve)
  .post('/office/teams/:id/members', allow.officer('admin'), postMember)
  .post('/office/teams/:id/members/:member/end', allow.officer('admin'), postEnd)
  .post('/office/teams/:id/members/:member/call', allow.officer(), postCall)
