// What is needed, and what has become of it: the same for the place and for the office.
import { dayText } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import { Thumbnail } from '../files'
import type { Rulebook } from '../rulebook'
import type { OpenHelp } from './opened'
import { Lines, momentText, unitName } from './texts'

interface Props {
  ui: Ui
  book: Rulebook
  request: OpenHelp
}

/** 数量 2000 只 · 3 月 14 日前要 */
export const needText = ({ t, lang }: Ui, { quantity, neededOn }: OpenHelp): string =>
  [
    quantity ? t('help.quantity_is', { text: quantity }) : '',
    neededOn === null ? '' : t('help.needed_by', { date: dayText(lang, neededOn) }),
  ]
    .filter(Boolean)
    .join(' · ')

export function Need({ ui, request }: Omit<Props, 'book'>) {
  const more = needText(ui, request)
  return (
    <>
      <p>
        <Lines text={request.text} />
      </p>
      {more ? <p class="note">{more}</p> : null}
    </>
  )
}

export function Steps({ ui, book, request }: Props) {
  const { t } = ui
  return (
    <ol class="lines">
      {request.entries.map((entry) => (
        <li key={entry.id}>
          <b>{t(`help.step.${entry.kind}`)}</b> · {entry.who}
          {entry.kind === 'hand' || entry.kind === 'asked'
            ? ` → ${unitName(ui, book, entry.unit)}`
            : ''}
          <small class="src">{momentText(ui, entry.at)}</small>
          {entry.text ? (
            <p>
              <Lines text={entry.text} />
            </p>
          ) : null}
          {entry.file ? <Thumbnail ui={ui} file={entry.file} alt={t('help.file_alt')} /> : null}
        </li>
      ))}
    </ol>
  )
}
