// The staff of a place: who waits for the keeper's word, who may work from when, inviting more.
import { dayText, fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import { StaffNav } from '../visits'
import type { PlaceWorker } from './store'

export interface ShownPhone {
  tokenHash: string
  name: string
  tail: string
  createdAt: number
}

interface StaffProps {
  ui: Ui
  place: Place
  workers: PlaceWorker[]
  phones: ShownPhone[]
  /** The version of the personal text in force. */
  textVersion: number
  keeper: boolean
  notice: string | null
}

export function StaffPage(props: StaffProps) {
  const { ui, place, workers, phones, keeper, notice } = props
  const { t } = ui
  const waiting = workers.filter((worker) => !worker.confirmed)
  const confirmed = workers.filter((worker) => worker.confirmed)
  const ready = confirmed.filter((worker) => mayWork(worker, dayOf(ui.now)))
  return (
    <Page ui={ui} title={`${place.name} · ${t('people.title')}`}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('people.title')}</h1>
        <p>{t('people.counts', { ready: ready.length, all: confirmed.length })}</p>
      </div>
      {notice ? (
        <p class="done" role="status">
          {notice}
        </p>
      ) : null}
      {phones.map((phone) => (
        <PhoneQuestion key={phone.tokenHash} ui={ui} place={place} phone={phone} />
      ))}
      {waiting.length > 0 ? (
        <section class="card">
          <h2>{t('people.waiting', { n: waiting.length })}</h2>
          <p class="note">{t('people.waiting_note')}</p>
          <ul class="team">
            {waiting.map((worker) => (
              <li key={worker.workerId}>
                <WorkerText {...props} worker={worker} />
                <div class="acts">
                  <Act {...props} worker={worker} act="confirm" />
                  <Act {...props} worker={worker} act="refuse" />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section class="card">
        <h2>{t('people.working', { n: confirmed.length })}</h2>
        {confirmed.length === 0 ? (
          <div class="empty">
            <h3>{t('people.none')}</h3>
            <p>{t('people.none_text')}</p>
          </div>
        ) : null}
        <ul class="team">
          {confirmed.map((worker) => (
            <li key={worker.workerId}>
              <WorkerText {...props} worker={worker} />
            </li>
          ))}
        </ul>
      </section>
      {keeper ? (
        <form action={`/keep/${place.code}/staff/invite`} method="post">
          <Button>{t('people.invite')}</Button>
        </form>
      ) : null}
      <form action={`/keep/${place.code}/staff/sign`} method="post">
        <Button class="second">{t('people.sign_here')}</Button>
      </form>
      {keeper ? (
        <p class="roles">
          <a href={`/keep/${place.code}/pledge`}>{t('people.place_pledge')}</a>
        </p>
      ) : null}
      <StaffNav ui={ui} place={place} keeper={keeper} current="people" />
    </Page>
  )
}

export const mayWork = (worker: PlaceWorker, today: number): boolean =>
  worker.pledgeNumber !== null && (worker.worksFrom === null || worker.worksFrom <= today)

function WorkerText({
  ui,
  place,
  worker,
  keeper,
  textVersion,
}: StaffProps & { worker: PlaceWorker }) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  const { pledgeNumber, pledgedOn, worksFrom } = worker
  const old = worker.textVersion !== null && worker.textVersion < textVersion
  return (
    <div>
      {keeper ? (
        <a class="opens" href={`/keep/${place.code}/staff/${worker.workerId}`}>
          <b>{worker.maskedName}</b> {worker.job}
        </a>
      ) : (
        <p>
          <b>{worker.maskedName}</b> {worker.job}
        </p>
      )}
      {pledgeNumber && pledgedOn !== null ? (
        <small>
          {t('people.signed', { no: pledgeNumber, date: dayText(lang, pledgedOn) })}
          {worker.witnessed ? ` · ${t('pledge.witnessed')}` : ''}
        </small>
      ) : (
        <small class="no">{t('people.unsigned')}</small>
      )}
      {old ? <small class="old">{t('people.old_text')}</small> : null}
      {worksFrom !== null && worksFrom > today ? (
        <small class="no">{t('people.works_from', { date: dayText(lang, worksFrom) })}</small>
      ) : null}
      {worker.risk ? <small class="old">{t('people.risk')}</small> : null}
      {worker.correctedFrom !== null &&
      worker.correctedFrom > today &&
      worker.correctedFrom > (worksFrom ?? 0) ? (
        <small class="old">{t('people.corrected')}</small>
      ) : null}
      {worker.shown ? null : <small>{t('people.not_shown')}</small>}
    </div>
  )
}

const Act = ({
  ui,
  place,
  worker,
  act,
}: Pick<StaffProps, 'ui' | 'place'> & { worker: PlaceWorker; act: 'confirm' | 'refuse' }) => (
  <form action={`/keep/${place.code}/staff/${worker.workerId}/${act}`} method="post">
    <Button class={act === 'confirm' ? 'tap' : 'mini'}>{ui.t(`people.${act}`)}</Button>
  </form>
)

function PhoneQuestion({
  ui,
  place,
  phone,
}: Pick<StaffProps, 'ui' | 'place'> & { phone: ShownPhone }) {
  const { t, lang } = ui
  const answer = (same: '1' | '0', kind: 'tap' | 'mini', text: string) => (
    <form action={`/keep/${place.code}/staff/phones`} method="post">
      <Hidden values={{ phone: phone.tokenHash, same }} />
      <Button class={kind}>{text}</Button>
    </form>
  )
  return (
    <section class="ask">
      <b>{t('people.new_phone', { name: phone.name, tail: phone.tail })}</b>
      {t('people.new_phone_text', {
        time: `${fullDate(lang, dayOf(phone.createdAt))} ${timeOf(phone.createdAt)}`,
      })}
      <div class="acts">
        {answer('1', 'tap', t('people.same_person'))}
        {answer('0', 'mini', t('people.not_same'))}
      </div>
    </section>
  )
}

interface InviteProps {
  ui: Ui
  place: Place
  link: string
  qr: string
  code: string
  until: number
}

export function InvitePage({ ui, place, link, qr, code, until }: InviteProps) {
  const { t, lang } = ui
  const time = `${dayText(lang, dayOf(until))} ${timeOf(until)}`
  return (
    <Page ui={ui} title={t('people.invite')}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('people.invite')}</h1>
      </div>
      <section class="card held-out">
        <h2>{t('people.scan')}</h2>
        <img
          class="qr"
          width="240"
          height="240"
          alt={t('people.invite_qr', { name: place.name })}
          src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        />
        <p class="note">{t('people.crew', { time })}</p>
        <p class="note">
          {t('people.or_send')}
          <br />
          <a href={link}>{link}</a>
        </p>
      </section>
      <section class="card held-out">
        <h2>{t('people.by_code')}</h2>
        <p class="digits">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
      </section>
      <a class="go" href={`/keep/${place.code}/staff`}>
        {t('people.back')}
      </a>
    </Page>
  )
}
