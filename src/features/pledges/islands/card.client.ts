// The pledge card as a picture. Whether it still holds is not on it: that changes, and the code tells.
import { island } from '../../../islands/dom'
import { type Line, offerPicture, textOf } from '../../../islands/picture'

const WIDTH = 1080
const HEIGHT = 1620
const GREEN = '#0b7d3e'
const GREY = '#555'
const ROW = 74

function linesOf(card: Element, notes: string[]): Line[] {
  const values = [...card.querySelectorAll('dd')]
  const rows = [...card.querySelectorAll('dt')].flatMap((label, i): Line[] => {
    const y = 1110 + i * ROW
    const value = values[i]?.textContent ?? ''
    return [
      { text: label.textContent, y, size: 40, colour: GREY, align: 'left' },
      { text: value, y, size: 42, bold: true, align: 'right' },
    ]
  })
  return [
    { text: textOf(card, 'h1'), y: 180, size: 68, bold: true },
    { text: textOf(card, '.number'), y: 285, size: 84, bold: true },
    ...rows,
    ...notes.map((text, i) => ({ text, y: 1436 + i * 50, size: 32, colour: GREY })),
  ]
}

function frame(ink: CanvasRenderingContext2D): void {
  ink.strokeStyle = GREEN
  for (const [inset, thick] of [
    [34, 6],
    [54, 3],
  ] as const) {
    ink.lineWidth = thick
    ink.strokeRect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
  }
}

island('card', (root) => {
  const card = document.querySelector('[data-card]')
  const qr = card?.querySelector('img')
  if (!card || !qr) return
  offerPicture(root, () => ({
    width: WIDTH,
    height: HEIGHT,
    margin: 110,
    lines: linesOf(card, (root.dataset.notes ?? '').split('\n')),
    qr: { src: qr.src, size: 660, y: 330 },
    under: frame,
  }))
})
