// WeChat neither prints nor downloads: the poster as one picture that a long press keeps.
import { island } from '../../../islands/dom'

const WIDTH = 1240
const HEIGHT = 1754
const QR = 720
const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

interface Line {
  text: string
  size: number
  colour: string
  bold: boolean
  y: number
}

const textOf = (poster: Element, selector: string): string =>
  poster.querySelector(selector)?.textContent?.trim() ?? ''

function linesOf(poster: Element): Line[] {
  const steps = [...poster.querySelectorAll('.steps li')].map(
    (li, i) => `${i + 1} ${li.textContent}`,
  )
  const line = (text: string, y: number, size: number, bold = false, colour = '#111'): Line => ({
    text,
    y,
    size,
    bold,
    colour,
  })
  const strip = [...poster.querySelectorAll('.strip span')].map((each) => each.textContent)
  return [
    line(textOf(poster, '.top'), 110, 46, true, '#0b7d3e'),
    line(textOf(poster, 'h1'), 270, 130, true),
    line([...poster.querySelectorAll('.sub')].map((p) => p.textContent).join(' · '), 370, 48),
    line(textOf(poster, '.code'), 1215, 76, true),
    line(textOf(poster, '.url'), 1280, 28, false, '#444'),
    line(steps.join('　'), 1400, 58, true, '#0b7d3e'),
    line(textOf(poster, '.nophone'), 1510, 58, true),
    ...strip.map((text, i) => line(text.trim(), 1650 + i * 44, 28, false, '#444')),
  ]
}

/** An SVG without a size of its own is drawn by few browsers. */
async function loadQr(src: string): Promise<HTMLImageElement> {
  const svg = await (await fetch(src)).text()
  const sized = svg.replace('<svg ', `<svg width="${QR}" height="${QR}" `)
  const picture = new Image()
  picture.src = `data:image/svg+xml,${encodeURIComponent(sized)}`
  await picture.decode()
  return picture
}

async function draw(poster: Element, src: string): Promise<string> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const ink = canvas.getContext('2d')
  if (!ink) return ''
  ink.fillStyle = '#fff'
  ink.fillRect(0, 0, WIDTH, HEIGHT)
  ink.textAlign = 'center'
  for (const { text, size, colour, bold, y } of linesOf(poster)) {
    ink.fillStyle = colour
    ink.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`
    ink.fillText(text, WIDTH / 2, y, WIDTH - 120)
  }
  ink.imageSmoothingEnabled = false
  ink.drawImage(await loadQr(src), (WIDTH - QR) / 2, 410, QR, QR)
  return canvas.toDataURL('image/png')
}

island('poster', (root) => {
  const poster = document.querySelector('[data-poster]')
  const frame = root.querySelector('[data-picture]')
  if (!(root instanceof HTMLDetailsElement) || !poster || !frame) return
  root.hidden = false
  root.addEventListener('toggle', async () => {
    if (!root.open || frame.firstChild) return
    const picture = new Image()
    picture.alt = root.dataset.alt ?? ''
    picture.className = 'kept'
    picture.src = await draw(poster, root.dataset.qr ?? '')
    frame.append(picture)
  })
  if (navigator.userAgent.includes('MicroMessenger')) root.open = true
})
