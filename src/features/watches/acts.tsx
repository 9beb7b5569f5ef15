// What may be done with a running watch: cared for, checked, extended, ended.
import type { ComponentChildren } from 'preact'
import { isoDay } from '../../shared/clock'
import { WATCH_KEPT } from '../../shared/watch'
import { Choice } from '../../ui/choice'
import { Button, Field, Hidden } from '../../ui/field'
import { FileField } from '../files'
import type { WatchAct } from './opened'
import { type BodyProps, formOf } from './parts'

export function Acts(props: BodyProps) {
  return (
    <>
      <Check {...props} />
      <Close {...props} />
      <Proposal {...props} />
      <Care {...props} />
      <Extend {...props} />
      <Propose {...props} />
    </>
  )
}

interface FormProps {
  props: BodyProps
  act: WatchAct
  open?: boolean
  /** The part of the address after that of the watch. */
  path?: string
  files?: boolean
  children: ComponentChildren
}

/** One folded form, unfolded when it was refused. */
function Act({ props, act, open = false, path = act, files = false, children }: FormProps) {
  const { ui, watch, base, form } = props
  return (
    <details class="card" open={open || form.act === act}>
      <summary>{ui.t(`watch.act_${act}`)}</summary>
      <form
        method="post"
        action={`${base}/${path}`}
        enctype={files ? 'multipart/form-data' : undefined}
        novalidate
      >
        <Hidden
          values={{
            key: (form.act === act && form.values.key) || props.newKey(),
            ...(act === 'check' ? {} : { version: String(watch.version) }),
          }}
        />
        {children}
        <Button class="tap">{ui.t(`watch.act_${act}`)}</Button>
      </form>
    </details>
  )
}

const Reason = ({ props, act }: { props: BodyProps; act: WatchAct }) => (
  <Field
    ui={props.ui}
    form={formOf(props, act)}
    name="text"
    prefix={act}
    label="watch.reason"
    lines={2}
    maxLength={200}
  />
)

function Check(props: BodyProps) {
  const { ui, watch, may } = props
  const { t } = ui
  if (!may.includes('check')) return null
  const form = formOf(props, 'check')
  return (
    <Act props={props} act="check" path="checks/files" files>
      <Choice
        ui={ui}
        form={form}
        name="found"
        legend={t('watch.is_there')}
        options={[
          ['1', t('watch.found')],
          ['0', t('watch.not_found')],
        ]}
      />
      <Field ui={ui} form={form} name="text" label="watch.note" lines={2} maxLength={200} />
      {watch.kept === 'place' ? (
        <FileField ui={ui} form={form} name="photo" label={t('watch.photo')} photo capture />
      ) : null}
    </Act>
  )
}

function Close(props: BodyProps) {
  const { ui, watch, may } = props
  const { t } = ui
  if (!may.includes('close')) return null
  return (
    <Act props={props} act="close" open>
      <p>{t('watch.close_text')}</p>
      {watch.missing.length > 0 ? (
        <p class="no">{t('watch.close_gaps', { n: watch.missing.length })}</p>
      ) : null}
      <Reason props={props} act="close" />
    </Act>
  )
}

/** An early end that was proposed waits for somebody else. */
function Proposal(props: BodyProps) {
  const { ui, watch, may } = props
  const { t } = ui
  if (watch.proposedBy === null || watch.endedAt !== null) return null
  const proposed = watch.entries.find(({ kind }) => kind === 'propose')
  return (
    <>
      <section class="ask">
        <b>{t('watch.proposed')}</b>
        {proposed ? `${proposed.who} ${proposed.note}` : ''}
        {may.includes('approve') ? null : <p>{t('watch.proposed_waits')}</p>}
      </section>
      {may.includes('approve') ? (
        <Act props={props} act="approve">
          <Reason props={props} act="approve" />
        </Act>
      ) : null}
      {may.includes('refuse') ? (
        <Act props={props} act="refuse">
          <Reason props={props} act="refuse" />
        </Act>
      ) : null}
    </>
  )
}

function Care(props: BodyProps) {
  const { ui, watch, may } = props
  const { t } = ui
  if (!may.includes('care')) return null
  const { kept, room, minder } = watch
  const form = formOf(props, 'care', { kept, room, minder })
  const field = { ui, form, prefix: 'care' }
  return (
    <Act props={props} act="care" open={!room && !minder}>
      <Field
        {...field}
        name="kept"
        label="watch.where"
        options={WATCH_KEPT.map((each) => [each, t(`watch.kept_${each}`)] as const)}
      />
      <Field {...field} name="room" label="watch.room" hint="watch.room_hint" maxLength={30} />
      <Field
        {...field}
        name="minder"
        label="watch.minder"
        hint="watch.minder_hint"
        maxLength={40}
      />
    </Act>
  )
}

function Extend(props: BodyProps) {
  const { ui, watch, may } = props
  if (!may.includes('extend')) return null
  const form = formOf(props, 'extend', { last: isoDay(watch.lastDay + 1) })
  return (
    <Act props={props} act="extend">
      <Field
        ui={ui}
        form={form}
        name="last"
        prefix="extend"
        label="watch.last"
        hint="watch.day_hint"
        maxLength={12}
      />
      <Reason props={props} act="extend" />
    </Act>
  )
}

function Propose(props: BodyProps) {
  if (!props.may.includes('propose')) return null
  return (
    <Act props={props} act="propose">
      <p>{props.ui.t('watch.propose_text')}</p>
      <Reason props={props} act="propose" />
    </Act>
  )
}
