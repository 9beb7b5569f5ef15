// 交办通知单 on A4, with the part the village gives back below the dashed line.
import { dayText, fullDate } from '../../i18n/format'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { Heads, Line, OfficialForm, PaperPage, PenLine, Scroll, Seal, tick } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { OpenNotice } from './notice'
import { committeeOf, numberPath } from './rules'
import type { NoticePerson } from './store'
import { areaName, momentText, numberText } from './texts'
import { NOTICE_RESULTS } from './values'

interface Props {
  ui: Ui
  book: Rulebook
  notice: OpenNotice
  /** The code that leads to the page for signing, as a picture. */
  qr: string
}

export function NoticeSheetPage(props: Props) {
  const { ui, book, notice, qr } = props
  const { t, lang } = ui
  const number = numberText(ui, book, notice)
  const title = book.forms.find(({ id }) => id === 'notice')?.title[lang] ?? t('notice.form')
  const headquarters = book.town.headquarters[lang]
  return (
    <PaperPage
      ui={ui}
      title={`${title} ${number}`}
      back={`/office/notices/${numberPath(notice)}`}
      wide
      office
    >
      <OfficialForm
        {...{ ui, headquarters, title, number }}
        beside={t('notice.signed_by', { name: notice.issuer })}
      >
        <p>
          {lang === 'zh'
            ? `${committeeOf(notice.area)}：`
            : t('notice.to', { village: areaName(ui, notice) })}
        </p>
        <Opening {...props} />
        <People ui={ui} people={notice.people} />
        <Tasks {...props} />
        <div class="split whole">
          <p>
            <img src={qr} alt={t('notice.qr_alt', { number })} width="110" height="110" />
            <small>{t('notice.qr_note')}</small>
          </p>
          <Seal {...{ ui, headquarters }} date={fullDate(lang, dayOf(notice.issuedAt))} />
        </div>
        <div class="whole">
          <h2>{t('notice.receipt')}</h2>
          <p>{t('notice.receipt_to', { hq: headquarters })}</p>
          <p class="in">{t('notice.receipt_text', { number })}</p>
          <Receipt ui={ui} notice={notice} />
          <p class="split small">
            <span>{t('notice.personal')}</span>
            <span>{t('notice.check', { code: notice.check })}</span>
          </p>
        </div>
      </OfficialForm>
    </PaperPage>
  )
}

function Opening({ ui, book, notice }: Pick<Props, 'ui' | 'book' | 'notice'>) {
  const { t, lang } = ui
  const why = book.notices.whys.find(({ id }) => id === notice.why)?.text[lang] ?? notice.why
  const due = {
    date: fullDate(lang, dayOf(notice.dueAt)),
    hour: Math.floor(minuteOfDay(notice.dueAt) / 60),
  }
  return (
    <p class="in">
      {t('notice.opening', { why })}
      <b>{t('notice.before', due)}</b>
      {t('notice.opening_end')}
    </p>
  )
}

const COLUMNS = ['no', 'name', 'works', 'lives', 'from', 'phone'] as const

/** An empty line at the end, as on the form. */
function People({ ui, people }: { ui: Ui; people: NoticePerson[] }) {
  const { t, lang } = ui
  return (
    <Scroll label={t('notice.whom')}>
      <table>
        <Heads heads={COLUMNS.map((each) => [t(`notice.col_${each}`), each])} />
        <tbody>
          {people.map((person, i) => (
            <tr key={person.id}>
              <td>{i + 1}</td>
              <td>{person.name}</td>
              <td>
                {person.place ?? '—'}
                <br />
                {person.placeAddress}
              </td>
              <td>{person.address}</td>
              <td>
                {person.origin}
                <br />
                {dayText(lang, person.arrivedOn)}
              </td>
              <td>{person.phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')}</td>
            </tr>
          ))}
          <PenLine columns={COLUMNS.length} />
        </tbody>
      </table>
    </Scroll>
  )
}

function Tasks({ ui, book, notice }: Pick<Props, 'ui' | 'book' | 'notice'>) {
  const { t, lang } = ui
  const { tasks } = book.notices
  return (
    <div class="whole">
      <p>{t('notice.tasks_head')}</p>
      <ul>
        {tasks.map(({ id, text }, i) => (
          <li key={id}>
            {tick(notice.tasks.includes(id))} {i + 1}. {text[lang]}
          </li>
        ))}
        <li>
          {tick(Boolean(notice.other))} {tasks.length + 1}.{' '}
          {t('notice.other_task', { text: notice.other || '______________________' })}
        </li>
      </ul>
    </div>
  )
}

/** Filled in as far as the notice is; the rest by hand. */
function Receipt({ ui, notice }: Pick<Props, 'ui' | 'notice'>) {
  const { t } = ui
  const reported = notice.state === 'reported' || notice.state === 'closed'
  const blank = t('notice.blank_date')
  return (
    <Scroll label={t('notice.receipt')}>
      <table>
        <tbody>
          <Line name={t('notice.row_received')}>
            {notice.receivedAt === null
              ? null
              : t('notice.received_by', {
                  name: notice.receiver ?? '—',
                  village: areaName(ui, notice),
                  at: momentText(ui, notice.receivedAt),
                })}
          </Line>
          <Line name={t('notice.row_result')} said>
            {NOTICE_RESULTS.map(
              (each) => `${tick(reported && notice.result === each)} ${t(`notice.result.${each}`)}`,
            ).join('　　')}
            <br />
            {t('notice.row_text')}
            {reported ? notice.resultText : null}
          </Line>
          <Line name={t('notice.row_reporter')}>
            {reported && notice.reportedAt !== null
              ? `${notice.reporter ?? '—'}　${momentText(ui, notice.reportedAt)}`
              : blank}
          </Line>
          <Line name={t('notice.row_closed')}>
            {[
              `${tick(notice.state === 'closed')} ${t('notice.agree')}`,
              `${tick(false)} ${t('notice.redo')}`,
              t('notice.handled_by') +
                (notice.closedAt === null
                  ? blank
                  : `${notice.closer ?? '—'}　${momentText(ui, notice.closedAt)}`),
            ].join('　　')}
          </Line>
        </tbody>
      </table>
    </Scroll>
  )
}
