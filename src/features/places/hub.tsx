// One place as the office sees it: how it stands and why, who is behind it, what lies about it.
import type { ComponentChildren } from 'preact'
import { clockTime, dayText, fullDate, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OFFICE_TABS, OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { CallCard } from './call'
import type { Builder } from './contact'
import { BuilderLine } from './header'
import { LiaisonCard } from './liaison'
import type { Callee, OpenOfficers, OpenPerson } from './office-people'
import { MoreOfficers, withOfficers } from './officers'
import { stopsFrom } from './rules-office'
import type { PlacePapers } from './store-office'
import type { Place, PlaceChange } from './tables'

export interface HubProps {
  ui: Ui
  roles: readonly OfficerRole[]
  place: Place
  where: string
  trade: string
  builder: Builder
  life: PlaceChange[]
  /** Names of the officers in `life`. */
  names: ReadonlyMap<number, string>
  papers: PlacePapers
  liaison: OpenPerson | null
  /** Null: this officer may not set it. */
  officers: OpenOfficers | null
  /** Null: this officer may not call. */
  callees: Callee[] | null
  may: { stop: boolean; close: boolean; print: boolean }
  refused: { of: 'call' | 'liaison'; form: FormState } | null
  notice: Notice | null
  /** The teams of this place. */
  children: ComponentChildren
}

const NO_FORM: FormState = { values: {}, errors: {} }

export function HubPage(props: HubProps) {
  const { ui, place, roles, refused, callees } = props
  const { t } = ui
  return (
    <OfficeFrame ui={ui} title={place.name} tab="places" roles={roles} failed={refused !== null}>
      {refused ? (
        <ErrorSummary ui={ui} form={refused.form} prefix={refused.form.values.to ?? ''} />
      ) : null}
      <NoticeLine notice={props.notice} />
      <Standing {...props} />
      <Papers {...props} />
      {callees ? (
        <>
          <h2 class="part">{t('hub.keeper')}</h2>
          <CallCard
            ui={ui}
            place={place}
            callees={callees}
            form={refused?.of === 'call' ? refused.form : NO_FORM}
          />
        </>
      ) : null}
      <LiaisonCard ui={ui} liaison={props.liaison} />
      <LiaisonForm {...props} />
      {props.children}
      <Life {...props} />
      <p class="roles">
        <a href="/office/places">{t('hub.list')}</a>
      </p>
    </OfficeFrame>
  )
}

function hoursText({ t }: Ui, { opensAt, closesAt }: Place): string {
  if (opensAt === null || closesAt === null) return t('hub.all_day')
  return `${clockTime(opensAt)}–${clockTime(closesAt)}`
}

function Standing({ ui, place, where, trade, builder, life, may }: HubProps) {
  const { t, lang } = ui
  const since = life[0]?.at ?? place.createdAt
  const good = place.status === 'open' ? 'yes' : place.status === 'suspended' ? 'no' : 'old'
  const facts = [
    place.code,
    t(`kind.${place.kind}`),
    trade,
    place.address,
    where,
    hoursText(ui, place),
    place.capacity === null ? '' : t('hub.capacity', { n: place.capacity }),
    place.acceptanceNumber === null ? '' : t('hub.acceptance', { n: place.acceptanceNumber }),
  ]
  const stops = stopsFrom(place.status).filter((act) => (act === 'close' ? may.close : may.stop))
  return (
    <section class="card">
      <p>
        <span class={good}>{t(`hub.status.${place.status}`)}</span> ·{' '}
        {t('hub.since', { date: fullDate(lang, dayOf(since)) })}
      </p>
      {place.statusReason ? <p>{place.statusReason}</p> : null}
      {place.inspectionDueOn === null ? null : (
        <p class={place.inspectionDueOn < dayOf(ui.now) ? 'no' : 'old'}>
          {t('hub.inspection_due', { date: dayText(lang, place.inspectionDueOn) })}
        </p>
      )}
      <p class="note">{facts.filter(Boolean).join(' · ')}</p>
      <BuilderLine ui={ui} builder={builder} class="note" />
      <p class="chips">
        <a href={`/p/${place.code}`}>{t('staff.tab_door')}</a>
        <a href={`/p/${place.code}/board`}>{t('door.board')}</a>
        {stops.map((act) => (
          <a key={act} href={`/office/places/${place.code}/${act}`}>
            {t(`hub.act.${act}`)}
          </a>
        ))}
      </p>
      {may.print ? (
        <form class="screen" method="post" action={`/office/places/${place.code}/letter`}>
          <p class="note">{t('hub.letter_note')}</p>
          <Button class="mini">{t('hub.letter')}</Button>
        </form>
      ) : null}
    </section>
  )
}

function Papers({ ui, roles, papers }: HubProps) {
  const { t, lang } = ui
  const day = (at: number) => dayText(lang, dayOf(at))
  const links = [
    ...papers.applications.map(({ number, state, at }) => ({
      tab: OFFICE_TABS.applications,
      href: `/office/applications/${number}`,
      text: `${number} · ${t(`hub.application.${state}`)} · ${day(at)}`,
    })),
    ...papers.inspections.map(({ id, state, day: on }) => ({
      tab: OFFICE_TABS.inspections,
      href: `/office/inspections/${id}`,
      text: `${t('hub.inspection')} · ${t(`hub.inspection.${state}`)} · ${dayText(lang, on)}`,
    })),
    ...papers.cases.map(({ id, state, at }) => ({
      tab: OFFICE_TABS.cases,
      href: `/office/cases/${id}`,
      text: `${t('hub.case')} · ${t(`hub.case.${state}`)} · ${day(at)}`,
    })),
  ].filter(({ tab }) => tab.roles.some((role) => roles.some((held) => held === role)))
  if (links.length === 0) return null
  return (
    <ul class="ways">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

function LiaisonForm({ ui, place, liaison, officers, refused }: HubProps) {
  const { t } = ui
  if (!officers) return null
  const was = String(place.liaisonId ?? '')
  const form = refused?.of === 'liaison' ? refused.form : { values: { officer: was }, errors: {} }
  const at = `/office/places/${place.code}`
  // Who it is now can be kept from whatever page of officers.
  const others = officers.people.filter(({ id }) => id !== liaison?.id)
  return (
    <form class="card screen" method="post" action={withOfficers(`${at}/liaison`, officers.after)}>
      <Hidden values={{ was }} />
      <Field
        ui={ui}
        form={form}
        name="officer"
        label="hub.liaison"
        hint="hub.liaison_hint"
        options={[
          ['', t('hub.no_liaison')],
          ...[...(liaison ? [liaison] : []), ...others].map(
            ({ id, name }) => [String(id), name] as const,
          ),
        ]}
      />
      <MoreOfficers ui={ui} path={at} after={officers.after} officers={officers} />
      <Button class="second">{t('hub.liaison_set')}</Button>
    </form>
  )
}

function Life({ ui, life, names, place }: HubProps) {
  const { t, lang } = ui
  const when = (at: number) => `${fullDate(lang, dayOf(at))} ${timeOf(at)}`
  const who = (step: PlaceChange) =>
    step.actorKind === 'officer'
      ? (names.get(step.actorId ?? 0) ?? '—')
      : t(step.actorKind === 'visitor' ? 'hub.by_system' : 'hub.by_keeper')
  return (
    <>
      <h2 class="part">{t('hub.life')}</h2>
      <ul class="card team">
        {life.map((step) => (
          <li key={step.id}>
            <div>
              {t(`hub.status.${step.fromStatus}`)} → <b>{t(`hub.status.${step.toStatus}`)}</b>
              <small>{[when(step.at), t(`hub.cause.${step.cause}`), who(step)].join(' · ')}</small>
              {step.reason ? <small>{step.reason}</small> : null}
            </div>
          </li>
        ))}
        <li>
          <div>
            {t('hub.registered')}
            <small>{when(place.createdAt)}</small>
          </div>
        </li>
      </ul>
    </>
  )
}
