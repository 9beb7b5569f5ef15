// 驻场监管: who is on the site, arriving, taking over and leaving, and the gaps of the day.
import { timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { HOUR } from '../../shared/clock'
import { ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { areaName, whenText } from './parts'
import { owesResident } from './rules-round'
import type { Visit } from './visit'

export interface ShownShift {
  id: number
  accountId: number
  who: string
  startedAt: number
  endedAt: number | null
  note: string
}

interface ResidentProps {
  ui: Ui
  roles: OfficerRole[]
  visit: Visit
  /** Of today and what reaches into it, the newest first. */
  shifts: ShownShift[]
  gaps: { from: number; to: number }[]
  /** Whoever looks at it. */
  accountId: number
  formKey: string
  form: FormState
  notice: Notice | null
}

export function ResidentPage(props: ResidentProps) {
  const { ui, visit, shifts, gaps } = props
  const { t } = ui
  const { place } = visit
  const open = shifts.find(({ endedAt }) => endedAt === null) ?? null
  return (
    <OfficeFrame
      ui={ui}
      title={t('resident.title')}
      tab="patrols"
      roles={props.roles}
      failed={Object.keys(props.form.errors).length > 0}
    >
      <p class="note">
        {[place.name, areaName(ui, visit), place.address].filter(Boolean).join(' · ')}
      </p>
      <NoticeLine notice={props.notice} />
      <ErrorSummary ui={ui} form={props.form} />
      <Standing {...props} open={open} />
      <Act {...props} open={open} />
      <h2 class="label">{t('resident.today')}</h2>
      {shifts.length === 0 && gaps.length === 0 ? <p class="note">{t('resident.none')}</p> : null}
      <ul class="list">
        {shifts.map((shift) => (
          <li key={shift.id}>
            <div>
              <b>{shift.who}</b>
              <small>{shift.note}</small>
            </div>
            <span>{spanOf(ui, shift.startedAt, shift.endedAt)}</span>
          </li>
        ))}
        {gaps.map(({ from, to }) => (
          <li key={from}>
            <div>
              <b class="no">{t('resident.gap')}</b>
            </div>
            <span class="no">{spanOf(ui, from, to)}</span>
          </li>
        ))}
      </ul>
      <p class="roles">
        <a href="/office/patrols">{t('patrol.back')}</a>
      </p>
    </OfficeFrame>
  )
}

type WithOpen = ResidentProps & { open: ShownShift | null }

const spanOf = (ui: Ui, from: number, to: number | null): string =>
  ui.t('resident.span', {
    from: whenText(ui, from),
    to: to === null || to === ui.now ? ui.t('resident.now') : whenText(ui, to),
  })

function Standing({ ui, visit, open }: WithOpen) {
  const { t } = ui
  if (!open) return <p class={owesResident(visit) ? 'ask no' : 'note'}>{t('resident.nobody')}</p>
  const end = open.startedAt + visit.book.rounds.shiftHours * HOUR
  const params = { who: open.who, from: whenText(ui, open.startedAt), time: timeOf(end) }
  return (
    <p class={end < ui.now ? 'ask' : 'done'}>
      {t(end < ui.now ? 'resident.over' : 'resident.here', params)}
    </p>
  )
}

/** What whoever looks at it can do: arrive, take over, or hand over and leave. */
function Act({ ui, visit, open, accountId, formKey, form }: WithOpen) {
  const { t } = ui
  const mine = open?.accountId === accountId
  const act = mine ? 'end' : 'begin'
  const name = mine ? 'leave' : open ? 'take_over' : 'arrive'
  return (
    <form class="card" method="post" action={`/office/patrols/resident/${visit.place.code}`}>
      <Hidden values={{ key: formKey, act, open: String(open?.id ?? 0) }} />
      {mine ? <p class="note">{t('resident.leave_hint')}</p> : null}
      <Field
        ui={ui}
        form={form}
        name="note"
        label="resident.note"
        hint="resident.note_hint"
        lines={2}
        maxLength={200}
      />
      <button type="submit" class={mine ? 'second' : 'go'}>
        {t(`resident.${name}`)}
      </button>
    </form>
  )
}
