// A paper as a picture to keep: WeChat neither prints nor downloads. Drawn by an island; without script
// the page itself is the paper, and a browser prints it.
import type { Ui } from './ui'

interface PictureProps {
  ui: Ui
  /** Of the island that draws it. */
  island: 'poster' | 'card'
  alt: string
  hint: string
  qr?: string
  /** Lines that only the picture has. */
  notes?: string[]
}

export const KeepPicture = ({ ui, island, alt, hint, qr, notes }: PictureProps) => (
  <details
    class="card screen"
    data-island={island}
    data-alt={alt}
    data-qr={qr}
    data-notes={notes?.join('\n')}
    hidden
  >
    <summary>{ui.t('picture.title')}</summary>
    <p class="note">{hint}</p>
    <div data-picture></div>
  </details>
)
