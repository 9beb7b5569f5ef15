// 我的信息: all that is held about a worker, and how each of it is corrected or taken back.
import type { ComponentChildren } from 'preact'
import { dayText, degrees, timeOf } from '../../i18n/format'
import { dayFromIso, dayOf, isoDay } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { OwnEmployment } from '../people'
import { namesStaff } from '../places'
import { isOver, type Rulebook } from '../rulebook'

interface Reading {
  id: number
  placeId: number
  day: number
  shift: 'am' | 'pm'
  temperature: number
  at: number
  reportedAt: number | null
}

interface HeldAllProps {
  ui: Ui
  book: Rulebook
  notice: string | null
  person: { name: string; phone: string; address: string }
  /** The pledge through which name, number and address are corrected; null: none holds. */
  pledge: string | null
  /** The travel and contact of the last 14 days is in the pledge. */
  answered: boolean
  employments: OwnEmployment[]
  readings: Reading[]
  /** The days shown of them, and whether earlier ones may be held. */
  from: number
  earlier: boolean
  /** Documents and observation, as another room knows them. */
  children: ComponentChildren
}

export function HeldAllPage(props: HeldAllProps) {
  const { ui, notice, person, pledge, children } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('held.title')}>
      <h1>{t('held.title')}</h1>
      {notice ? (
        <p class="done" role="status">
          {notice}
        </p>
      ) : null}
      <p class="note">{t('held.lead')}</p>
      <section class="card">
        <h2>{t('held.person')}</h2>
        <dl class="answers">
          {(
            [
              ['visit.name', person.name],
              ['visit.phone', person.phone],
              ['pledge.address', person.address],
            ] as const
          ).map(([label, value]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {pledge ? (
          <form action={`/pledges/${pledge}/correct`} method="post">
            <Button class="second">{t('pledge.fix')}</Button>
          </form>
        ) : (
          <p class="note">{t('held.sign_first')}</p>
        )}
      </section>
      <Answers {...props} />
      <Employments {...props} />
      <Temperatures {...props} />
      {children}
      <p class="roles">
        <a href="/pledges">{t('pledge.mine')}</a>
        <a href="/deletions">{t('deletions.title')}</a>
      </p>
    </Page>
  )
}

const Answers = ({ ui, pledge, answered }: HeldAllProps) =>
  pledge ? (
    <section class="card">
      <h2>{ui.t('held.answers')}</h2>
      <p>{ui.t(answered ? 'held.answers_text' : 'held.answers_gone')}</p>
      <p class="pager">
        <a href={`/pledges/${pledge}/text`}>{ui.t('pledge.view')}</a>
        <a href={`/pledges/${pledge}/withdraw`}>{ui.t('pledge.withdraw')}</a>
      </p>
    </section>
  ) : null

function Employments({ ui, employments }: HeldAllProps) {
  const { t, lang } = ui
  return (
    <section class="card">
      <h2>{t('held.places')}</h2>
      <ul class="team">
        {employments.map((each) => (
          <li key={each.code}>
            <div>
              <b>{each.name}</b>
              <small>
                {each.job} · {t('held.since', { date: dayText(lang, each.since) })}
                {each.leftOn === null
                  ? ` · ${t(each.confirmed ? 'people.confirmed' : 'people.waits')}`
                  : ` · ${t('held.left', { date: dayText(lang, each.leftOn) })}`}
              </small>
              {each.leftOn === null ? (
                <small>
                  {t(each.shown && namesStaff(each.kind) ? 'held.shown' : 'held.not_shown')}
                </small>
              ) : null}
            </div>
            {each.leftOn === null && (each.shown || namesStaff(each.kind)) ? (
              <form action="/pledges/consent" method="post">
                <Hidden values={{ code: each.code, shown: each.shown ? '0' : '1' }} />
                <Button class="mini">{t(each.shown ? 'held.hide' : 'held.show')}</Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      <p class="note">{t('held.places_note')}</p>
    </section>
  )
}

function Temperatures({ ui, book, employments, readings, from, earlier }: HeldAllProps) {
  const { t, lang } = ui
  const told = book.fever.tell.map(({ name }) => name[lang]).join(lang === 'zh' ? '、' : ', ')
  const place = (id: number) => employments.find((each) => each.placeId === id)?.name ?? ''
  return (
    <section class="card">
      <h2>{t('held.temperatures')}</h2>
      {readings.length === 0 ? <p class="note">{t('held.no_temperatures')}</p> : null}
      <ul class="team">
        {readings.map((each) => (
          <li key={each.id}>
            <div>
              <b class={isOver(book, each.temperature) ? 'no' : undefined}>
                {dayText(lang, each.day)} {t(`held.${each.shift}`)}{' '}
                {each.temperature ? `${degrees(each.temperature)}℃` : t('held.marked')}
              </b>
              <small>
                {[
                  place(each.placeId),
                  timeOf(each.at),
                  ...(each.reportedAt === null
                    ? []
                    : [t('held.told', { names: told, time: timeOf(each.reportedAt) })]),
                ].join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {earlier ? (
        <p class="pager">
          <a href={`/pledges/held?to=${isoDay(from - 1)}`}>{t('held.earlier')}</a>
        </p>
      ) : null}
      <p class="note">{t('held.temperatures_note', { n: book.visits.retentionDays })}</p>
    </section>
  )
}

/** Today, or the last day that was asked for. */
export function dayAsked(asked: string | undefined, now: number): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked ?? '') ? dayFromIso(asked ?? '') : Number.NaN
  return Number.isFinite(day) ? Math.min(day, dayOf(now)) : dayOf(now)
}
