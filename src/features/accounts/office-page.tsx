// An officer's home: what waits for them, the town at a glance, the newest seal over the log.
import { islands } from '../../generated/assets'
import { translateCode } from '../../i18n'
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { countText, type Task } from '../../shared/task'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { type ChainHead, SealCard } from '../audit'
import { SignOut } from './sign-in-page'
import type { HeldRole } from './sign-in-store'

interface OfficeProps {
  ui: Ui
  name: string
  roles: HeldRole[]
  tasks: readonly Task[]
  counts: { shops: number; enterprises: number; sites: number }
  head: ChainHead
}

export function OfficePage({ ui, name, roles, tasks, counts, head }: OfficeProps) {
  const { t } = ui
  const held = roles.map(({ role }) => role)
  const numbers = [
    ['kind=shop', counts.shops, t('town.shops')],
    ['kind=enterprise', counts.enterprises, t('town.enterprises')],
    ['kind=site&stage=working', counts.sites, t('town.sites')],
  ] as const
  return (
    <OfficeFrame ui={ui} title={t('tasks.title')} tab="tasks" roles={held} script={islands.leave}>
      <p>{t('office.hello', { name })}</p>
      <ul class="held">
        {roles.map((role) => (
          <li key={`${role.role}${role.department}${role.area}`}>{roleText(ui, role)}</li>
        ))}
      </ul>
      <Tasks ui={ui} tasks={tasks} />
      <h2 class="part">{t('tasks.town')}</h2>
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
      <Ways ui={ui} held={held} />
      <SealCard ui={ui} head={head} />
      <div data-island="leave">
        <p class="ask" role="alert" data-waiting hidden>
          <b data-text={t('walk.leave')} /> <a href="/office/patrols">{t('walk.leave_go')}</a>
        </p>
        <SignOut ui={ui} />
      </div>
    </OfficeFrame>
  )
}

function Tasks({ ui, tasks }: { ui: Ui; tasks: readonly Task[] }) {
  const { t } = ui
  if (tasks.length === 0)
    return (
      <section class="card empty">
        <h2>{t('tasks.none')}</h2>
        <p>{t('tasks.none_text')}</p>
      </section>
    )
  return (
    <ul class="ways tasks">
      {tasks.map((task) => (
        <li key={task.label}>
          <a href={task.href}>
            <b>{countText(task.count, task.mostCount)}</b> {translateCode(t, task.label)}
            {task.late > 0 ? (
              <span class="no">
                {' '}
                · {t('tasks.late', { n: countText(task.late, task.mostLate) })}
              </span>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Ways({ ui, held }: { ui: Ui; held: readonly OfficerRole[] }) {
  const { t } = ui
  const has = (...roles: OfficerRole[]) => roles.some((role) => held.includes(role))
  const ways = [
    ...(has('admin', 'clerk') ? [['/office/places/print', t('office.print')]] : []),
    ['/places', t('nav.places')],
    ['/rules', t('nav.rules')],
    ...(has('admin') ? [['/office/audit', t('audit.title')]] : []),
  ]
  return (
    <ul class="ways">
      {ways.map(([href, label]) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
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
