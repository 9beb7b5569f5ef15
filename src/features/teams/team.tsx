// One team: its members with a call each, and what the administrator may change about it.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { MoreOfficers, type OpenOfficers, withOfficers } from '../places'
import type { OpenMember, OpenTeam } from './people'
import { TEAM_ROLES } from './values'

type Options = readonly (readonly [value: string, text: string])[]

export interface TeamProps {
  ui: Ui
  roles: readonly OfficerRole[]
  team: OpenTeam
  kind: string
  area: string
  departments: Options
  /** Null: this officer changes nothing here. */
  edit: { areas: Options; officers: OpenOfficers; key: string } | null
  refused: { of: 'change' | 'member'; form: FormState } | null
  notice: Notice | null
}

const NO_FORM: FormState = { values: {}, errors: {} }

export function TeamPage(props: TeamProps) {
  const { ui, team, kind, area, refused } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={team.name} tab="teams" roles={props.roles} failed={!!refused}>
      {refused ? <ErrorSummary ui={ui} form={refused.form} prefix={refused.of} /> : null}
      <NoticeLine notice={props.notice} />
      <p class="held">
        {[kind, area].join(' · ')} · {t('teams.people', { n: team.members.length })}
      </p>
      {team.members.length === 0 ? (
        <section class="card empty">
          <h2>{t('teams.empty')}</h2>
          <p>{t('teams.empty_text')}</p>
        </section>
      ) : (
        <ul class="card team">
          {team.members.map((member) => (
            <Member key={member.id} {...props} member={member} />
          ))}
        </ul>
      )}
      {props.edit ? <Edit {...props} edit={props.edit} /> : null}
      <p class="roles">
        <a href="/office/teams">{t('teams.chart')}</a>
      </p>
    </OfficeFrame>
  )
}

function Member({ ui, team, departments, edit, member }: TeamProps & { member: OpenMember }) {
  const { t, lang } = ui
  const at = `/office/teams/${team.id}/members/${member.id}`
  const facts = [
    t(`teams.rank.${member.role}`),
    departments.find(([id]) => id && id === member.department)?.[1] ?? '',
    t('team.since', { date: dayText(lang, dayOf(member.since)) }),
  ]
  return (
    <li>
      <div>
        <b>{member.name}</b>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </div>
      {member.phone ? (
        <form method="post" action={`${at}/call`}>
          <button
            type="submit"
            class="mini"
            aria-label={t('teams.call_name', { name: member.name })}
          >
            {t('hub.call')}
          </button>
        </form>
      ) : null}
      {edit ? (
        <form method="post" action={`${at}/end`}>
          <button
            type="submit"
            class="mini"
            aria-label={t('teams.end_name', { name: member.name })}
          >
            {t('teams.end')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

function Edit(props: TeamProps & { edit: NonNullable<TeamProps['edit']> }) {
  const { ui, team, departments, edit, refused } = props
  const { t } = ui
  const own = (of: 'change' | 'member', values: Record<string, string>) =>
    refused?.of === of ? refused.form : { ...NO_FORM, values }
  const member = own('member', { role: 'member' })
  const change = own('change', { name: team.name, area: String(team.areaId) })
  const version = String(team.version)
  const at = `/office/teams/${team.id}`
  const { people, after } = edit.officers
  return (
    <>
      <form class="card quiet" method="post" action={withOfficers(`${at}/members`, after)}>
        <h2>{t('teams.add_member')}</h2>
        <Hidden values={{ key: edit.key }} />
        <Field
          ui={ui}
          form={member}
          prefix="member"
          name="officer"
          label="teams.officer"
          options={[
            ['', t('teams.by_name')],
            ...people.map(({ id, name }) => [String(id), name] as const),
          ]}
        />
        <MoreOfficers ui={ui} path={at} after={after} officers={edit.officers} />
        <Field
          ui={ui}
          form={member}
          prefix="member"
          name="name"
          label="teams.member_name"
          hint="teams.member_name_hint"
        />
        <Field
          ui={ui}
          form={member}
          prefix="member"
          name="department"
          label="teams.department"
          options={[['', t('teams.no_department')], ...departments]}
        />
        <Field
          ui={ui}
          form={member}
          prefix="member"
          name="role"
          label="teams.role"
          options={TEAM_ROLES.map((role) => [role, t(`teams.rank.${role}`)])}
        />
        <Button>{t('teams.add_member')}</Button>
      </form>
      <form class="card quiet" method="post" action={at}>
        <h2>{t('teams.change')}</h2>
        <Hidden values={{ version }} />
        <Field ui={ui} form={change} prefix="change" name="name" label="teams.name" />
        <Field
          ui={ui}
          form={change}
          prefix="change"
          name="area"
          label="place.area"
          options={edit.areas}
        />
        <Button class="second">{t('teams.save')}</Button>
      </form>
      <form class="quiet" method="post" action={`${at}/dissolve`}>
        <Hidden values={{ version }} />
        <p class="note">{t('teams.dissolve_note')}</p>
        <Button class="second">{t('teams.dissolve')}</Button>
      </form>
    </>
  )
}

interface NewTeamProps {
  ui: Ui
  roles: readonly OfficerRole[]
  kind: { id: string; name: string }
  /** Null: a team of this kind stands at the top. */
  parents: Options | null
  areas: Options
  form: FormState
  formKey: string
}

export function NewTeamPage({ ui, roles, kind, parents, areas, form, formKey }: NewTeamProps) {
  const { t } = ui
  const title = t('teams.new', { kind: kind.name })
  const failed = Object.keys(form.errors).length > 0
  return (
    <OfficeFrame ui={ui} title={title} tab="teams" roles={roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" method="post" action={`/office/teams/new?kind=${kind.id}`}>
        <Hidden values={{ key: formKey, ...(parents ? {} : { parent: '' }) }} />
        <Field ui={ui} form={form} name="name" label="teams.name" />
        {parents ? (
          <Field ui={ui} form={form} name="parent" label="teams.parent" options={parents} />
        ) : null}
        <Field ui={ui} form={form} name="area" label="place.area" options={areas} />
        <Button>{t('teams.set_up')}</Button>
      </form>
      <p class="roles">
        <a href="/office/teams">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
