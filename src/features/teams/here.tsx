// The teams that look after a place, on its page in the office.
import type { Ui } from '../../ui/ui'
import type { OpenTeam } from './people'

export function TeamsHere({ ui, teams }: { ui: Ui; teams: OpenTeam[] }) {
  const { t } = ui
  if (teams.length === 0) return null
  return (
    <ul class="ways">
      {teams.map(({ id, name, people, members }) => (
        <li key={id}>
          <a href={`/office/teams/${id}`}>
            {name} · {members[0] ? `${members[0].name} · ` : ''}
            {t('teams.people', { n: people })}
          </a>
        </li>
      ))}
    </ul>
  )
}
