// A text made to be pasted elsewhere: it can be marked and copied as it stands, and by one tap with script.
import type { Ui } from './ui'

interface CopyProps {
  ui: Ui
  /** Apart from other texts of the page. */
  id: string
  label: string
  text: string
  /** The page is about this text: its button is the large one. */
  main?: boolean
}

const LINE = 22
const MOST_LINES = 8

export function CopyText({ ui, id, label, text, main = false }: CopyProps) {
  const { t } = ui
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / LINE), 1)
  return (
    <div
      class="f screen"
      data-island="copy"
      data-done={t('copy.done')}
      data-failed={t('copy.failed')}
    >
      <label for={`copy-${id}`}>{label}</label>
      <textarea id={`copy-${id}`} rows={Math.min(lines, MOST_LINES)} readOnly>
        {text}
      </textarea>
      <button type="button" class={main ? 'go' : 'second'} data-copy hidden>
        {t('copy.do')}
      </button>
      <p class="note" role="status" data-said>
        {t('copy.by_hand')}
      </p>
    </div>
  )
}
