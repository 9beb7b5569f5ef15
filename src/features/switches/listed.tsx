// Places on the negative list one by one: the list, and the form that adds one.
import { fullDate } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, EMPTY_FORM, ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { FoundPlace } from './store-found'
import type { ListedLine } from './store-listed'

interface ListedProps {
  ui: Ui
  roles: OfficerRole[]
  lines: ListedLine[]
  more: boolean
  q: string
  ended: boolean
  notice: Notice | null
}

const linkTo = (query: Record<string, string>): string =>
  `/office/listed?${new URLSearchParams(query)}`

export function ListedPage({ ui, roles, lines, more, q, ended, notice }: ListedProps) {
  const { t } = ui
  const last = lines.at(-1)
  const shown: Record<string, string> = ended ? { show: 'ended' } : {}
  const admin = roles.includes('admin')
  return (
    <OfficeFrame ui={ui} title={t('listed.title')} tab="rulebook" roles={roles}>
      <NoticeLine notice={notice} />
      <p class="note">{t('listed.lead')}</p>
      {admin ? (
        <a class="go" href="/office/listed/new">
          {t('listed.add')}
        </a>
      ) : null}
      <nav class="chips" aria-label={t('listed.title')}>
        <a href="/office/listed" aria-current={ended ? undefined : 'true'}>
          {t('listed.now')}
        </a>
        <a href={linkTo({ show: 'ended' })} aria-current={ended ? 'true' : undefined}>
          {t('listed.ended')}
        </a>
      </nav>
      <form class="card filter" method="get" action="/office/listed">
        {ended ? <Hidden values={{ show: 'ended' }} /> : null}
        <Field ui={ui} form={{ ...EMPTY_FORM, values: { q } }} name="q" label="switch.q" />
        <Button>{t('switch.find')}</Button>
      </form>
      {lines.length === 0 ? (
        <section class="card empty">
          <h2>{q ? t('switch.q_none') : t('listed.none')}</h2>
          {q ? null : <p>{t('listed.none_text')}</p>}
        </section>
      ) : null}
      {lines.map((line) => (
        <Line key={line.id} ui={ui} line={line} admin={admin} />
      ))}
      {more && last ? (
        <p class="pager">
          <a href={linkTo({ ...shown, q, before: `${last.endedAt ?? 0}~${last.id}` })}>
            {t('nav.more')}
          </a>
        </p>
      ) : null}
    </OfficeFrame>
  )
}

function datesText({ t, lang }: Ui, { fromDay, toDay }: ListedLine): string {
  const from = fullDate(lang, fromDay)
  return toDay === null
    ? t('listed.dates', { from })
    : t('listed.dates_to', { from, to: fullDate(lang, toDay) })
}

function Line({ ui, line, admin }: { ui: Ui; line: ListedLine; admin: boolean }) {
  const { t, lang } = ui
  return (
    <section class="card">
      <h2>
        <a href={`/p/${line.code}`}>{line.name}</a>
      </h2>
      <p>
        {line.reason} · {lang === 'zh' ? line.area : line.areaEn}
      </p>
      <p class="note">
        {datesText(ui, line)}
        {line.endedAt === null
          ? ''
          : ` · ${t('listed.ended_on', { date: fullDate(lang, dayOf(line.endedAt)) })}`}
      </p>
      {admin && line.endedAt === null ? (
        <details>
          <summary>{t('listed.end')}</summary>
          <form method="post" action={`/office/listed/${line.id}/end`}>
            <p>
              {t('listed.end_ask', { name: line.name })} {t('listed.end_text')}
            </p>
            <Button class="second">{t('listed.end')}</Button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

interface NewListingProps {
  ui: Ui
  roles: OfficerRole[]
  form: FormState
  formKey: string
  /** Those the name may mean. */
  found: FoundPlace[]
}

export function NewListingPage({ ui, roles, form, formKey, found }: NewListingProps) {
  const { t, lang } = ui
  const failed = Object.keys(form.errors).length > 0
  return (
    <OfficeFrame ui={ui} title={t('listed.add')} tab="rulebook" roles={roles} failed={failed}>
      <ErrorSummary ui={ui} form={form} />
      <form class="card" method="post" action="/office/listed" novalidate>
        <Hidden values={{ key: formKey }} />
        {found.length > 1 ? (
          <Field
            ui={ui}
            form={form}
            name="place"
            label="listed.which"
            options={found.map((each) => [
              each.code,
              `${each.name} · ${lang === 'zh' ? each.area : each.areaEn} ${each.address}`,
            ])}
          />
        ) : (
          <Field ui={ui} form={form} name="place" label="listed.place" />
        )}
        <Field ui={ui} form={form} name="reason" label="listed.reason" hint="listed.reason_hint" />
        <Field ui={ui} form={form} name="from" label="listed.from" />
        <Field ui={ui} form={form} name="to" label="switch.to" hint="switch.to_hint" />
        <Button>{t('listed.add')}</Button>
      </form>
      <p class="roles">
        <a href="/office/listed">{t('nav.back')}</a>
      </p>
    </OfficeFrame>
  )
}
