// The worker's own pages: a second place without signing again, what is held, a lost card.
import type { ComponentChildren } from 'preact'
import { fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { maskPhone } from '../../shared/text'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Workplace } from '../people'
import type { Place } from '../places'
import { STATE_CLASS } from './card'
import { Consent } from './consent'
import type { PledgeState } from './rules'
import type { Pledge } from './tables'

interface CarryProps {
  ui: Ui
  place: Place
  number: string
  /** The name on the board, but for the job. */
  masked: string
  invitation: string
  works: boolean
  form: FormState
}

export function CarryPage({ ui, place, number, masked, invitation, works, form }: CarryProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('pledge.title')} failed={Object.keys(form.errors).length > 0}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('pledge.signed_already')}</h1>
        <p>{t('pledge.signed_already_text', { no: number })}</p>
      </div>
      <ErrorSummary ui={ui} form={form} />
      {works ? null : (
        <form class="card" action={`/p/${place.code}/pledge/carry`} method="post" novalidate>
          <Hidden values={{ invitation }} />
          <Field
            ui={ui}
            form={form}
            name="job"
            label="pledge.job_here"
            hint="pledge.job_hint"
            maxLength={20}
          />
          <Consent ui={ui} form={form} name={masked} kind={place.kind} />
          <Button>{t('pledge.carry')}</Button>
        </form>
      )}
      <a class={works ? 'go' : 'row'} href={`/pledges/${number}`}>
        {t('pledge.show_card')}
      </a>
      <p class="roles">
        {works ? null : <a href={`/pledges/move?to=${place.code}`}>{t('move.own_title')}</a>}
        <a href={`/p/${place.code}/pledge?as=other`}>{t('pledge.other_person')}</a>
        <a href={`/p/${place.code}`}>{t('place.back_to_door')}</a>
      </p>
    </Page>
  )
}

export interface HeldPledge extends Pick<Pledge, 'number' | 'signedAt' | 'textVersion'> {
  state: PledgeState
}

interface HeldProps {
  ui: Ui
  person: { name: string; phone: string; address: string } | null
  workplaces: Workplace[]
  pledges: HeldPledge[]
  waiting: boolean
  notice: string | null
  /** Observation, as another room knows it. */
  children: ComponentChildren
}

export function HeldPage(props: HeldProps) {
  const { ui, person, workplaces, pledges, waiting, notice } = props
  const { t } = ui
  return (
    <Page ui={ui} title={t('pledge.mine')}>
      <h1>{t('pledge.mine')}</h1>
      {notice ? (
        <p class="done" role="status">
          {notice}
        </p>
      ) : null}
      {waiting ? <p class="ask">{t('pledge.phone_waits')}</p> : null}
      {props.children}
      {person ? (
        <section class="card">
          <h2>{t('pledge.held')}</h2>
          <dl class="answers">
            <div>
              <dt>{t('visit.name')}</dt>
              <dd>{person.name}</dd>
            </div>
            <div>
              <dt>{t('visit.phone')}</dt>
              <dd>{maskPhone(person.phone)}</dd>
            </div>
            <div>
              <dt>{t('pledge.address')}</dt>
              <dd>{person.address}</dd>
            </div>
          </dl>
          <p class="note">{t('pledge.held_text')}</p>
          <p class="pager">
            <a class="tap" href="/pledges/held">
              {t('held.all')}
            </a>
          </p>
        </section>
      ) : null}
      {pledges.map((pledge) => (
        <a class="row" key={pledge.number} href={`/pledges/${pledge.number}`}>
          <b>{pledge.number}</b>
          <span>
            {fullDate(ui.lang, dayOf(pledge.signedAt))} ·{' '}
            {t('pledge.version', { n: pledge.textVersion })} ·{' '}
          </span>
          <span class={STATE_CLASS[pledge.state]}>{t(`pledge.state_${pledge.state}`)}</span>
        </a>
      ))}
      {workplaces.length > 0 ? <Workplaces ui={ui} workplaces={workplaces} /> : null}
      {pledges.length === 0 && !waiting ? (
        <section class="card empty">
          <h2>{t('pledge.none')}</h2>
          <p>{t('pledge.none_text')}</p>
        </section>
      ) : null}
      <p class="roles">
        <a href="/pledges/recover">{t('pledge.lost')}</a>
        <a href="/verify">{t('verify.form')}</a>
      </p>
    </Page>
  )
}

const Workplaces = ({ ui, workplaces }: { ui: Ui; workplaces: Workplace[] }) => (
  <section class="card">
    <h2>{ui.t('pledge.workplaces')}</h2>
    <ul class="team">
      {workplaces.map((each) => (
        <li key={each.code}>
          <div>
            <b>{each.name}</b>
            <small>
              {each.job} · {ui.t(each.confirmed ? 'people.confirmed' : 'people.waits')}
            </small>
          </div>
          <form action="/pledges/leave" method="post">
            <Hidden values={{ code: each.code }} />
            <Button class="mini">{ui.t('pledge.i_left')}</Button>
          </form>
        </li>
      ))}
    </ul>
    <p class="pager">
      <a href="/pledges/move">{ui.t('move.own_title')}</a>
    </p>
  </section>
)

export function RecoverPage({ ui, form }: { ui: Ui; form: FormState }) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('pledge.lost')} failed={Object.keys(form.errors).length > 0}>
      <h1>{t('pledge.lost')}</h1>
      <p class="note">{t('pledge.lost_text')}</p>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" action="/pledges/recover" method="post" novalidate>
        <Field
          ui={ui}
          form={form}
          name="number"
          label="pledge.number"
          hint="pledge.number_hint"
          maxLength={20}
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
        <Button>{t('pledge.recover')}</Button>
      </form>
    </Page>
  )
}
