// 待复核: rounds without a code, each with its photo beside place and time.

import type { OfficerRole } from '../../shared/actor'
import { MINUTE } from '../../shared/clock'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { areaName, Photo, whenText } from './parts'
import type { After, WaitingRound } from './store-review'

export interface Asked {
  after: After | null
}

const afterText = ({ areaPath, id }: After): string => `${areaPath}~${id}`

/** Keyset: the last row of the page before; null for the first page. */
export function readAfter(typed = ''): After | null {
  const [, areaPath = '', id = ''] = /^(\/(?:\d+\/)+)~(\d{1,15})$/.exec(typed) ?? []
  return areaPath ? { areaPath, id: Number(id) } : null
}

export const ReviewForm = ({ ui, id }: { ui: Ui; id: number }) => (
  <form class="two" action={`/office/patrols/rounds/${id}/review`} method="post">
    <button type="submit" class="go" name="verdict" value="confirmed">
      {ui.t('patrol.confirm')}
    </button>
    <button type="submit" class="second" name="verdict" value="refused">
      {ui.t('patrol.refuse')}
    </button>
  </form>
)

interface ReviewProps extends Asked {
  ui: Ui
  roles: OfficerRole[]
  rows: WaitingRound[]
  more: boolean
  nameOf: (id: number | null) => string
  notice: Notice | null
}

export function ReviewPage({ ui, roles, rows, more, after, nameOf, notice }: ReviewProps) {
  const { t } = ui
  const last = rows.at(-1)
  return (
    <OfficeFrame ui={ui} title={t('patrol.review_title')} tab="patrols" roles={roles}>
      <p class="lead">{t('patrol.review_lead')}</p>
      <NoticeLine notice={notice} />
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t('patrol.review_none')}</h2>
          <p>{t('patrol.review_none_text')}</p>
        </section>
      ) : null}
      {rows.map((row) => (
        <section class="card" key={row.id}>
          <h2>
            <a href={`/office/patrols/rounds/${row.id}`}>{row.name}</a>
          </h2>
          <p>{[areaName(ui, row), row.address].filter(Boolean).join(' · ')}</p>
          <p>
            <b>{whenText(ui, row.at)}</b> · {nameOf(row.by)} ·{' '}
            {row.problems > 0
              ? t('patrol.result.problems', { n: row.problems })
              : t('patrol.result.fine')}
            {row.receivedAt - row.at > 5 * MINUTE
              ? ` · ${t('patrol.late_by', { span: spanText(ui, row.receivedAt - row.at) })}`
              : ''}
          </p>
          <Photo ui={ui} id={row.fileId} alt={t('round.photo')} />
          <ReviewForm ui={ui} id={row.id} />
        </section>
      ))}
      <p class="pager">
        {after ? <a href="/office/patrols/review">{t('nav.first')}</a> : null}
        {more && last ? (
          <a
            class="tap"
            href={`/office/patrols/review?after=${encodeURIComponent(afterText(last))}`}
          >
            {t('nav.more')}
          </a>
        ) : null}
      </p>
      <p class="roles">
        <a href="/office/patrols">{t('patrol.back')}</a>
      </p>
    </OfficeFrame>
  )
}
