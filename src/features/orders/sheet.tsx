// 整改通知单 on A4, a copy for the place and one for the town; filled in, or empty for the pen.
import { fullDate, timeOf } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Heads, Line, OfficialForm, PaperPage, PenLine, Scroll, Seal, tick } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { OpenItem, OpenOrder } from './opened'
import { momentText, numberText, titleText } from './parts'
import { yearOf } from './rules'

export const COPIES = ['place', 'town'] as const
type Copy = (typeof COPIES)[number]

interface SheetProps {
  ui: Ui
  book: Rulebook
  /** Null: for the pen. */
  order: OpenOrder | null
  copies: readonly Copy[]
  /** The code that leads the keeper to the answer, as a picture. */
  qr: string | null
  back: string
}

const LINE = '______________'
export function OrderSheetPage(props: SheetProps) {
  const { ui, book, order } = props
  const number = order ? ` ${numberText(ui, book, order.row)}` : ''
  return (
    <PaperPage ui={ui} title={`${titleText(ui, book)}${number}`} back={props.back} wide office>
      {props.copies.map((copy) => (
        <Sheet key={copy} {...props} copy={copy} />
      ))}
    </PaperPage>
  )
}

function Sheet(props: SheetProps & { copy: Copy }) {
  const { ui, book, order, copy, qr } = props
  const { t, lang } = ui
  const headquarters = book.town.headquarters[lang]
  const number = order
    ? numberText(ui, book, order.row)
    : t('order.number', {
        prefix: book.orders.prefix[lang],
        year: yearOf(ui.now),
        seq: '　　',
      })
  return (
    <OfficialForm
      {...{ ui, headquarters, number }}
      title={titleText(ui, book)}
      beside={t(`order.copy.${copy}`)}
    >
      <p>
        {t('order.sheet_to', { place: order?.row.name ?? `${LINE}${LINE}` })}{' '}
        {order ? <small>{`${order.row.code} · ${order.row.address}`}</small> : null}
      </p>
      <Opening {...props} />
      <Found ui={ui} book={book} items={order?.items ?? []} />
      <p>
        {t('order.sheet_text')}
        {order?.entries[0]?.text || `${LINE}${LINE}${LINE}`}
      </p>
      <div class="split whole">
        {qr ? (
          <p>
            <img src={qr} alt={t('order.qr_alt', { number })} width="110" height="110" />
            <small>{t('order.qr_note')}</small>
          </p>
        ) : (
          <p />
        )}
        <Seal
          {...{ ui, headquarters }}
          date={order ? fullDate(lang, dayOf(order.row.at)) : t('notice.blank_date')}
        />
      </div>
      <Signatures ui={ui} order={order} />
    </OfficialForm>
  )
}

function Opening({ ui, order }: SheetProps) {
  const { t, lang } = ui
  const dateTime = (at: number): string => `${fullDate(lang, dayOf(at))} ${timeOf(at)}`
  const first = order?.entries[0]
  return (
    <p class="in">
      {t('order.sheet_opening', { date: order ? dateTime(order.row.at) : LINE })}
      <b>
        {t('order.sheet_before', {
          time: order ? dateTime(first?.dueAt ?? order.row.dueAt) : LINE,
        })}
      </b>
      {t('order.sheet_end')}
    </p>
  )
}

const PEN_ROWS = 5
const COLUMNS = ['no', 'item', 'note', 'source'] as const

/** An empty line at the end, as on other forms; for the pen, only such. */
function Found({ ui, book, items }: Pick<SheetProps, 'ui' | 'book'> & { items: OpenItem[] }) {
  const { t, lang } = ui
  const empty = items.length === 0 ? PEN_ROWS : 1
  return (
    <Scroll label={t('order.found')}>
      <table>
        <Heads
          heads={COLUMNS.map((each) => [t(`order.col_${each}`), each === 'no' ? each : undefined])}
        />
        <tbody>
          {items.map((item, i) => (
            <tr key={item.id}>
              <td>{i + 1}</td>
              <td class="l">{item.text[lang]}</td>
              <td class="l">{item.note}</td>
              <td>{lang === 'en' ? (book.english[item.source] ?? item.source) : item.source}</td>
            </tr>
          ))}
          {Array.from({ length: empty }, (_, i) => (
            <PenLine key={`pen${i}`} columns={COLUMNS.length} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Who signs, and what came of it: filled in as far as it is known, the rest by hand. */
function Signatures({ ui, order }: { ui: Ui; order: OpenOrder | null }) {
  const { t } = ui
  const entries = order?.entries ?? []
  const answers = entries.filter(({ kind }) => kind === 'answer')
  const last = entries.findLast(({ kind }) => kind !== 'answer' && kind !== 'issued')
  const results = ['closed', 'unmet', 'suspended'] as const
  const due = last?.kind === 'unmet' && last.dueAt !== null ? momentText(ui, last.dueAt) : LINE
  return (
    <div class="whole">
      <h2>{t('order.receipt')}</h2>
      <Scroll label={t('order.receipt')}>
        <table>
          <tbody>
            <Line name={t('order.row_officers')}>{t('order.two_signatures')}</Line>
            <tr>
              <th scope="row">{t('order.row_keeper')}</th>
              <td>{t('notice.blank_date')}</td>
            </tr>
            <Line name={t('order.row_answer')} said>
              {answers.map((each) => (
                <div key={each.id}>
                  {each.text}（{each.by} {momentText(ui, each.at)}）
                </div>
              ))}
            </Line>
            <Line name={t('order.row_recheck')}>
              {results
                .map((kind) => `${tick(last?.kind === kind)} ${t(`order.result.${kind}`, { due })}`)
                .join('　')}
            </Line>
            <Line name={t('order.row_rechecker')}>
              {last ? `${last.by}　${momentText(ui, last.at)}` : t('notice.blank_date')}
            </Line>
          </tbody>
        </table>
      </Scroll>
      <p class="small">{t('order.copies_note')}</p>
    </div>
  )
}
