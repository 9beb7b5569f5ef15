// How an application stands: its number, the clock, what is next, what was said, step by step.
import { dayText, dayWithWeekday, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { StaffNav } from '../visits'
import { formTitle, stepPath } from './frame'
import { AppealForm, Appeals, type ShownAppeal } from './objection'
import { answerClock, type Barred, isLive } from './rules'
import { stepOfReason } from './rules-steps'
import { BarredCard, departmentName } from './stands'
import type { Coming } from './store-keeper'
import type { Application, ApplicationEvent, ApplicationState } from './tables'

/** A step of the timeline, its reasons in words and its text opened. */
export interface ShownEvent extends Pick<ApplicationEvent, 'id' | 'at' | 'act' | 'actorKind'> {
  reasons: { id: string; text: string }[]
  text: string | null
}

export interface StatusProps {
  ui: Ui
  book: Rulebook
  place: Place
  application: Application | null
  /** The oldest first. */
  events: ShownEvent[]
  /** The list the refusal speaks of. */
  barred: Barred | null
  coming: Coming
  appeals: ShownAppeal[]
  /** What may be appealed, until when. */
  appealable: { against: string; until: number } | null
  form: FormState
  notice: Notice | null
  newKey: () => string
}

const STATE_CLASS: Record<ApplicationState, string> = {
  draft: 'pill old',
  submitted: 'pill old',
  sent_back: 'pill no',
  accepted: 'pill old',
  failed: 'pill no',
  passed: 'pill',
  refused: 'pill no',
  withdrawn: 'pill old',
}

export function StatusPage(props: StatusProps) {
  const { ui, book, place, application, form } = props
  const { t } = ui
  const title = formTitle(ui, book, place.kind)
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page ui={ui} title={`${title} · ${place.name}`} failed={failed}>
      <div class="place">
        <p>{title}</p>
        <h1>{place.name}</h1>
      </div>
      <NoticeLine notice={props.notice} />
      <ErrorSummary ui={ui} form={form} />
      <PlaceState {...props} />
      {application ? <Card {...props} application={application} /> : null}
      {props.barred ? <BarredCard ui={ui} barred={props.barred} /> : null}
      {application && props.barred === null ? <Said {...props} application={application} /> : null}
      <Appeals ui={ui} appeals={props.appeals} />
      {props.appealable ? (
        <AppealForm
          ui={ui}
          place={place}
          appealable={props.appealable}
          form={form}
          formKey={props.newKey()}
        />
      ) : null}
      {application ? <Timeline {...props} application={application} /> : null}
      {application && isLive(application.state) ? (
        <details class="card">
          <summary>{t('apply.withdraw')}</summary>
          <p>{t('apply.withdraw_text')}</p>
          <form action={`/keep/${place.code}/application/withdraw`} method="post">
            <Hidden values={{ key: props.newKey(), version: String(application.version) }} />
            <Button class="second">{t('apply.withdraw_do')}</Button>
          </form>
        </details>
      ) : null}
      <StaffNav ui={ui} place={place} keeper current="application" />
    </Page>
  )
}

/** A place that is open, shut, or has not asked yet says so first. */
function PlaceState({ ui, place, application }: StatusProps) {
  const { t } = ui
  const { status, acceptanceNumber, inspectionDueOn } = place
  if (status === 'open') {
    return (
      <section class="card">
        <h2 class="yes">✓ {t('apply.place_open')}</h2>
        {acceptanceNumber === null ? null : <p>{t('apply.acceptance', { n: acceptanceNumber })}</p>}
        {inspectionDueOn === null ? null : (
          <p>{t('apply.inspection_due', { date: dayText(ui.lang, inspectionDueOn) })}</p>
        )}
        <a class="go" href={`/keep/${place.code}/poster`}>
          {t('apply.poster')}
        </a>
      </section>
    )
  }
  if (status === 'suspended' || status === 'closed') {
    return (
      <section class="ask no">
        <b>{t(`apply.place_${status}`)}</b>
        {place.statusReason}
      </section>
    )
  }
  if (status !== 'known' || application !== null) return null
  return (
    <section class="card empty">
      <h2>{t('apply.place_known')}</h2>
      <p>{t('apply.known_text')}</p>
      <a class="tap" href={`/apply/${place.code}`}>
        {t('apply.begin')}
      </a>
    </section>
  )
}

