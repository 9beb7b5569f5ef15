// The chart of the town's teams as nested lists: read from the top on a phone, and on paper.
import type { OfficerRole } from '../../shared/actor'
import { EMPTY_FORM, Field } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { OpenMember, OpenTeam } from './people'
import type { ChartNode } from './rules'

/** A team of the chart; `over`: others stand under it that this page does not show. */
type ChartTeam = OpenTeam & { over?: 0 | 1 }

export interface ChartProps {
  ui: Ui
  roles: readonly OfficerRole[]
  chart: ChartNode<ChartTeam>[]
  q: string
  /** Of the whole chart; null: this is a part of it. */
  counts: { teams: number; people: number } | null
  /** The team one step up, 0 for the top; null: nothing is above this part. */
  under: number | null
  /** The address of the teams that follow. */
  next: string | null
  departments: ReadonlyMap<string, string>
  areas: ReadonlyMap<number, string>
  /** The rulebook's kinds for the administrator to set up; null for others. */
  kinds: readonly (readonly [id: string, name: string])[] | null
  notice: Notice | null
}

export function ChartPage(props: ChartProps) {
  const { ui, chart, q, counts, kinds } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={t('teams.chart')} tab="teams" roles={props.roles}>
      <NoticeLine notice={props.notice} />
      {counts ? <p class="held">{t('teams.counts', counts)}</p> : null}
      <form class="card filter" action="/office/teams" method="get">
        <Field
          ui={ui}
          form={{ ...EMPTY_FORM, values: { q } }}
          name="q"
          label="teams.search"
          inputmode="search"
          enterkeyhint="search"
        />
        <button type="submit" class="go">
          {t('place.find')}
        </button>
      </form>
      {chart.length === 0 ? (
        <section class="card empty">
          <h2>{t(q ? 'teams.not_found' : 'teams.none')}</h2>
          <p>{t(q ? 'teams.not_found_text' : 'teams.none_text')}</p>
          {q ? (
            <a class="tap" href="/office/teams">
              {t('teams.all')}
            </a>
          ) : null}
        </section>
      ) : null}
      <Branch {...props} nodes={chart} />
      {counts ? null : <Onward {...props} />}
      {kinds && kinds.length > 0 ? (
        <section class="card quiet">
          <h2>{t('teams.add')}</h2>
          <p class="chips">
            {kinds.map(([id, name]) => (
              <a key={id} href={`/office/teams/new?kind=${id}`}>
                {name}
              </a>
            ))}
          </p>
        </section>
      ) : null}
    </OfficeFrame>
  )
}

function Onward({ ui, under, next }: ChartProps) {
  const { t } = ui
  const up = under ? `/office/teams?under=${under}` : '/office/teams'
  return (
    <p class="pager">
      {under === null ? null : <a href={up}>{t('teams.up')}</a>}
      {next ? (
        <a class="tap" href={next}>
          {t('nav.more')}
        </a>
      ) : null}
      <a href="/office/teams?all=1">{t('teams.whole')}</a>
    </p>
  )
}

function Branch({ nodes, ...props }: ChartProps & { nodes: ChartNode<ChartTeam>[] }) {
  if (nodes.length === 0) return null
  return (
    <ul class="tree">
      {nodes.map(({ team, under }) => (
        <li key={team.id}>
          <Box {...props} team={team} />
          <Branch {...props} nodes={under} />
        </li>
      ))}
    </ul>
  )
}

const memberText = (
  { ui, departments }: ChartProps,
  { name, department, role }: OpenMember,
): string => {
  const of = departments.get(department) ?? ''
  const what = [role === 'member' ? '' : ui.t(`teams.rank.${role}`), of].filter(Boolean).join(' ')
  return what ? ui.t('teams.member_of', { name, what }) : name
}

function Box(props: ChartProps & { team: ChartTeam }) {
  const { ui, team, q, areas } = props
  const { t } = ui
  return (
    <div class="card">
      <h2>
        <a href={`/office/teams/${team.id}`}>{team.name}</a>
      </h2>
      <p class="note">
        {areas.get(team.areaId) ?? ''} · {t('teams.people', { n: team.people })}
      </p>
      <p>
        {team.members.map((member, i) => (
          <span key={member.id} class={q && member.name.includes(q) ? 'yes' : undefined}>
            {i > 0 ? t('teams.comma') : ''}
            {memberText(props, member)}
          </span>
        ))}
        {team.people > team.members.length ? '…' : ''}
      </p>
      {team.over ? (
        <p class="chips">
          <a href={`/office/teams?under=${team.id}`}>{t('teams.below')}</a>
        </p>
      ) : null}
    </div>
  )
}
