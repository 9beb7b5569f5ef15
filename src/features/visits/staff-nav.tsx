// The ways between the pages of a place for those who work there, and the way out.
import { Button } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { type Place, spokenAt } from '../places'

interface StaffNavProps {
  ui: Ui
  place: Pick<Place, 'code' | 'kind'>
  /** Only a keeper sees to the people of the place. */
  keeper: boolean
  current: 'today' | 'report' | 'visits' | 'people' | 'poster' | 'team' | 'application'
}

export function StaffNav({ ui, place, keeper, current }: StaffNavProps) {
  const { t } = spokenAt(ui, place)
  const tabs = [
    ['today', `/keep/${place.code}/today`, t('keep.tab')],
    ...(place.kind === 'enterprise'
      ? [['report', `/keep/${place.code}/report`, t('daily.tab')]]
      : []),
    ['visits', `/keep/${place.code}`, t('staff.tab_visits')],
    ['people', `/keep/${place.code}/staff`, t('staff.tab_people')],
    ...(keeper ? [['team', `/keep/${place.code}/team`, t('staff.tab_team')]] : []),
    ['poster', `/keep/${place.code}/poster`, t('staff.tab_poster')],
    ['door', `/p/${place.code}`, t('staff.tab_door')],
  ]
  return (
    <>
      <nav class="tabs">
        {tabs.map(([name, href, label]) => (
          <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <form class="screen" action="/sign-out" method="post">
        <Button class="second">{t('nav.sign_out')}</Button>
      </form>
    </>
  )
}
