// A box to sign in with a finger: pointer moves become one SVG path in a hidden field. The page works
// without it by the name typed.
import { island, marked } from '../../../islands/dom'

const WIDTH = 300
/** Closer points add nothing that an eye sees. */
const NEAR = 2

island('signature', (root) => {
  const pad = marked(root, 'pad')
  const typed = marked(root, 'typed')
  const ink = root.querySelector<SVGSVGElement>('[data-ink]')
  const line = ink?.querySelector('path')
  const field = root.querySelector<HTMLInputElement>('[data-drawn]')
  const name = typed?.querySelector('input')
  if (!pad || !typed || !ink || !line || !field || !name || !('PointerEvent' in window)) return

  let path = ''
  let last: [number, number] | null = null
  const show = () => {
    line.setAttribute('d', path)
    field.value = path
  }
  const pointOf = (event: PointerEvent): [number, number] => {
    const box = ink.getBoundingClientRect()
    const scale = WIDTH / box.width
    const at = (value: number) => Math.max(0, Math.round(value * scale))
    return [at(event.clientX - box.left), at(event.clientY - box.top)]
  }

  ink.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    ink.setPointerCapture(event.pointerId)
    last = pointOf(event)
    path += `M${last.join(' ')}`
    show()
  })
  ink.addEventListener('pointermove', (event) => {
    if (!last) return
    const point = pointOf(event)
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) return
    last = point
    path += `L${point.join(' ')}`
    show()
  })
  for (const end of ['pointerup', 'pointercancel'] as const)
    ink.addEventListener(end, () => {
      last = null
    })

  marked(root, 'again')?.addEventListener('click', () => {
    path = ''
    show()
  })
  const useName = (byName: boolean) => {
    pad.hidden = byName
    typed.hidden = !byName
    if (byName) {
      path = ''
      show()
    }
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
  }
})
