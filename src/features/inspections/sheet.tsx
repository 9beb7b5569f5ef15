// 验收表 on A4: filled from the records, or empty for the pen.
import { fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Heads, PaperPage, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import { areaName, departmentName, tradeName } from './parts'
import type { InspectionRecord, Line } from './record'

interface SheetProps {
  ui: Ui
  record: InspectionRecord
  /** For the pen. */
  blank: boolean
  back: string
}

export function SheetPage({ ui, record, blank, back }: SheetProps) {
  const { t, lang } = ui
  const { row, book } = record
  const form = book.forms.find((each) => each.id === 'acceptance')
  const title = form?.title[lang] ?? t('inspect.sheet_title')
  const day = row.finishedAt === null ? row.onDay : dayOf(row.finishedAt)
  return (
    <PaperPage ui={ui} title={`${row.name} · ${title}`} back={back}>
      <section class="reg">
        <h1>{title}</h1>
        <p class="meta">
          <span>{book.town.headquarters[lang]}</span>
          <span>
            {blank || row.acceptanceNumber === null
              ? t('inspect.sheet_number_blank')
              : t('inspect.sheet_number', { n: row.acceptanceNumber })}
          </span>
        </p>
        <p class="meta">
          <span>
            {t('inspect.sheet_place')}：<b>{row.name}</b> {row.code}
          </span>
          <span>
            {tradeName(ui, book, row.trade)} · {areaName(ui, row)} {row.address}
          </span>
        </p>
        <p class="meta">
          <span>
            {blank
              ? t('inspect.sheet_day_blank')
              : t('inspect.sheet_day', { date: fullDate(lang, day) })}
          </span>
          {row.number ? <span>{t('inspect.sheet_application', { no: row.number })}</span> : null}
          {row.round > 1 ? <span>{t('inspect.round', { n: row.round })}</span> : null}
        </p>
        <Scroll label={title}>
          <Items ui={ui} record={record} blank={blank} />
          <h2>{t('inspect.sheet_opinion')}</h2>
          <Departments ui={ui} record={record} blank={blank} />
        </Scroll>
        <p class="whole">
          <b>{t('inspect.sheet_outcome')}：</b>
          {!blank && (row.state === 'passed' || row.state === 'failed')
            ? t(`inspect.state.${row.state}`)
            : t('inspect.sheet_outcome_blank')}
        </p>
        <p class="sign">{t('inspect.sheet_keeper')}　　　　　　　　</p>
      </section>
    </PaperPage>
  )
}

function Items({ ui, record, blank }: Omit<SheetProps, 'back'>) {
  const { t, lang } = ui
  const heads = ['n', 'aspect', 'item', 'department', 'result', 'note'] as const
  const resultOf = (line: Line) => {
    if (blank || line.result === null) return ''
    return t(`inspect.result.${line.result}`)
  }
  return (
    <table>
      <Heads heads={heads.map((head) => [t(`inspect.sheet_${head}`)])} />
      <tbody>
        {record.lines.map((line, i) => (
          <tr key={line.item.id}>
            <td>{i + 1}</td>
            <td>{line.item.aspect[lang]}</td>
            <td class="l">{line.item.text[lang]}</td>
            <td>{departmentName(ui, record.book, line.signer)}</td>
            <td>{resultOf(line)}</td>
            <td class="l">{blank ? '' : line.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** For each department who was there, what it says, and room to sign. */
function Departments({ ui, record, blank }: Omit<SheetProps, 'back'>) {
  const { t } = ui
  const heads = ['department_here', 'team', 'opinion', 'sign'] as const
  return (
    <table class="blank">
      <Heads heads={heads.map((head) => [t(`inspect.sheet_${head}`)])} />
      <tbody>
        {record.sent.map((department) => {
          const there = record.members.filter(
            (each) => each.department === department && (blank || each.presentAt !== null),
          )
          const said = record.opinions.find((each) => each.department === department)
          return (
            <tr key={department}>
              <td>{departmentName(ui, record.book, department)}</td>
              <td>{there.map((each) => each.name).join('、') || t('inspect.not_come')}</td>
              <td>
                {blank || !said
                  ? `□ ${t('inspect.opinion.agree')} □ ${t('inspect.opinion.disagree')}`
                  : t(`inspect.opinion.${said.opinion}`)}
                {!blank && said?.text ? `（${said.text}）` : ''}
              </td>
              <td />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
