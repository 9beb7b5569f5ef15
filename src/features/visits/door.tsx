// The door: one page, one request, no script. The visitor's form first, four plain links below.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { maskName, maskPhone } from '../../shared/text'
import type { FormState } from '../../ui/field'
import { Button, ErrorSummary, Field, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { type DoorState, type Place, PlaceHead, ShutNote, spokenAt } from '../places'
import type { Rulebook } from '../rulebook'
import { PartyField, TemperatureField, visitParams } from './fields'
import type { Me } from './me'
import type { Fresh } from './store'

interface DoorProps {
  ui: Ui
  book: Rulebook
  place: Place
  state: DoorState
  live: number
  fresh: Fresh
  /** Since when it is suspended or closed, where that is known. */
  shutAt: number | null
  form: FormState
  formKey: string
  /** Who this phone remembers, unless somebody else is being entered. */
  me: Pick<Me, 'name' | 'phone'> | null
  /** A button of a known keeper or officer, above the form. */
  own: { href: string; label: string } | null
  hasLog: boolean
}

const tradeName = (book: Rulebook, ui: Ui, trade: string): string =>
  book.trades.find((each) => each.id === trade)?.name[ui.lang] ?? ''

export function DoorPage(props: DoorProps) {
  const { place, state, form } = props
  const ui = spokenAt(props.ui, place)
  const { t } = ui
  const open = state === 'open' || state === 'hours'
  const title = t('visit.title')
  return (
    <Page
      ui={ui}
      title={`${place.name} · ${title}`}
      failed={Object.keys(form.errors).length > 0}
      light
    >
      <PlaceHead
        ui={ui}
        place={place}
        state={state}
        trade={tradeName(props.book, ui, place.trade)}
      />
      {open ? <FreshLines ui={ui} place={place} fresh={props.fresh} /> : <Shut {...props} />}
      {props.own ? (
        <a class="go" href={props.own.href}>
          {props.own.label}
        </a>
      ) : null}
      {open ? <CheckIn {...props} ui={ui} /> : null}
      <nav class="roles">
        <a href={`/p/${place.code}/pledge`}>{t('door.worker')}</a>
        <a href={`/p/${place.code}/keep`}>
          {t(place.kind === 'shop' ? 'door.keeper' : 'door.keeper_site')}
        </a>
        <a href={`/p/${place.code}/patrol`}>{t('door.officer')}</a>
        <a href={`/p/${place.code}/report`}>{t('door.report')}</a>
        {props.hasLog ? <a href="/visits">{t('visit.log')}</a> : null}
      </nav>
    </Page>
  )
}

/** A door the town shut says why and since when, and where to report it; one its keeper shut says so. */
const Shut = ({ ui, book, place, state, shutAt }: DoorProps) =>
  state === 'rest' || (state === 'shut' && place.status === 'open') ? (
    <p class="ask no">{ui.t('visit.shut_lead')}</p>
  ) : (
    <ShutNote ui={ui} book={book} place={place} since={shutAt} />
  )

/** How fresh the notice board is, in a line that leads to it; what is not done yet stands out. */
function FreshLines({ ui: { t }, place, fresh }: Pick<DoorProps, 'ui' | 'place' | 'fresh'>) {
  const { disinfectedAt, measuredAt } = fresh
  return (
    <a class="fresh" href={`/p/${place.code}/board`}>
      <span>
        <span class={disinfectedAt === null ? 'old' : undefined}>
          {disinfectedAt === null
            ? t('door.not_disinfected')
            : t('door.disinfected', { time: timeOf(disinfectedAt) })}
        </span>
        {' · '}
        <span class={measuredAt === null ? 'old' : undefined}>
          {measuredAt === null
            ? t('door.not_measured')
            : t('door.measured', { time: timeOf(measuredAt) })}
        </span>
      </span>
      <b>{t('door.board')}</b>
    </a>
  )
}

function CheckIn({ ui, book, place, state, live, form, formKey, me }: DoorProps) {
  const { t } = ui
  const { visits } = book
  const eraseOn = dayText(ui.lang, dayOf(ui.now) + visits.retentionDays)
  const full = place.capacity !== null && live >= place.capacity
  return (
    <>
      <ErrorSummary ui={ui} form={form} params={visitParams(book)} />
      {state === 'hours' ? <p class="ask">{t('visit.hours_lead')}</p> : null}
      {full ? (
        <p class="ask">{t('visit.full_lead', { live, capacity: place.capacity ?? 0 })}</p>
      ) : null}
      <form class="card" method="post" action={`/p/${place.code}/visits`} novalidate>
        <Hidden values={{ key: formKey }} />
        {me ? (
          <p class="me">
            <span>
              <b>{maskName(me.name)}</b> {maskPhone(me.phone)}
            </span>
            <a href={`/p/${place.code}?new=1`}>{t('visit.change')}</a>
          </p>
        ) : (
          <>
            <Field
              ui={ui}
              form={form}
              name="name"
              label="visit.name"
              autocomplete="name"
              maxLength={60}
            />
            <Field
              ui={ui}
              form={form}
              name="phone"
              label="visit.phone"
              inputmode="tel"
              autocomplete="tel"
              maxLength={24}
            />
          </>
        )}
        <div class="two">
          {visits.temperatureBy === 'self' ? (
            <TemperatureField ui={ui} book={book} form={form} />
          ) : null}
          <PartyField ui={ui} book={book} form={form} />
        </div>
        {place.kind === 'shop' ? null : (
          <Field
            ui={ui}
            form={form}
            name="plate"
            label="visit.plate"
            hint="visit.plate_hint"
            enterkeyhint="done"
            maxLength={12}
          />
        )}
        {visits.temperatureBy === 'self' ? null : <p class="note">{t('visit.temp_by_keeper')}</p>}
        <Button>{t('visit.submit')}</Button>
        <p class="note">
          {t('visit.privacy', { date: eraseOn })}{' '}
          <a href="/rules/visits">{t('visit.privacy_link')}</a>
        </p>
      </form>
      <p class="roles">{t('visit.nophone')}</p>
    </>
  )
}
