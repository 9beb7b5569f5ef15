// 巡查记录表 on A4: filled from a round, or empty for the pen.
import { fullDate, timeOf } from '../../i18n/format'
import { Heads, PaperPage, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import { spotText } from './one-page'
import { areaName, tradeName } from './parts'
import type { RoundRecord } from './record'
import { roundItems } from './rules-round'

interface SheetProps {
  ui: Ui
  record: RoundRecord
  /** For the pen. */
  blank: boolean
  back: string
}

export function RoundSheet({ ui, record, blank, back }: SheetProps) {
  const { t, lang } = ui
  const { row, book } = record
  const title = book.forms.find((each) => each.id === 'patrol')?.title[lang] ?? t('patrol.sheet')
  return (
    <PaperPage
      ui={ui}
      title={`${row.name} · ${title}`}
      back={back}
      ways={[
        [
          `${back}/form${blank ? '' : '?blank=1'}`,
          t(blank ? 'patrol.sheet_filled' : 'patrol.sheet_blank'),
        ],
      ]}
    >
      <section class="reg">
        <h1>{title}</h1>
        <p class="meta">
          <span>{book.town.headquarters[lang]}</span>
          <span>
            {blank ? t('patrol.sheet_when_blank') : `${fullDate(lang, row.day)} ${timeOf(row.at)}`}
          </span>
        </p>
        <p class="meta">
          <span>
            {t('patrol.sheet_place')}：<b>{row.name}</b> {row.code}
          </span>
          <span>
            {tradeName(ui, book, row.trade)} · {areaName(ui, row)} {row.address}
          </span>
        </p>
        <Scroll label={title}>
          <Items ui={ui} record={record} blank={blank} />
        </Scroll>
        <p class="whole">
          <b>{t('patrol.sheet_spots')}：</b>
          {blank
            ? ''
            : record.spots
                .filter(({ name }) => name)
                .map((spot) => `${spot.name} ${spotText(ui, spot)}`)
                .join('；')}
        </p>
        <p class="whole">
          <b>{t('patrol.sheet_note')}：</b>
          {blank ? '' : record.note}
        </p>
        <p class="sign">
          {t('patrol.sheet_by')}：{blank ? '' : record.by}　　　　　{t('patrol.sheet_keeper')}：
          　　　　　　　
        </p>
      </section>
    </PaperPage>
  )
}

function Items({ ui, record, blank }: Omit<SheetProps, 'back'>) {
  const { t, lang } = ui
  const { row, book, findings } = record
  const listed = roundItems(book, row, row.target)
  const others = findings
    .map(({ item }) => item)
    .filter(({ id }) => !listed.some((each) => each.id === id))
  const heads = ['n', 'item', 'result', 'note'] as const
  return (
    <table>
      <Heads heads={heads.map((head) => [t(`patrol.sheet_${head}`)])} />
      <tbody>
        {[...listed, ...(blank ? [] : others)].map((item, i) => {
          const found = findings.find((each) => each.item.id === item.id)
          const result = found ? (found.fixed ? 'fixed' : 'fail') : 'pass'
          return (
            <tr key={item.id}>
              <td>{i + 1}</td>
              <td class="l">{item.text[lang]}</td>
              <td>{blank ? '' : t(`round.result.${result}`)}</td>
              <td class="l">{blank ? '' : (found?.note ?? '')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
