// The frame of every office page: the ways an officer has, by role, and the page's own heading.
import type { ComponentChildren } from 'preact'
import type { Key } from '../i18n'
import type { OfficerRole } from '../shared/actor'
import { Page } from './page'
import type { Ui } from './ui'

interface Tab {
  href: string
  label: Key
  /** Who has it; left out: every officer. */
  roles?: readonly OfficerRole[]
}

/** In the order of an officer's day. A route asks for itself; this only spares dead ends. */
export const OFFICE_TABS = {
  tasks: { href: '/office', label: 'office.tab.tasks' },
  leader: { href: '/office/leader', label: 'office.tab.leader', roles: ['admin', 'viewer'] },
  applications: {
    href: '/office/applications',
    label: 'office.tab.applications',
    roles: ['admin', 'reviewer', 'clerk', 'viewer', 'inspector'],
  },
  inspections: {
    href: '/office/inspections',
    label: 'office.tab.inspections',
    roles: ['admin', 'reviewer', 'patrol', 'clerk', 'viewer', 'inspector'],
  },
  patrols: {
    href: '/office/patrols',
    label: 'office.tab.patrols',
    roles: ['admin', 'patrol', 'clerk'],
  },
  grid: {
    href: '/office/patrols/grid',
    label: 'office.tab.grid',
    roles: ['admin', 'viewer', 'inspector', 'reviewer'],
  },
  cases: {
    href: '/office/cases',
    label: 'office.tab.cases',
    roles: ['admin', 'reviewer', 'patrol', 'clerk', 'viewer', 'inspector'],
  },
  orders: {
    href: '/office/orders',
    label: 'office.tab.orders',
    roles: ['admin', 'reviewer', 'patrol', 'clerk', 'viewer', 'inspector'],
  },
  notices: {
    href: '/office/notices',
    label: 'office.tab.notices',
    roles: ['admin', 'clerk', 'viewer', 'inspector'],
  },
  places: { href: '/office/places', label: 'office.tab.places' },
  people: {
    href: '/office/workers',
    label: 'office.tab.people',
    roles: ['admin', 'clerk', 'health'],
  },
  teams: { href: '/office/teams', label: 'office.tab.teams' },
  rulebook: { href: '/office/rulebook', label: 'office.tab.rulebook', roles: ['admin'] },
  imports: { href: '/office/imports', label: 'office.tab.imports', roles: ['admin', 'clerk'] },
  numbers: { href: '/progress', label: 'office.tab.numbers' },
} as const satisfies Record<string, Tab>

export type OfficeTab = keyof typeof OFFICE_TABS

interface OfficeFrameProps {
  ui: Ui
  title: string
  tab: OfficeTab
  /** The roles of whoever looks at it. */
  roles: readonly OfficerRole[]
  failed?: boolean
  script?: string | undefined
  refreshSeconds?: number | undefined
  children: ComponentChildren
}

export function OfficeFrame({ ui, title, tab, roles, children, ...page }: OfficeFrameProps) {
  const tabs = Object.entries(OFFICE_TABS).filter(
    ([, each]: [string, Tab]) => !each.roles || each.roles.some((role) => roles.includes(role)),
  )
  return (
    <Page ui={ui} title={title} wide office {...page}>
      <nav class="tabs" aria-label={ui.t('office.tabs')}>
        {tabs.map(([name, each]) => (
          <a key={name} href={each.href} aria-current={name === tab ? 'page' : undefined}>
            {ui.t(each.label)}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      {children}
    </Page>
  )
}
