// Small pieces several pages of orders show.
import { dayText, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { spanText } from '../../ui/span'
import type { Ui } from '../../ui/ui'
import { Thumbnail } from '../files'
import type { Rulebook } from '../rulebook'
import type { OpenEntry, OpenItem } from './opened'
import { isLate } from './rules'
import type { Order } from './tables'

/** 峡防整〔2020〕12 号 */
export const numberText = (
  ui: Ui,
  book: Pick<Rulebook, 'orders'>,
  { year, seq }: Pick<Order, 'year' | 'seq'>,
): string => ui.t('order.number', { prefix: book.orders.prefix[ui.lang], year, seq })

/** 整改通知单, or what the rulebook calls it. */
export const titleText = ({ t, lang }: Ui, book: Pick<Rulebook, 'forms'>): string =>
  book.forms.find(({ id }) => id === 'order')?.title[lang] ?? t('order.form')

/** 3 月 12 日 17:00 */
export const momentText = ({ lang }: Ui, at: number): string =>
  `${dayText(lang, dayOf(at))} ${timeOf(at)}`

export const areaName = (
  { lang }: Ui,
  { area, areaEn }: { area: string; areaEn: string },
): string => (lang === 'zh' ? area : areaEn)

/** How it stands, and by when while it does. */
export function Standing({
  ui,
  order,
}: {
  ui: Ui
  order: Pick<Order, 'state' | 'dueAt' | 'failed'>
}) {
  const { t, now } = ui
  const due = t('order.due', { time: momentText(ui, order.dueAt) })
  const again = order.failed > 0 ? ` · ${t('order.failed_n', { n: order.failed })}` : ''
  if (isLate(order, now))
    return (
      <small class="no">
        {t('order.late', { span: spanText(ui, now - order.dueAt) })} · {due}
        {again}
      </small>
    )
  return (
    <small class={order.state === 'closed' ? 'yes' : 'old'}>
      {t(`order.state.${order.state}`)}
      {order.state === 'open' || order.state === 'answered' ? ` · ${due}` : ''}
      {again}
    </small>
  )
}

/** Only photos are taken here, never PDFs. */
const Photo = ({ ui, id, alt }: { ui: Ui; id: number | null; alt: string }) =>
  id === null ? null : <Thumbnail ui={ui} file={{ id, kind: 'jpeg', bytes: 0 }} alt={alt} />

export const Items = ({ ui, items }: { ui: Ui; items: OpenItem[] }) => (
  <ul class="team">
    {items.map((item) => (
      <li key={item.id}>
        <div>
          <b>{item.text[ui.lang]}</b>
          {item.note ? <small>{item.note}</small> : null}
        </div>
        <Photo ui={ui} id={item.fileId} alt={item.text[ui.lang]} />
      </li>
    ))}
  </ul>
)

/** What was ordered, answered and seen, in its order. */
export const Entries = ({ ui, entries }: { ui: Ui; entries: OpenEntry[] }) => (
  <ul class="team">
    {entries.map((entry) => {
      const step = ui.t(entry.how ? `order.step.${entry.how}` : `order.step.${entry.kind}`)
      return (
        <li key={entry.id}>
          <div>
            <b>{step}</b>
            <small>
              {entry.by} {momentText(ui, entry.at)}
              {entry.dueAt === null
                ? ''
                : ` · ${ui.t('order.due', { time: momentText(ui, entry.dueAt) })}`}
            </small>
            {entry.text ? <p>{entry.text}</p> : null}
          </div>
          <Photo ui={ui} id={entry.fileId} alt={step} />
        </li>
      )
    })}
  </ul>
)
