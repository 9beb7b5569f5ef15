// One round: what was seen, when, by whom, and what came of it.
import { dayText, degrees, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, MINUTE } from '../../shared/clock'
import { Button, ErrorSummary, type FormState, Hidden } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { FileField } from '../files'
import { areaName, Photo } from './parts'
import type { RoundRecord, ShownFinding } from './record'
import { ReviewForm } from './review'
import { cameLate, clockOff } from './rules-record'

interface OneProps {
  ui: Ui
  roles: OfficerRole[]
  record: RoundRecord
  notices: Notice[]
  /** Of a photo that was refused. */
  form: FormState
  newKey: () => string
}

export const roundPath = ({ row }: RoundRecord): string => `/office/patrols/rounds/${row.id}`

export function OnePage(props: OneProps) {
  const { ui, record, form } = props
  const { t } = ui
  const { row, findings } = record
  const where = [areaName(ui, row), row.address, row.code]
  return (
    <OfficeFrame
      ui={ui}
      title={row.name}
      tab="patrols"
      roles={props.roles}
      failed={Object.keys(form.errors).length > 0}
    >
      <p class="note">{[t(`patrol.target.${row.target}`), ...where].filter(Boolean).join(' · ')}</p>
      {props.notices.map((notice) => (
        <NoticeLine key={notice.text} notice={notice} />
      ))}
      <ErrorSummary ui={ui} form={form} params={{ mb: 5 }} />
      <Facts ui={ui} record={record} />
      {findings.map((finding) => (
        <Finding key={finding.item.id} {...props} finding={finding} />
      ))}
      <Spots ui={ui} record={record} />
      {record.mayReview ? <ReviewForm ui={ui} id={row.id} /> : null}
      <p class="roles screen">
        <a href={`${roundPath(record)}/form`}>{t('patrol.print')}</a>
      </p>
      <p class="screen">
        <a class="go" href="/office/patrols">
          {t('patrol.back')}
        </a>
      </p>
    </OfficeFrame>
  )
}

function Facts({ ui, record }: Pick<OneProps, 'ui' | 'record'>) {
  const { t, lang } = ui
  const { row, findings } = record
  const off = clockOff(row)
  return (
    <section class="card">
      <h2>
        {dayText(lang, row.day)} {timeOf(row.at)} · {record.by}
      </h2>
      <p class={findings.length > 0 ? 'no' : 'yes'}>
        {findings.length > 0
          ? t('patrol.result.problems', { n: findings.length })
          : t('patrol.result.fine')}
      </p>
      <p>
        {t(`patrol.level.${row.level}`)} · {t(`patrol.proof.${row.proof}`)}
        {row.review ? ` · ${t(`patrol.review.${row.review}`)}` : ''}
        {row.reviewedAt === null
          ? ''
          : `（${record.reviewedBy} ${dayText(lang, dayOf(row.reviewedAt))} ${timeOf(row.reviewedAt)}）`}
      </p>
      {cameLate(row) ? (
        <p class="held">
          {t('patrol.came_late', {
            time: `${dayText(lang, dayOf(row.receivedAt))} ${timeOf(row.receivedAt)}`,
          })}
        </p>
      ) : null}
      {off === 0 ? null : (
        <p class="old">
          {t(off > 0 ? 'patrol.clock_fast' : 'patrol.clock_slow', {
            span: spanText(ui, Math.abs(off) * MINUTE),
            time: timeOf(row.phoneAt ?? row.at),
          })}
        </p>
      )}
      {record.note ? <p>{record.note}</p> : null}
      <Photo ui={ui} id={row.fileId} alt={t('round.photo')} />
      {row.orderId === null ? null : (
        <p>
          <a href={`/office/orders/${row.orderId}`}>{t('patrol.to_order')}</a>
        </p>
      )}
    </section>
  )
}

function Finding(props: OneProps & { finding: ShownFinding }) {
  const { ui, record, finding, form } = props
  const { t, lang } = ui
  const { item, fixed, note, photos } = finding
  const refused = form.values.item === item.id
  return (
    <section class="card">
      <h2>{item.text[lang]}</h2>
      <p class={fixed ? 'old' : 'no'}>{t(`round.result.${fixed ? 'fixed' : 'fail'}`)}</p>
      {note ? <p>{note}</p> : null}
      {photos.map((id) => (
        <Photo key={id} ui={ui} id={id} alt={t('patrol.photo_of', { item: item.text[lang] })} />
      ))}
      {record.mayAdd ? (
        <details class="screen" open={refused}>
          <summary>{t('patrol.more_photo')}</summary>
          <form
            method="post"
            action={`/office/patrols/rounds/${record.row.key}/photos/files`}
            enctype="multipart/form-data"
          >
            <Hidden values={{ key: props.newKey(), item: item.id }} />
            <FileField
              ui={ui}
              form={refused ? form : { values: {}, errors: {} }}
              name="photo"
              label={t('patrol.photo_of', { item: item.text[lang] })}
              photo
              capture
            />
            <Button>{t('patrol.send_photo')}</Button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

export const spotText = (ui: Ui, spot: RoundRecord['spots'][number]): string =>
  ui.t(spot.logged === null ? 'patrol.spot_unlogged' : 'patrol.spot_both', {
    t: degrees(spot.temperature),
    logged: degrees(spot.logged ?? 0),
  })

function Spots({ ui, record }: Pick<OneProps, 'ui' | 'record'>) {
  const { t } = ui
  const { spots } = record
  if (spots.length === 0) return null
  return (
    <section class="card">
      <h2>{t('patrol.spots', { n: spots.length })}</h2>
      <ul class="list">
        {spots.map((spot, i) => (
          <li key={`${spot.name} ${i}`}>
            <div>
              <b>{spot.name || t('patrol.spot_forgotten')}</b>
              {spot.name ? <small>{spotText(ui, spot)}</small> : null}
            </div>
            <span class={spot.differs ? 'no' : 'yes'}>
              {t(spot.differs ? 'patrol.spot_differs' : 'patrol.spot_fits')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
