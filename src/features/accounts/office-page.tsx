// An officer's home: who is signed in, the town at a glance, the newest seal over the log.
import { dayText } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { type ChainHead, SealCard } from '../audit'
import { SignOut } from './sign-in-page'
import type { HeldRole } from './sign-in-store'

interface OfficeProps {
  ui: Ui
  name: string
  roles: HeldRole[]
  counts: { shops: number; enterprises: number; sites: number }
  head: ChainHead
}

export function OfficePage({ ui, name, roles, counts, head }: OfficeProps) {
  const { t } = ui
  const numbers = [
    ['kind=shop', counts.shops, t('town.shops')],
    ['kind=enterprise', counts.enterprises, t('town.enterprises')],
    ['kind=site&stage=working', counts.sites, t('town.sites')],
  ] as const
  return (
    <Page ui={ui} title={t('office.title')} wide>
      <h1>{t('office.hello', { name })}</h1>
      <ul class="held">
        {roles.map((role) => (
          <li key={`${role.role}${role.department}${role.area}`}>{roleText(ui, role)}</li>
        ))}
      </ul>
      <ul class="numbers">
        {numbers.map(([filter, count, label]) => (
          <li key={filter}>
            <a href={`/places?${filter}`}>
              <b>{count}</b>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      <ul class="ways">
        <li>
          <a href="/places">{t('nav.places')}</a>
        </li>
        <li>
          <a href="/rules">{t('nav.rules')}</a>
        </li>
        {roles.some((each) => each.role === 'admin' || each.role === 'clerk') ? (
          <li>
            <a href="/office/places/print">{t('office.print')}</a>
          </li>
        ) : null}
        {roles.some((each) => ['clerk', 'health', 'admin'].includes(each.role)) ? (
          <li>
            <a href="/office/workers">{t('risks.title')}</a>
          </li>
        ) : null}
        {roles.some((each) => each.role === 'admin') ? (
          <li>
            <a href="/office/audit">{t('audit.title')}</a>
          </li>
        ) : null}
      </ul>
      <SealCard ui={ui} head={head} />
      <SignOut ui={ui} />
    </Page>
  )
}

function roleText({ t, lang }: Ui, role: HeldRole): string {
  const until =
    role.until === null ? '' : t('office.until', { date: dayText(lang, dayOf(role.until)) })
  return [
    t(`office.role.${role.role}`),
    role.department,
    lang === 'zh' ? role.area : role.areaEn,
    until,
  ]
    .filter(Boolean)
    .join(' · ')
}
