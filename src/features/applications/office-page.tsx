// One application as the office sees it: what it is, what was filed, what happened, what can be decided.
import type { ComponentChildren } from 'preact'
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Place, PlaceChange } from '../places'
import { Decide, type DecideProps } from './office-decide'
import { type Filed, FiledCards, Pairs } from './office-filed'
import {
  BothTexts,
  Life,
  type ShownAppeal,
  type ShownStep,
  Timeline,
  whenText,
} from './office-story'
import { ClockText, StateTag } from './office-tags'
import type { Application } from './tables'

export interface ReviewPageProps {
  ui: Ui
  roles: readonly OfficerRole[]
  application: Application
  place: Place
  filed: Omit<Filed, 'ui'>
  decide: Omit<DecideProps, 'ui' | 'formKey'> | null
  formKey: string
  /** Who reviews it, for officers who do not. */
  notYours: string | null
  corrected: boolean
  barred: boolean
  facts: { where: string; trade: string; department: string; keeper: string }
  assigned: { id: number; name: string } | null
  me: number
  canTake: boolean
  urge: { allowed: boolean; lastAt: number | null }
  steps: readonly ShownStep[]
  life: readonly PlaceChange[]
  appeals: readonly ShownAppeal[]
  /** A way to call the keeper; null for those who may not. */
  call: ComponentChildren
  notice: Notice | null
}

const planLink = (name: string): string =>
  `/office/inspections?${new URLSearchParams({ show: 'acceptance', q: name })}`

/** It is approved, or failed, and nobody was sent since; whoever looks at it may send. */
function waitsForPlan({ application, steps, roles }: ReviewPageProps): boolean {
  const { state } = application
  const last = steps.findLast(({ act }) => act === 'accept' || act === 'schedule')
  return (
    (state === 'failed' || (state === 'accepted' && last?.act === 'accept')) &&
    roles.some((role) => role === 'admin' || role === 'reviewer')
  )
}

export function ReviewPage(props: ReviewPageProps) {
  const { ui, application, place, decide, facts } = props
  const { t } = ui
  const refused = decide?.refused ?? null
  return (
    <OfficeFrame
      ui={ui}
      title={place.name}
      tab="applications"
      roles={props.roles}
      failed={refused !== null}
    >
      <NoticeLine notice={props.notice} />
      {refused ? (
        <ErrorSummary
          ui={ui}
          form={refused.form}
          prefix={
            refused.form.errors.text
              ? refused.decision === 'refuse'
                ? 'refuse'
                : 'back'
              : undefined
          }
        />
      ) : null}
      <section class="card">
        <h2 class="split">
          {t(`review.kind_${place.kind}`)}
          <span>
            <StateTag
              ui={ui}
              state={application.state}
              corrected={props.corrected}
              barred={props.barred}
            />
          </span>
        </h2>
        <Pairs
          rows={[
            [t('review.number'), application.number],
            [t('review.where'), `${facts.where} · ${place.address}`],
            [t('review.trade'), facts.trade],
            [t('review.department'), facts.department],
            [t('review.keeper'), facts.keeper],
            ...(application.submittedAt === null
              ? []
              : [[t('review.submitted'), whenText(ui, application.submittedAt)] as const]),
            ...(application.state !== 'submitted' || application.answerBy === null
              ? []
              : [
                  [
                    t('review.due'),
                    <>
                      {whenText(ui, application.answerBy)} ·{' '}
                      <ClockText ui={ui} application={application} />
                    </>,
                  ] as const,
                ]),
          ]}
        />
        {decide && application.state === 'submitted' ? (
          <a class="go screen" href="#decide">
            {t('review.to_decide')}
          </a>
        ) : null}
        {waitsForPlan(props) ? (
          <a class="go screen" href={planLink(place.name)}>
            {t('review.plan')}
          </a>
        ) : null}
        <InHand {...props} />
        <p class="roles">
          <a href={`/p/${place.code}`}>{t('review.door')}</a>
          <a href={`/office/places/${place.code}`}>{t('review.hub')}</a>
        </p>
      </section>
      {props.call ? (
        <details class="card screen">
          <summary>{t('hub.call')}</summary>
          {props.call}
        </details>
      ) : null}
      {props.notYours ? (
        <p class="note">{t('review.not_yours', { department: props.notYours })}</p>
      ) : null}
      <FiledCards ui={ui} {...props.filed} />
      {decide ? <Decide ui={ui} formKey={props.formKey} {...decide} /> : null}
      {props.appeals.map((appeal) => (
        <section class="card" key={appeal.id}>
          <h2>
            <a href={`/office/appeals/${appeal.id}`}>{t('appeal.title')}</a>
          </h2>
          <BothTexts ui={ui} appeal={appeal} />
        </section>
      ))}
      <Timeline ui={ui} steps={props.steps} />
      <Life ui={ui} life={props.life} />
      <p class="roles">
        <a href="/office/applications">{t('review.back_list')}</a>
      </p>
    </OfficeFrame>
  )
}

/** Who has it in hand, and the buttons to take it or to ask the department to hurry. */
function InHand({ ui, application, assigned, me, canTake, urge, formKey }: ReviewPageProps) {
  const { t } = ui
  const path = `/office/applications/${application.number}`
  const mine = assigned?.id === me
  return (
    <>
      {assigned ? (
        <p class="note">{mine ? t('review.yours') : t('review.with', { name: assigned.name })}</p>
      ) : null}
      {canTake && !mine ? (
        <form class="screen" action={`${path}/take`} method="post">
          <Hidden values={{ key: formKey, seen: String(assigned?.id ?? 0) }} />
          <Button class="second">{t(assigned ? 'review.take_over' : 'review.take')}</Button>
        </form>
      ) : null}
      {urge.lastAt === null ? null : (
        <p class="old">{t('review.urged_last', { time: whenText(ui, urge.lastAt) })}</p>
      )}
      {urge.allowed ? (
        <form class="screen" action={`${path}/urge`} method="post">
          <Hidden values={{ key: formKey }} />
          <Button class="second">{t('review.urge')}</Button>
        </form>
      ) : null}
    </>
  )
}
