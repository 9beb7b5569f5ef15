// WeChat neither prints nor downloads: a paper as one picture that a long press keeps.

export interface Line {
  text: string
  size: number
  y: number
  bold?: boolean
  colour?: string
  /** The middle, unless the line begins or ends at a margin. */
  align?: 'left' | 'right'
}

export interface Paper {
  width: number
  height: number
  margin: number
  lines: Line[]
  qr: { src: string; size: number; y: number }
  /** Whatever else is drawn, first. */
  under?: (ink: CanvasRenderingContext2D) => void
}

const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

export const textOf = (root: ParentNode, selector: string): string =>
  root.querySelector(selector)?.textContent?.trim() ?? ''

/** The text of an address of an SVG. The policy lets pages show data addresses but not fetch them. */
async function svgOf(src: string): Promise<string> {
  const [, encoded] = /^data:image\/svg\+xml,(.*)$/.exec(src) ?? []
  return encoded === undefined ? (await fetch(src)).text() : decodeURIComponent(encoded)
}

/** An SVG without a size of its own is drawn by few browsers. */
async function loadQr({ src, size }: Paper['qr']): Promise<HTMLImageElement> {
  const sized = (await svgOf(src)).replace('<svg ', `<svg width="${size}" height="${size}" `)
  const picture = new Image()
  picture.src = `data:image/svg+xml,${encodeURIComponent(sized)}`
  await picture.decode()
  return picture
}

async function draw({ width, height, margin, lines, qr, under }: Paper): Promise<string> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const ink = canvas.getContext('2d')
  if (!ink) return ''
  ink.fillStyle = '#fff'
  ink.fillRect(0, 0, width, height)
  under?.(ink)
  const across = { left: margin, center: width / 2, right: width - margin }
  for (const { text, size, y, bold, colour = '#111', align = 'center' } of lines) {
    ink.fillStyle = colour
    ink.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`
    ink.textAlign = align
    ink.fillText(text, across[align], y, width - 2 * margin)
  }
  ink.imageSmoothingEnabled = false
  ink.drawImage(await loadQr(qr), (width - qr.size) / 2, qr.y, qr.size, qr.size)
  return canvas.toDataURL('image/png')
}

/** Shows the fold that offers the picture; it is drawn when opened, and open at once in WeChat. */
export function offerPicture(root: HTMLElement, paper: () => Paper): void {
  const frame = root.querySelector('[data-picture]')
  if (!(root instanceof HTMLDetailsElement) || !frame) return
  root.hidden = false
  root.addEventListener('toggle', async () => {
    if (!root.open || frame.firstChild) return
    const picture = new Image()
    picture.alt = root.dataset.alt ?? ''
    picture.className = 'kept'
    frame.append(picture)
    picture.src = await draw(paper())
  })
  if (navigator.userAgent.includes('MicroMessenger')) root.open = true
}
