// 包联干部: the officer who looks after a place, on the pages of those who work there.
import type { Ui } from '../../ui/ui'
import type { OpenPerson } from './office-people'

export function LiaisonCard({ ui, liaison }: { ui: Ui; liaison: OpenPerson | null }) {
  if (!liaison) return null
  const { name, phone } = liaison
  return (
    <section class="card split">
      <p>
        {ui.t('hub.liaison')}
        <br />
        <b>{name}</b>
      </p>
      {phone ? (
        <a class="tap" href={`tel:${phone}`}>
          {ui.t('hub.call_liaison', { phone })}
        </a>
      ) : null}
    </section>
  )
}
