// The audit log: what was done, by whom, to what; and the newest seal over it.
import { isKey } from '../../i18n'
import { dayText, timeWithSeconds } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { EMPTY_FORM, Field } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { ChainHead, ListedRow } from './chain-store'

const actText = ({ t }: Ui, act: string): string => {
  const key = `audit.act.${act}`
  return isKey(key) ? t(key) : act
}

/** The newest seal in words; on the office page and above the log. */
export function SealCard({ ui, head }: { ui: Ui; head: ChainHead }) {
  const { t, lang } = ui
  return (
    <section class="card">
      <h2>{t('audit.seal')}</h2>
      {head.hash ? <p class="hash">{head.hash}</p> : null}
      <p class="note">
        {head.at === null
          ? t('audit.waiting', { n: head.since })
          : `${t('audit.seal_at', {
              time: `${dayText(lang, dayOf(head.at))} ${timeWithSeconds(head.at)}`,
              to: head.to,
            })} ${t('audit.since', { n: head.since })}`}
      </p>
    </section>
  )
}

interface AuditProps {
  ui: Ui
  rows: ListedRow[]
  more: boolean
  acts: string[]
  act: string | null
  head: ChainHead
  first: boolean
}

const pageLink = (act: string | null, before: number | null): string => {
  const params = new URLSearchParams()
  if (act) params.set('act', act)
  if (before) params.set('before', String(before))
  return `/office/audit?${params}`
}

export function AuditPage({ ui, rows, more, acts, act, head, first }: AuditProps) {
  const { t } = ui
  const last = rows.at(-1)
  return (
    <Page ui={ui} title={t('audit.title')} wide bar={<a href="/office">{t('office.title')}</a>}>
      <h1>{t('audit.title')}</h1>
      <SealCard ui={ui} head={head} />
      <form class="card filter" action="/office/audit" method="get">
        <Field
          ui={ui}
          form={{ ...EMPTY_FORM, values: { act: act ?? '' } }}
          name="act"
          label="audit.act"
          options={[
            ['', t('audit.all')],
            ...acts.map((each) => [each, actText(ui, each)] as const),
          ]}
        />
        <button type="submit" class="go">
          {t('audit.show')}
        </button>
      </form>
      {rows.length === 0 ? (
        <p class="note">{t('audit.none')}</p>
      ) : (
        <AuditTable ui={ui} rows={rows} />
      )}
      <p class="pager">
        {first ? null : <a href={pageLink(act, null)}>{t('nav.first')}</a>}
        {more && last ? <a href={pageLink(act, last.seq)}>{t('nav.more')}</a> : null}
      </p>
    </Page>
  )
}

function AuditTable({ ui, rows }: { ui: Ui; rows: ListedRow[] }) {
  const { t, lang } = ui
  return (
    <table class="log">
      <thead>
        <tr>
          <th scope="col">{t('audit.seq')}</th>
          <th scope="col">{t('audit.at')}</th>
          <th scope="col">{t('audit.actor')}</th>
          <th scope="col">{t('audit.act')}</th>
          <th scope="col">{t('audit.subject')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.seq}>
            <td>{row.seq}</td>
            <td>
              {dayText(lang, dayOf(row.at))} {timeWithSeconds(row.at)}
            </td>
            <td>{actorText(ui, row)}</td>
            <td>{actText(ui, row.act)}</td>
            <td>
              {row.subject}
              {row.reason || row.detail ? <small>{particulars(row)}</small> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function actorText({ t }: Ui, row: ListedRow): string {
  const key = `audit.kind.${row.actor_kind}`
  const kind = isKey(key) ? t(key) : row.actor_kind
  return row.actor_id === null ? kind : `${kind} ${row.actor_name ?? row.actor_id}`
}

/** Reason and detail on one line; a detail that is not an object stands as it was written. */
function particulars({ reason, detail }: ListedRow): string {
  const pairs = Object.entries(readDetail(detail)).map(([name, value]) => `${name} ${value}`)
  return [reason, ...(pairs.length > 0 ? pairs : [detail])].filter(Boolean).join(' · ')
}

function readDetail(detail: string | null): object {
  try {
    return Object(JSON.parse(detail ?? '{}'))
  } catch {
    return {}
  }
}
