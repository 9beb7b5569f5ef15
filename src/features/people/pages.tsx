// The staff of a place: who waits for the keeper's word, who may work from when, inviting more.
import { dayText, fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Button, Hidden } from '../../ui/field'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { StaffNav } from '../visits'
import { PapersLine, type SeenPaper } from '../watches'
import { FindWorker } from './find'
import { STAFF_SHOWS, type StaffShow } from './rules'
import type { PlaceWorker, StaffCounts } from './staff-store'

export interface ShownPhone {
  tokenHash: string
  name: string
  tail: string
  createdAt: number
}

interface StaffProps {
  ui: Ui
  place: Place
  counts: StaffCounts
  show: StaffShow
  /** As typed. */
  q: string
  /** Not the first page of its list. */
  further: boolean
  workers: PlaceWorker[]
  more: boolean
  /** The newest of those who wait, above the first page of the others. */
  waiting: PlaceWorker[]
  phones: ShownPhone[]
  book: Rulebook
  /** Documents seen of the listed. */
  papers: SeenPaper[]
  /** The version of the personal text in force. */
  textVersion: number
  keeper: boolean
  notice: string | null
}

/** A place with fewer people reads its list at a glance. */
const SEARCHED_FROM = 10

export function StaffPage(props: StaffProps) {
  const { ui, place, counts, phones, keeper, notice } = props
  const { t } = ui
  return (
    <Page ui={ui} title={`${place.name} · ${t('people.title')}`}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('people.title')}</h1>
        <p>{t('people.counts', { ready: counts.ready, all: counts.listed })}</p>
      </div>
      {notice ? (
        <p class="done" role="status">
          {notice}
        </p>
      ) : null}
      {phones.map((phone) => (
        <PhoneQuestion key={phone.tokenHash} ui={ui} place={place} phone={phone} />
      ))}
      <Choose {...props} />
      {props.waiting.length > 0 ? <Waiting {...props} /> : null}
      <List {...props} />
      {keeper ? (
        <form action={`/keep/${place.code}/staff/invite`} method="post">
          <Button>{t('people.invite')}</Button>
        </form>
      ) : null}
      <form action={`/keep/${place.code}/staff/sign`} method="post">
        <Button class="second">{t('people.sign_here')}</Button>
      </form>
      <p class="roles">
        <a href={`/keep/${place.code}/watches`}>{t('watch.title')}</a>
        {keeper ? (
          <>
            <a href={`/keep/${place.code}/staff/import`}>{t('crew.title')}</a>
            <a href={`/keep/${place.code}/staff/invitations`}>{t('people.invitations')}</a>
            <a href={`/keep/${place.code}/pledge`}>{t('people.place_pledge')}</a>
          </>
        ) : null}
      </p>
      <StaffNav ui={ui} place={place} keeper={keeper} current="people" />
    </Page>
  )
}

/** Each count opens its list; a name is looked for inside it. */
function Choose({ ui, place, counts, show, q }: StaffProps) {
  const { t } = ui
  const path = `/keep/${place.code}/staff`
  const search = counts.listed + counts.waiting >= SEARCHED_FROM || q !== ''
  return (
    <>
      <p class="chips">
        {STAFF_SHOWS.map((each) => (
          <a
            key={each}
            href={each === 'listed' ? path : `${path}?show=${each}`}
            aria-current={each === show ? 'page' : undefined}
          >
            {t(`people.show_${each}`, { n: counts[each] })}
          </a>
        ))}
      </p>
      {search ? (
        <FindWorker ui={ui} path={path} q={q} also={show === 'listed' ? {} : { show }} />
      ) : null}
    </>
  )
}

function Waiting(props: StaffProps) {
  const { ui, place, counts, waiting } = props
  return (
    <section class="card">
      <h2>{ui.t('people.waiting', { n: counts.waiting })}</h2>
      <p class="note">{ui.t('people.waiting_note')}</p>
      <Lines {...props} workers={waiting} />
      {counts.waiting > waiting.length ? (
        <p class="pager">
          <a class="tap" href={`/keep/${place.code}/staff?show=waiting`}>
            {ui.t('people.all_waiting')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function List(props: StaffProps) {
  const { ui, place, counts, show, q, workers, more, further } = props
  const { t } = ui
  const last = workers.at(-1)
  const link = (after: string | null) => {
    const params = new URLSearchParams({
      ...(show === 'listed' ? {} : { show }),
      ...(q ? { q } : {}),
      ...(after ? { after } : {}),
    })
    return `/keep/${place.code}/staff?${params}`
  }
  return (
    <section class="card">
      <h2>{t(`people.head_${show}`, { n: counts[show] })}</h2>
      {workers.length === 0 ? (
        <div class="empty">
          <h3>{t(q ? 'people.none_found' : `people.none_${show}`)}</h3>
          <p>{q || show !== 'listed' ? t('people.none_here') : t('people.none_text')}</p>
        </div>
      ) : null}
      <Lines {...props} />
      {further || more ? (
        <p class="pager">
          {further ? <a href={link(null)}>{t('nav.first')}</a> : null}
          {more && last ? (
            <a class="tap" href={link(`${last.since}-${last.workerId}`)}>
              {t('nav.more')}
            </a>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

const Lines = (props: StaffProps) => (
  <ul class="team">
    {props.workers.map((worker) => (
      <li key={worker.workerId}>
        <WorkerText {...props} worker={worker} />
        {worker.confirmed ? null : (
          <div class="acts">
            <Act {...props} worker={worker} act="confirm" />
            <Act {...props} worker={worker} act="refuse" />
          </div>
        )}
      </li>
    ))}
  </ul>
)

function WorkerText({
  ui,
  place,
  worker,
  keeper,
  textVersion,
  book,
  papers,
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
      <PapersLine
        ui={ui}
        book={book}
        papers={papers.filter((each) => each.workerId === worker.workerId)}
      />
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
