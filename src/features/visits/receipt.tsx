// Around the receipt: what is kept, erasing it, the phone's own log, a form that came twice.
import { islands } from '../../generated/assets'
import { dayText, dayWithWeekday, timeOf } from '../../i18n/format'
import { maskName, maskPhone } from '../../shared/text'
import { Button, Hidden } from '../../ui/field'
import { MessagePage } from '../../ui/message'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import { type Place, spokenAt } from '../places'
import type { Rulebook } from '../rulebook'
import type { Me } from './me'
import type { ShownVisit } from './result'
import { mayErase } from './rules'
import type { LoggedVisit } from './store'
import { hintText } from './texts'

interface ReceiptProps {
  ui: Ui
  place: Pick<Place, 'kind'>
  visit: ShownVisit
  path: string
}

export function KeptPage({ ui, place, visit, path, book }: ReceiptProps & { book: Rulebook }) {
  const { t } = spokenAt(ui, place)
  const hint = hintText(t, visit)
  const until = dayText(ui.lang, visit.day + book.visits.retentionDays)
  return (
    <Page ui={ui} title={t('receipt.kept')} light>
      <h1>{t('receipt.kept')}</h1>
      <ul class="card">
        {visit.erasedAt === null ? (
          <li>· {t('receipt.contact')}</li>
        ) : (
          <li>{t('receipt.erased', { time: timeOf(visit.erasedAt) })}</li>
        )}
        <li>· {hint ? t('receipt.clear', { hint }) : t('receipt.clear_anonymous')}</li>
        <li>· {t('receipt.until', { date: until })}</li>
      </ul>
      <nav class="roles">
        <a href={path}>{t('nav.back')}</a>
        {visit.erasedAt === null ? <a href={`${path}/erase`}>{t('result.erase')}</a> : null}
        <a href="/rules/visits">{t('visit.privacy_link')}</a>
      </nav>
    </Page>
  )
}

export function ErasePage({ ui, place, visit, path }: ReceiptProps) {
  const { t } = spokenAt(ui, place)
  if (!mayErase(visit)) {
    return (
      <MessagePage ui={ui} title={t('erase.title')} text={t('erase.open')}>
        <a class="go" href={path}>
          {t('nav.back')}
        </a>
      </MessagePage>
    )
  }
  return (
    <Page ui={ui} title={t('erase.title')} light>
      <h1>{t('erase.title')}</h1>
      <form class="card" method="post" action={`${path}/erase`}>
        <p>{t('erase.text', { hint: hintText(t, visit) })}</p>
        <Button>{t('erase.now')}</Button>
      </form>
      <nav class="roles">
        <a href={path}>{t('erase.keep')}</a>
      </nav>
    </Page>
  )
}

interface LogProps {
  ui: Ui
  me: Me | null
  visits: (LoggedVisit & { path: string })[]
  notice: 'erase.done' | 'log.forgotten' | null
}

export function LogPage({ ui, me, visits, notice }: LogProps) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('log.title')}>
      <h1>{t('log.title')}</h1>
      <p class="note">{t('log.lead')}</p>
      {notice ? (
        <p class="done" role="status">
          {t(notice)}
        </p>
      ) : null}
      {visits.length === 0 ? (
        <section class="card empty">
          <h2>{t('log.none')}</h2>
          <p>{t('log.none_text')}</p>
        </section>
      ) : null}
      <ul class="places">
        {visits.map((visit) => (
          <li key={visit.path}>
            <a class="row" href={visit.path}>
              <b>{visit.name}</b>
              <span>
                {dayWithWeekday(ui.lang, visit.day)} {timeOf(visit.at)} ·{' '}
                {spokenAt(ui, visit).t(`result.${visit.verdict}`)}
                {visit.erasedAt === null ? '' : ` · ${t('result.erased')}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {me?.name ? (
        <form class="card" method="post" action="/visits/forget">
          <p>{t('log.remembered', { name: maskName(me.name), phone: maskPhone(me.phone) })}</p>
          <Button class="second">{t('log.forget')}</Button>
        </form>
      ) : null}
    </Page>
  )
}

interface ReplayProps {
  ui: Ui
  at: number
  code: string
  path: string | null
  /** The form again, with a fresh key. */
  values: Record<string, string>
}

export function ReplayPage({ ui, at, code, path, values }: ReplayProps) {
  const { t } = ui
  const time = timeOf(at)
  return (
    <Page ui={ui} title={t('replay.title', { time })} light>
      <h1>{t('replay.title', { time })}</h1>
      <section class="card">
        <p>{t('replay.text', { time })}</p>
        {path ? (
          <a class="go" href={path}>
            {t('replay.view')}
          </a>
        ) : null}
        <form method="post" action={`/p/${code}/visits`}>
          <Hidden values={values} />
          <Button>{t('replay.again')}</Button>
        </form>
      </section>
    </Page>
  )
}

/** Too many at once: the same form, the same key; an island sends it again by itself. */
export function BusyPage({
  ui,
  action,
  values,
}: {
  ui: Ui
  action: string
  values: Record<string, string>
}) {
  const { t } = ui
  return (
    <Page ui={ui} title={t('err.busy_title')} light script={islands.busy}>
      <h1>{t('err.busy_title')}</h1>
      <p class="ask" role="status">
        {t('err.busy_text')}
      </p>
      <form class="card" method="post" action={action} data-island="busy">
        <Hidden values={values} />
        <p data-retrying hidden>
          {t('err.busy')}
        </p>
        <Button>{t('err.again')}</Button>
      </form>
    </Page>
  )
}
