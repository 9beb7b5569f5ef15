// One request in the office: what is needed, how far it is, and what its reader may do next.
import type { OfficerRole } from '../../shared/actor'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import { numberPath } from '../notices/rules'
import { CallCard, type Callee } from '../places'
import type { Rulebook } from '../rulebook'
import { LONGEST } from './form'
import type { OpenHelp } from './opened'
import { unitsOf } from './rules'
import { Need, Steps } from './steps'
import {
  areaName,
  categoryName,
  dueText,
  momentText,
  numberText,
  stateClass,
  unitName,
} from './texts'

export type OfficeAct = 'take' | 'hand' | 'answer' | 'close'

export interface RequestProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  request: OpenHelp
  said: Notice | null
  /** Of the form that failed, and which one it was. */
  form: FormState & { act?: OfficeAct }
  /** What this officer may do now. */
  may: readonly OfficeAct[]
  /** May print it and act at all. */
  writes: boolean
  /** Null: this officer may not call. */
  callees: Callee[] | null
}

const EMPTY: FormState = { values: {}, errors: {} }

const pathOf = (request: OpenHelp): string => `/office/requests/${numberPath(request)}`

export function RequestPage(props: RequestProps) {
  const { ui, roles, book, request, form, callees } = props
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  const due = dueText(ui, request)
  return (
    <OfficeFrame
      ui={ui}
      title={numberText(ui, book, request)}
      tab="requests"
      roles={roles}
      failed={failed}
    >
      <NoticeLine notice={props.said} />
      {failed ? (
        <ErrorSummary
          ui={ui}
          form={form}
          prefix={form.act === 'hand' ? 'hand' : ''}
          params={{ mb: 5 }}
        />
      ) : null}
      <section class="card">
        <h2>{categoryName(ui, book, request.category)}</h2>
        <p class={stateClass(request, ui.now)}>
          {[t(`help.state.${request.state}`), due].filter(Boolean).join(' · ')}
        </p>
        <p>
          {t('help.unit_is', { unit: unitName(ui, book, request.unit) })}
          {request.taker ? ` · ${t('help.taken_by', { name: request.taker })}` : ''}
        </p>
        {request.reopens > 0 ? (
          <p class="no">{t('help.reopened_n', { n: request.reopens })}</p>
        ) : null}
        <Need ui={ui} request={request} />
        <p class="note">
          <a href={`/office/places/${request.code}`}>{request.place}</a> ·{' '}
          {[
            t(`kind.${request.placeKind}`),
            areaName(ui, request),
            request.address,
            t('help.asked_at', { at: momentText(ui, request.at) }),
          ].join(' · ')}
        </p>
      </section>
      <Acts {...props} />
      {callees ? (
        <div class="screen">
          <h2 class="part">{t('hub.keeper')}</h2>
          <CallCard ui={ui} place={request} callees={callees} form={EMPTY} purpose="help" />
        </div>
      ) : null}
      <section class="card rules">
        <h2>{t('help.steps')}</h2>
        <Steps ui={ui} book={book} request={request} />
      </section>
      <p class="roles">
        {props.writes ? <a href={`${pathOf(request)}/form`}>{t('help.print')}</a> : null}
        <a href="/office/requests">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

function Acts(props: RequestProps) {
  const { may } = props
  return (
    <>
      {may.includes('take') ? <TapForm {...props} act="take" /> : null}
      {may.includes('answer') ? <AnswerForm {...props} /> : null}
      {may.includes('close') ? <TapForm {...props} act="close" /> : null}
      {may.includes('hand') ? <HandForm {...props} /> : null}
    </>
  )
}

const TapForm = ({ ui, request, act }: RequestProps & { act: 'take' | 'close' }) => (
  <form class="screen" action={`${pathOf(request)}/${act}`} method="post">
    <Hidden values={{ version: String(request.version) }} />
    <Button>{ui.t(`help.act.${act}`)}</Button>
    <p class="note">{ui.t(`help.note.${act}`)}</p>
  </form>
)

const formOf = ({ form }: RequestProps, act: OfficeAct): FormState =>
  form.act === act ? form : EMPTY

function AnswerForm(props: RequestProps) {
  const { ui, request } = props
  const { t } = ui
  const form = formOf(props, 'answer')
  return (
    <form
      class="card screen"
      action={`${pathOf(request)}/answer/files`}
      method="post"
      enctype="multipart/form-data"
      novalidate
    >
      <Hidden values={{ version: String(request.version) }} />
      <h2>{t('help.act.answer')}</h2>
      <Field
        ui={ui}
        form={form}
        name="text"
        label="help.answer_text"
        hint="help.answer_hint"
        lines={4}
        maxLength={LONGEST.answer}
      />
      <FileField ui={ui} form={form} name="file" label={t('help.file')} />
      <Button>{t('help.act.answer')}</Button>
    </form>
  )
}

function HandForm(props: RequestProps) {
  const { ui, book, request } = props
  const { t, lang } = ui
  const form = formOf(props, 'hand')
  const units = unitsOf(book).filter(({ id }) => id !== request.unit)
  return (
    <details class="card screen" open={props.form.act === 'hand'}>
      <summary>{t('help.act.hand')}</summary>
      <form action={`${pathOf(request)}/hand`} method="post" novalidate>
        <Hidden values={{ version: String(request.version) }} />
        <Field
          ui={ui}
          form={form}
          prefix="hand"
          name="unit"
          label="help.to_unit"
          options={units.map(({ id, name }) => [id, name[lang]])}
        />
        <Field
          ui={ui}
          form={form}
          prefix="hand"
          name="text"
          label="help.hand_text"
          lines={2}
          maxLength={LONGEST.why}
        />
        <p class="note">{t('help.hand_note')}</p>
        <Button class="second">{t('help.act.hand')}</Button>
      </form>
    </details>
  )
}
