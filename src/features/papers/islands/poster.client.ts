// The poster as a picture.
import { island } from '../../../islands/dom'
import { type Line, offerPicture, textOf } from '../../../islands/picture'

const GREEN = '#0b7d3e'
const GREY = '#444'

function linesOf(poster: Element): Line[] {
  const steps = [...poster.querySelectorAll('.steps li')].map(
    (li, i) => `${i + 1} ${li.textContent}`,
  )
  const subs = [...poster.querySelectorAll('.sub')].map((p) => p.textContent)
  const strip = [...poster.querySelectorAll('.strip span')].map((each) => each.textContent)
  return [
    { text: textOf(poster, '.top'), y: 110, size: 46, bold: true, colour: GREEN },
    { text: textOf(poster, 'h1'), y: 270, size: 130, bold: true },
    { text: subs.join(' · '), y: 370, size: 48 },
    { text: textOf(poster, '.code'), y: 1215, size: 76, bold: true },
    { text: textOf(poster, '.url'), y: 1280, size: 28, colour: GREY },
    { text: steps.join('　'), y: 1400, size: 58, bold: true, colour: GREEN },
    { text: textOf(poster, '.nophone'), y: 1510, size: 58, bold: true },
    ...strip.map((text, i) => ({ text: text.trim(), y: 1650 + i * 44, size: 28, colour: GREY })),
  ]
}

island('poster', (root) => {
  const poster = document.querySelector('[data-poster]')
  if (!poster) return
  offerPicture(root, () => ({
    width: 1240,
    height: 1754,
    margin: 60,
    lines: linesOf(poster),
    qr: { src: root.dataset.qr ?? '', size: 720, y: 410 },
  }))
})
