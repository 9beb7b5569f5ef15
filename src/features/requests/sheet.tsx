// 企业诉求单 on A4: what was asked, and every step of the answer.
import { dayText, fullDate } from '../../i18n/format'
import { dayOf } from '../../shared/clock'
import { Page } from '../../ui/page'
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
    <Page ui={ui} title={`${title} ${number}`} wide>
      <div class="screen">
        <p class="note">{t('papers.print')}</p>
        <p class="roles">
          <a href={back}>{t('nav.back')}</a>
        </p>
      </div>
      <article class="reg">
        <h1>{title}</h1>
        <p class="meta">
          <span>{book.town.headquarters[lang]}</span>
          <span>{number}</span>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
        <section class="scroll" aria-label={title} tabIndex={0}>
          <table>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td class="l">{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <h2>{t('help.steps')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
        <section class="scroll" aria-label={t('help.steps')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('help.col_at')}</th>
                <th scope="col">{t('help.col_step')}</th>
                <th scope="col">{t('help.col_who')}</th>
                <th scope="col">{t('help.col_text')}</th>
              </tr>
            </thead>
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
        </section>
        <p class="sign">{t('help.sign')}</p>
        <p class="sign">{fullDate(lang, dayOf(ui.now))}</p>
      </article>
    </Page>
  )
}