type WithApplication = StatusProps & { application: Application }

function Card({ ui, book, place, application, coming }: WithApplication) {
  const { t, lang } = ui
  const { state } = application
  const clock = answerClock(application, ui.now)
  const by = application.answerBy
  const department = departmentName(ui, book, application.department)
  return (
    <section class="card center">
      <p class="held">{t('apply.number')}</p>
      <p class="number">{application.number}</p>
      <p class={STATE_CLASS[state]}>{t(`apply.state_${state}`)}</p>
      {clock && by !== null ? (
        <p class={clock === 'late' ? 'no' : undefined}>
          {t(clock === 'late' ? 'apply.clock_late' : 'apply.clock', {
            date: dayText(lang, dayOf(by)),
            time: timeOf(by),
            hotline: book.town.hotline[lang],
          })}
        </p>
      ) : null}
      <p class="note">{t(`apply.next_${state}`, { department })}</p>
      {state === 'accepted' && coming.onDay !== null ? (
        <p class="done">
          {t(coming.team ? 'apply.inspection_by' : 'apply.inspection_on', {
            date: dayWithWeekday(lang, coming.onDay),
            team: coming.team ?? '',
          })}
        </p>
      ) : null}
      {coming.findings > 0 ? (
        <a class="go" href={`/keep/${place.code}/findings`}>
          {t('apply.findings', { n: coming.findings })}
        </a>
      ) : null}
      {place.status === 'known' && (state === 'refused' || state === 'withdrawn') ? (
        <a class="opens" href={`/apply/${place.code}`}>
          {t('apply.again')}
        </a>
      ) : null}
      {state === 'draft' || state === 'sent_back' ? (
        <a class="go" href={stepPath(place, state === 'draft' ? 'stands' : 'check')}>
          {t(state === 'draft' ? 'apply.go_on' : 'apply.hand_in_again')}
        </a>
      ) : null}
    </section>
  )
}

/** Why it came back or was refused: each reason leads to the step that puts it right. */
function Said({ ui, place, application, events }: WithApplication) {
  const { t } = ui
  const { state } = application
  if (state !== 'sent_back' && state !== 'refused') return null
  const said = events.findLast(
    (each) => each.act === (state === 'refused' ? 'refuse' : 'send_back'),
  )
  if (!said || (said.reasons.length === 0 && !said.text)) return null
  return (
    <section class="card">
      <h2>{t(state === 'refused' ? 'apply.why_refused' : 'apply.why_back')}</h2>
      <ul class={state === 'refused' ? 'clauses' : 'ways'}>
        {said.reasons.map((reason) => (
          <li key={reason.id}>
            {state === 'refused' ? (
              reason.text
            ) : (
              <a href={stepPath(place, stepOfReason(reason.id))}>{reason.text}</a>
            )}
          </li>
        ))}
      </ul>
      {said.text ? <p>{said.text}</p> : null}
    </section>
  )
}

function Timeline({ ui, book, place, application, events }: WithApplication) {
  const { t, lang } = ui
  const who = (each: ShownEvent): string => {
    if (each.actorKind === 'rulebook') return t('apply.by_rules')
    if (each.actorKind === 'officer') return departmentName(ui, book, application.department)
    return t(`apply.by_${place.kind}`)
  }
  return (
    <section class="card">
      <h2>{t('apply.timeline')}</h2>
      <ol class="list">
        {events.toReversed().map((each) => (
          <li key={each.id}>
            <time>
              {dayText(lang, dayOf(each.at))} {timeOf(each.at)}
            </time>
            <div>
              <b>{t(`apply.act_${each.act}`)}</b>
              <small>{who(each)}</small>
              {each.reasons.length > 0 ? (
                <small>
                  {each.reasons.map(({ text }) => text).join(lang === 'zh' ? '；' : '; ')}
                </small>
              ) : null}
              {each.text ? <small>{each.text}</small> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
