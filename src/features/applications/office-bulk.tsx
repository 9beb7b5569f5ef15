// What became of many approved at once, line by line.
import type { OfficerRole } from '../../shared/actor'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'

export interface BulkLine {
  id: number
  number: string | null
  name: string
  done: boolean
  why: string
}

interface BulkProps {
  ui: Ui
  roles: readonly OfficerRole[]
  lines: readonly BulkLine[]
  trade: string
}

export function BulkPage({ ui, roles, lines, trade }: BulkProps) {
  const { t } = ui
  const done = lines.filter((each) => each.done).length
  const title = t('review.bulk_title', { done })
  return (
    <OfficeFrame ui={ui} title={title} tab="applications" roles={roles}>
      {done < lines.length ? (
        <p class="ask">{t('review.bulk_missed', { n: lines.length - done })}</p>
      ) : null}
      <ul class="card lines">
        {lines.map((line) => (
          <li key={line.id}>
            {line.number ? (
              <a class="hop" href={`/office/applications/${line.number}`}>
                {line.name}
              </a>
            ) : (
              line.name
            )}{' '}
            <span class={line.done ? 'yes' : 'no'}>{line.why}</span>
          </li>
        ))}
      </ul>
      <p class="roles">
        <a href={`/office/applications?trade=${trade}`}>{t('review.back_list')}</a>
      </p>
    </OfficeFrame>
  )
}
