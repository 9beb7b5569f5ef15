// One inspection at the door, for one hand: who is there, three large buttons an item, opinions, the end.
import type { ComponentChildren } from 'preact'
import { islands } from '../../generated/assets'
import { dayText, dayWithWeekday, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, ErrorSummary, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import { areaName, departmentName, Photo, tradeName } from './parts'
import type { InspectionRecord, Line, Member } from './record'
import { byAspect, canEnd } from './rules'
import { Findings, inspectionPath, Opinions } from './said'

export interface InspectionProps {
  ui: Ui
  roles: OfficerRole[]
  record: InspectionRecord
  /** Of the opinion form that was wrong. */
  form: FormState
  notice: Notice | null
}

const isLive = ({ row }: InspectionRecord): boolean =>
  row.state === 'planned' || row.state === 'started'

export function InspectionPage({ ui, roles, record, form, notice }: InspectionProps) {
  const { t } = ui
  const { row, lines } = record
  const open = lines.filter((line) => line.result === null)
  return (
    <OfficeFrame
      ui={ui}
      title={row.name}
      tab="inspections"
      roles={roles}
      failed={Object.keys(form.errors).length > 0}
      script={row.state === 'started' ? islands.judge : undefined}
    >
      <ErrorSummary ui={ui} form={form} />
      <NoticeLine notice={notice} />
      {isLive(record) && !canEnd(row) ? <p class="ask no">{t('inspect.moved_on')}</p> : null}
      <Head ui={ui} record={record} />
      <Team ui={ui} record={record} />
      <div data-island="judge" data-failed={t('inspect.not_kept')}>
        {row.state === 'started' ? (
          <p class="count" data-left>
            {open[0] ? (
              <a href={`#i-${open[0].item.id}`}>{t('inspect.left', { n: open.length })}</a>
            ) : (
              t('inspect.left_none', { n: lines.length })
            )}
          </p>
        ) : null}
        {byAspect(lines.map((line) => line.item)).map(([aspect, items]) => (
          <section class="card" key={aspect}>
            <h2>{items[0]?.aspect[ui.lang]}</h2>
            <ul class="team">
              {lines
                .filter((line) => items.includes(line.item))
                .map((line) => (
                  <Item key={line.item.id} ui={ui} record={record} line={line} />
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Opinions ui={ui} record={record} form={form} />
      <Findings ui={ui} record={record} />
      {row.state === 'started' && (record.me || record.signsFor.length > 0) ? (
        <a class="go" href={`${inspectionPath(record)}/finish`}>
          {t('inspect.finish')}
        </a>
      ) : null}
      <Ways ui={ui} record={record} />
    </OfficeFrame>
  )
}

function Head({ ui, record }: { ui: Ui; record: InspectionRecord }) {
  const { t, lang } = ui
  const { row, book } = record
  const over = row.state === 'passed' ? 'yes' : row.state === 'failed' ? 'no' : 'held'
  return (
    <section class="card">
      <p>
        {tradeName(ui, book, row.trade)} · {row.address} · {areaName(ui, row)}
      </p>
      <p>
        {t(`inspect.purpose.${row.purpose}`)}
        {row.round > 1 ? ` · ${t('inspect.round', { n: row.round })}` : ''} ·{' '}
        {dayWithWeekday(lang, row.onDay)} ·{' '}
        <span class={over}>{t(`inspect.state.${row.state}`)}</span>
      </p>
      {row.acceptanceNumber === null ? null : (
        <p class="yes">{t('inspect.sheet_number', { n: row.acceptanceNumber })}</p>
      )}
      <p>
        <a class="opens" href={`/p/${row.code}`}>
          {row.code}
        </a>{' '}
        {row.number ? (
          <a class="opens" href={`/office/applications/${row.number}`}>
            {t('inspect.sheet_application', { no: row.number })}
          </a>
        ) : null}
      </p>
    </section>
  )
}

const Here = ({ ui, member }: { ui: Ui; member: Member }) =>
  member.presentAt === null ? (
    <small>{ui.t('inspect.not_come')}</small>
  ) : (
    <small class="yes">{ui.t('inspect.came', { time: timeOf(member.presentAt) })}</small>
  )

function Team({ ui, record }: { ui: Ui; record: InspectionRecord }) {
  const { t } = ui
  const { me } = record
  return (
    <section class="card">
      <h2>{t('inspect.team')}</h2>
      <ul class="tally">
        {record.members.map((member) => (
          <li key={member.accountId}>
            <b>
              {departmentName(ui, record.book, member.department)} {member.name}
            </b>
            <Here ui={ui} member={member} />
          </li>
        ))}
      </ul>
      {isLive(record) && me && me.presentAt === null ? (
        <form action={`${inspectionPath(record)}/attend`} method="post">
          <Button>{t('inspect.come')}</Button>
          <p class="note">{t('inspect.come_first')}</p>
        </form>
      ) : null}
      {isLive(record) && !me && record.signsFor.length === 0 ? (
        <p class="note">{t('inspect.reading')}</p>
      ) : null}
    </section>
  )
}

const RESULTS = [
  ['pass', 'yes'],
  ['fail', 'no'],
  ['na', 'held'],
] as const

/** Who found what, in words. */
function Judged({ ui, line }: { ui: Ui; line: Line }) {
  const { t, lang } = ui
  if (line.result === null) return null
  const look = RESULTS.find(([result]) => result === line.result)?.[1]
  const when = line.carried
    ? t('inspect.carried', { date: dayText(lang, dayOf(line.at)) })
    : t('inspect.judged', { by: line.by, time: timeOf(line.at) })
  return (
    <small>
      <b class={look}>{t(`inspect.result.${line.result}`)}</b> {when}
    </small>
  )
}

function Item({ ui, record, line }: { ui: Ui; record: InspectionRecord; line: Line }) {
  const { t } = ui
  const { item } = line
  const path = `${inspectionPath(record)}/items/${item.id}`
  return (
    <li id={`i-${item.id}`}>
      <div>
        {item.text[ui.lang]}
        <small>
          {t('inspect.signer', { department: departmentName(ui, record.book, line.signer) })}
        </small>
        <Judged ui={ui} line={line} />
        {line.note ? <small class="old">{line.note}</small> : null}
        <Photo ui={ui} id={line.fileId} alt={t('inspect.photo_of', { item: item.text[ui.lang] })} />
      </div>
      {line.mine ? (
        <>
          {/* What an earlier round passed is changed on its own page only. */}
          {line.carried ? null : (
            <form class="judge" action={path} method="post">
              {RESULTS.map(([result, look]) => (
                <button
                  key={result}
                  type="submit"
                  name="result"
                  value={result}
                  class={look}
                  aria-pressed={line.result === result ? 'true' : 'false'}
                  aria-label={`${t(`inspect.result.${result}`)}：${item.text[ui.lang]}`}
                >
                  {t(`inspect.result.${result}`)}
                </button>
              ))}
            </form>
          )}
          <p class="e" data-said role="alert" />
          <a class="opens" href={path}>
            {t('inspect.more')}
          </a>
        </>
      ) : null}
    </li>
  )
}

function Ways({ ui, record }: { ui: Ui; record: InspectionRecord }) {
  const { t } = ui
  const path = inspectionPath(record)
  return (
    <>
      <ul class="ways screen">
        <Way href={`${path}/form`}>{t('inspect.form')}</Way>
        <Way href={`${path}/form?blank=1`}>{t('inspect.form_blank')}</Way>
        <Way href="/office/inspections">{t('nav.back')}</Way>
      </ul>
      {isLive(record) && record.mayPlan ? (
        <form class="quiet" action={`${path}/cancel`} method="post">
          <Hidden values={{ version: String(record.row.version) }} />
          <Button class="second">{t('inspect.cancel')}</Button>
        </form>
      ) : null}
    </>
  )
}

const Way = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <li>
    <a href={href}>{children}</a>
  </li>
)
