// 交办通知单 on A4, with the part the village gives back below the dashed line.
import { dayText, fullDate } from '../../i18n/format'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { Page } from '../../ui/page'
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

const box = (ticked: boolean): string => (ticked ? '☑' : '☐')

export function NoticeSheetPage(props: Props) {
  const { ui, book, notice, qr } = props
  const { t, lang } = ui
  const number = numberText(ui, book, notice)
  const title = book.forms.find(({ id }) => id === 'notice')?.title[lang] ?? t('notice.form')
  const headquarters = book.town.headquarters[lang]
  return (
    <Page ui={ui} title={`${title} ${number}`} wide office>
      <div class="screen">
        <p class="note">{t('papers.print')}</p>
        <p class="roles">
          <a href={`/office/notices/${numberPath(notice)}`}>{t('nav.back')}</a>
        </p>
      </div>
      <article class="reg jb">
        <p class="hq">{headquarters}</p>
        <h1>{lang === 'zh' ? [...title].join(' ') : title}</h1>
        <p class="split">
          <span>{number}</span>
          <span>{t('notice.signed_by', { name: notice.issuer })}</span>
        </p>
        <hr />
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
          <p class="seal">
            {t('notice.seal', { hq: headquarters })}
            <br />
            {fullDate(lang, dayOf(notice.issuedAt))}
          </p>
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
      </article>
    </Page>
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

/** An empty line at the end, as on the form. */
function People({ ui, people }: { ui: Ui; people: NoticePerson[] }) {
  const { t, lang } = ui
  const heads = ['no', 'name', 'works', 'lives', 'from', 'phone'] as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <section class="scroll" aria-label={t('notice.whom')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((each) => (
              <th key={each} scope="col" class={each}>
                {t(`notice.col_${each}`)}
              </th>
            ))}
          </tr>
        </thead>
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
          <tr>
            {heads.map((each) => (
              <td key={each} />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
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
            {box(notice.tasks.includes(id))} {i + 1}. {text[lang]}
          </li>
        ))}
        <li>
          {box(Boolean(notice.other))} {tasks.length + 1}.{' '}
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <section class="scroll" aria-label={t('notice.receipt')} tabIndex={0}>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('notice.row_received')}</th>
            <td class="l">
              {notice.receivedAt === null
                ? null
                : t('notice.received_by', {
                    name: notice.receiver ?? '—',
                    village: areaName(ui, notice),
                    at: momentText(ui, notice.receivedAt),
                  })}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('notice.row_result')}</th>
            <td class="l said">
              {NOTICE_RESULTS.map(
                (each) =>
                  `${box(reported && notice.result === each)} ${t(`notice.result.${each}`)}`,
              ).join('　　')}
              <br />
              {t('notice.row_text')}
              {reported ? notice.resultText : null}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('notice.row_reporter')}</th>
            <td class="l">
              {reported && notice.reportedAt !== null
                ? `${notice.reporter ?? '—'}　${momentText(ui, notice.reportedAt)}`
                : blank}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('notice.row_closed')}</th>
            <td class="l">
              {[
                `${box(notice.state === 'closed')} ${t('notice.agree')}`,
                `${box(false)} ${t('notice.redo')}`,
                t('notice.handled_by') +
                  (notice.closedAt === null
                    ? blank
                    : `${notice.closer ?? '—'}　${momentText(ui, notice.closedAt)}`),
              ].join('　　')}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
