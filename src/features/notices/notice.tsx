// One notice: how far it is, whom it is about, and what its reader may do next.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { Choice } from '../../ui/choice'
import { Button, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { allowsNoticeAct, dueDays, isLate, type NoticeAct, numberPath } from './rules'
import type { NoticeDetail, NoticePerson } from './store'
import { areaName, dayOptions, dueText, momentText, numberText } from './texts'
import { NOTICE_RESULTS } from './values'

/** A notice with everything opened that its reader may see. */
export interface OpenNotice extends Omit<NoticeDetail, 'issuer'> {
  issuer: string
  /** 查验号 */
  check: string
  people: NoticePerson[]
}

export interface NoticeProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  notice: OpenNotice
  said: Notice | null
  /** Of the form that failed, and which one it was. */
  form: FormState & { act?: NoticeAct }
  /** The acts this reader may take, were the notice where each begins. */
  may: readonly NoticeAct[]
  /** Names and the printed form. */
  whole: boolean
}

export function NoticePage(props: NoticeProps) {
  const { ui, roles, book, notice, form } = props
  const { t, lang } = ui
  const failed = Object.keys(form.errors).length > 0
  const why = book.notices.whys.find(({ id }) => id === notice.why)
  const tasks = book.notices.tasks.filter(({ id }) => notice.tasks.includes(id))
  return (
    <OfficeFrame
      ui={ui}
      title={numberText(ui, book, notice)}
      tab="notices"
      roles={roles}
      failed={failed}
    >
      <NoticeLine notice={props.said} />
      {failed ? <ErrorSummary ui={ui} form={form} prefix={form.act ?? ''} /> : null}
      <section class="card">
        <h2>{areaName(ui, notice)}</h2>
        <p class={isLate(notice, ui.now) ? 'no' : undefined}>
          {t(`notice.state.${notice.state}`)}
          {notice.state === 'closed' ? null : ` · ${dueText(ui, notice)}`}
        </p>
        <Steps ui={ui} notice={notice} />
        {notice.returnText && notice.state !== 'closed' ? (
          <p class="ask">
            <b>{t('notice.returned_n', { n: notice.returns })}</b>
            {notice.returnText}
          </p>
        ) : null}
      </section>
      <Acts {...props} />
      <section class="card">
        <h2>{t('notice.what')}</h2>
        <p>{why?.text[lang] ?? notice.why}</p>
        <ul class="dots">
          {tasks.map(({ id, text }) => (
            <li key={id}>{text[lang]}</li>
          ))}
          {notice.other ? <li>{notice.other}</li> : null}
        </ul>
      </section>
      <section class="card">
        <h2>{t('notice.people_n', { n: notice.people.length })}</h2>
        {notice.people.length === 0 ? <p class="note">{t('notice.nobody_left')}</p> : null}
        <ul class="team">
          {notice.people.map((person) => (
            <Person key={person.id} {...props} person={person} />
          ))}
        </ul>
        {props.whole ? (
          <a class="tap" href={`/office/notices/${numberPath(notice)}/form`}>
            {t('notice.print')}
          </a>
        ) : null}
        <p class="note">{t('notice.check', { code: notice.check })}</p>
      </section>
      <p class="roles">
        <a href="/office/notices">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}

/** 签收 → 办理 → 反馈 → 核销, each with who and when. */
function Steps({ ui, notice }: Pick<NoticeProps, 'ui' | 'notice'>) {
  const { t } = ui
  const reported = notice.reportedAt !== null && notice.result !== null
  const steps = [
    ['issued', notice.issuer, notice.issuedAt],
    ['received', notice.receiver, notice.receivedAt],
    ['in_hand', null, notice.startedAt],
    ['reported', notice.reporter, notice.reportedAt],
    ['closed', notice.closer, notice.closedAt],
  ] as const
  return (
    <>
      <ol class="tally">
        {steps.map(([state, who, at]) => (
          <li key={state}>
            <span>{t(`notice.step.${state}`)}</span>
            <b>{at === null ? '—' : [who, momentText(ui, at)].filter(Boolean).join(' ')}</b>
          </li>
        ))}
      </ol>
      {reported ? (
        <p>
          {t(`notice.result.${notice.result ?? 'all'}`)}
          {notice.resultText ? `：${notice.resultText}` : ''}
        </p>
      ) : null}
    </>
  )
}

function Person({ ui, person, whole }: NoticeProps & { person: NoticePerson }) {
  const { t, lang } = ui
  return (
    <li>
      <div>
        <b>{person.name}</b>
        <small>
          {[
            t('arrival.from', { origin: person.origin, date: dayText(lang, person.arrivedOn) }),
            person.place,
            person.address,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {person.leftOn === null ? null : (
          <small class="old">{t('arrival.left', { date: dayText(lang, person.leftOn) })}</small>
        )}
      </div>
      {whole ? (
        <a class="mini" href={`tel:${person.phone}`}>
          {person.phone}
        </a>
      ) : (
        <small>{person.phone}</small>
      )}
    </li>
  )
}

/** What may be done now. */
function Acts(props: NoticeProps) {
  const { notice, may } = props
  const now = (act: NoticeAct) => may.includes(act) && allowsNoticeAct(notice.state, act)
  return (
    <>
      {now('receive') ? <TapForm {...props} act="receive" /> : null}
      {now('start') ? <TapForm {...props} act="start" /> : null}
      {now('report') ? <ReportForm {...props} /> : null}
      {now('close') ? <TapForm {...props} act="close" /> : null}
      {now('return') ? <ReturnForm {...props} /> : null}
    </>
  )
}

const addressOf = (notice: OpenNotice, act: NoticeAct): string =>
  `/office/notices/${numberPath(notice)}/${act}`

const TapForm = ({ ui, notice, act }: NoticeProps & { act: 'receive' | 'start' | 'close' }) => (
  <form action={addressOf(notice, act)} method="post">
    <Hidden values={{ version: String(notice.version) }} />
    <Button>{ui.t(`notice.act.${act}`)}</Button>
    {act === 'start' ? null : <p class="note">{ui.t(`notice.note.${act}`)}</p>}
  </form>
)

const formOf = ({ form }: NoticeProps, act: NoticeAct): FormState =>
  form.act === act ? form : { values: {}, errors: {} }

function ReportForm(props: NoticeProps) {
  const { ui, notice } = props
  const { t } = ui
  const form = formOf(props, 'report')
  return (
    <form class="card" action={addressOf(notice, 'report')} method="post" novalidate>
      <Hidden values={{ version: String(notice.version) }} />
      <h2>{t('notice.act.report')}</h2>
      <Choice
        ui={ui}
        form={form}
        name="result"
        legend={t('notice.result')}
        options={NOTICE_RESULTS.map((each) => [each, t(`notice.result.${each}`)] as const)}
      />
      <Field
        ui={ui}
        form={form}
        prefix="report"
        name="text"
        label="notice.result_text"
        hint="notice.result_hint"
        lines={3}
        maxLength={500}
      />
      <Button>{t('notice.act.report')}</Button>
    </form>
  )
}

function ReturnForm(props: NoticeProps) {
  const { ui, notice } = props
  const { t } = ui
  const form = formOf(props, 'return')
  return (
    <form class="card" action={addressOf(notice, 'return')} method="post" novalidate>
      <Hidden values={{ version: String(notice.version) }} />
      <h2>{t('notice.act.return')}</h2>
      <Field
        ui={ui}
        form={form}
        prefix="return"
        name="text"
        label="notice.return_text"
        lines={2}
        maxLength={300}
      />
      <Field
        ui={ui}
        form={form}
        prefix="return"
        name="due"
        label="notice.due_on"
        hint="notice.due_hint"
        options={dayOptions(ui, dueDays(ui.now))}
      />
      <Button class="second">{t('notice.act.return')}</Button>
    </form>
  )
}
