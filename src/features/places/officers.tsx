// The way to further officers, where one is chosen from a page of them.
import type { Ui } from '../../ui/ui'
import type { OfficersPage } from './store-officers'

/** The address of a form that stays on the page of officers it was filled in from. */
export const withOfficers = (path: string, after: string): string =>
  after ? `${path}${path.includes('?') ? '&' : '?'}officers=${encodeURIComponent(after)}` : path

interface MoreProps {
  ui: Ui
  /** The page the form is on. */
  path: string
  /** As asked for; empty on the first page. */
  after: string
  officers: Pick<OfficersPage, 'next'>
}

export function MoreOfficers({ ui, path, after, officers }: MoreProps) {
  const { t } = ui
  if (!after && !officers.next) return null
  return (
    <p class="pager">
      {after ? <a href={path}>{t('hub.first_officers')}</a> : null}
      {officers.next ? (
        <a class="tap" href={withOfficers(path, officers.next)}>
          {t('hub.more_officers')}
        </a>
      ) : null}
    </p>
  )
}
