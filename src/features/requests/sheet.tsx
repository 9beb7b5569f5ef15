// 企业诉求单 on A4: what was asked, and every step of the answer.
import { dayText, fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Heads, Line, PaperPage, Scroll } from '../../ui/paper'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { OpenHelp } from './opened'
import { areaName, categoryName, Lines, momentText, numberText, unitName } from './texts'

interface Props {
  ui: Ui
  book: Rulebook
  request: OpenHelp
  back: string
}

const COLUMNS = ['at', 'step', 'who', 'text'] as const

export function HelpSheetPage({ ui, book, request, back }: Props) {
  const { t, lang } = ui
  const number = numberText(ui, book, request)
  const title = book.forms.find(({ id }) => id === 'help')?.title[lang] ?? t('help.form')
  const rows = [
    [
      t('help.row_place'),
      t('help.place_kind', { place: request.place, kind: t(`kind.${request.placeKind}`) }),
    ],
    [t('help.row_where'), `${areaName(ui, request)} ${request.address}`],
    [t('help.row_category'), categoryName(ui, book, request.category)],
    [t('help.row_text'), <Lines key="text" text={request.text} />],
    [t('help.row_quantity'), request.quantity || '—'],
    [t('help.row_needed'), request.neededOn === null ? '—' : dayText(lang, request.neededOn)],
    [t('help.row_asked'), momentText(ui, request.at)],
    [t('help.unit'), unitName(ui, book, request.unit)],
    [t('help.row_due'), momentText(ui, request.answerBy)],
    [t('help.row_state'), t(`help.state.${request.state}`)],
  ] as const
  return (
    <PaperPage ui={ui} title={`${title} ${number}`} back={back} wide>
      <article class="reg">
        <h1>{title}</h1>
        <p class="meta">
          <span>{book.town.headquarters[lang]}</span>
          <span>{number}</span>
        </p>
        <Scroll label={title}>
          <table>
            <tbody>
              {rows.map(([name, value]) => (
                <Line key={name} name={name}>
                  {value}
                </Line>
              ))}
            </tbody>
          </table>
        </Scroll>
        <h2>{t('help.steps')}</h2>
        <Scroll label={t('help.steps')}>
          <table>
            <Heads heads={COLUMNS.map((each) => [t(`help.col_${each}`)])} />
            <tbody>
              {request.entries.map((entry) => (
                <tr key={entry.id}>
                  <td>{momentText(ui, entry.at)}</td>
                  <td>{t(`help.step.${entry.kind}`)}</td>
                  <td>{entry.who}</td>
                  <td class="l">
                    {entry.kind === 'hand' ? `→ ${unitName(ui, book, entry.unit)} ` : null}
                    <Lines text={entry.text} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p class="sign">{t('help.sign')}</p>
        <p class="sign">{fullDate(lang, dayOf(ui.now))}</p>
      </article>
    </PaperPage>
  )
}
