// A box to sign in with a finger: the strokes become one SVG path in a hidden field. The page works
// without it by the name typed.
import SignaturePad, { type PointGroup } from 'signature_pad'
import { island, marked } from '../../../islands/dom'

/** Stored paths are in units of a box this wide, whatever the phone. */
const WIDTH = 300

function strokeOf({ points }: PointGroup, scale: number): string {
  const at = (value: number) => Math.max(0, Math.round(value * scale))
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('')
}

island('signature', (root) => {
  const pad = marked(root, 'pad')
  const typed = marked(root, 'typed')
  const box = root.querySelector('canvas')
  const field = root.querySelector<HTMLInputElement>('[data-drawn]')
  const name = typed?.querySelector('input')
  if (!pad || !typed || !box || !field || !name) return

  const ink = new SignaturePad(box, { penColor: getComputedStyle(box).color, minDistance: 2 })
  let width = 0
  // Scrolling resizes the window of some phones, and setting a canvas's width clears it: only a new
  // width counts, and the strokes are drawn again in the new scale.
  const refit = () => {
    const wide = box.clientWidth
    if (wide === 0 || wide === width) return
    const scale = width === 0 ? 1 : wide / width
    const strokes = ink.toData().map((stroke) => ({
      ...stroke,
      points: stroke.points.map((each) => ({ ...each, x: each.x * scale, y: each.y * scale })),
    }))
    width = wide
    box.width = wide * devicePixelRatio
    box.height = box.clientHeight * devicePixelRatio
    box.getContext('2d')?.scale(devicePixelRatio, devicePixelRatio)
    ink.fromData(strokes)
  }
  const keep = () => {
    field.value = ink.toData().reduce((path, each) => path + strokeOf(each, WIDTH / width), '')
  }
  const wipe = () => {
    ink.clear()
    keep()
  }
  ink.addEventListener('endStroke', keep)
  addEventListener('resize', refit)

  marked(root, 'again')?.addEventListener('click', wipe)
  const useName = (byName: boolean) => {
    pad.hidden = byName
    typed.hidden = !byName
    refit()
    if (byName) wipe()
  }
  marked(root, 'type')?.addEventListener('click', () => {
    useName(true)
    name.focus()
  })
  useName(name.value !== '')
  // After a refusal the field stays with its error, beside the box.
  if (typed.querySelector('.e')) {
    pad.hidden = false
    typed.hidden = false
    refit()
  }
})
