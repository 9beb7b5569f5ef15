// Runs inside the page: what sticks out, and how well edges and outlines stand out. Each function is
// sent to the browser by itself, so it holds all it needs and imports nothing.

/** What is wider than the screen with the text `scale` times as large. */
export function overflow(scale: number): string[] {
  const root = document.documentElement
  const before = root.style.fontSize
  if (scale !== 1)
    root.style.fontSize = `${Number.parseFloat(getComputedStyle(root).fontSize) * scale}px`
  const found: string[] = []
  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page is ${root.scrollWidth} px wide on ${root.clientWidth}`)
    for (const element of document.body.querySelectorAll('*')) {
      const { right, width } = element.getBoundingClientRect()
      if (width > 0 && right > root.clientWidth + 0.5)
        found.push(
          `${element.tagName.toLowerCase()}.${element.className} ends at ${Math.ceil(right)}`,
        )
    }
  }
  root.style.fontSize = before
  return found
}

export interface Contrast {
  what: string
  ratio: number
  width: number
}

/** The edges of all fields shown, or the outline of what has the focus, against the ground around. */
export function contrasts(of: 'fields' | 'focus'): Contrast[] {
  type Colour = [number, number, number, number]
  const colour = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const light = ([r, g, b]: Colour): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const ground = (element: Element): Colour => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor)
      if (found[3] > 0.99) return found
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0, 1] : [255, 255, 255, 1]
  }
  const measured = (element: Element, line: string, style: string, width: string): Contrast => {
    const drawn = style === 'none' ? 0 : Number.parseFloat(width)
    const [a, b] = [light(colour(line)) + 0.05, light(ground(element)) + 0.05]
    const words = element.id || (element.textContent ?? '').trim().slice(0, 20)
    return {
      what: `${element.tagName.toLowerCase()} ${words}`,
      ratio: drawn > 0 ? Math.round((Math.max(a, b) / Math.min(a, b)) * 100) / 100 : 1,
      width: drawn,
    }
  }
  if (of === 'focus') {
    const focused = document.activeElement
    if (!focused || focused === document.body) return []
    const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(focused)
    return [measured(focused, outlineColor, outlineStyle, outlineWidth)]
  }
  const fields = document.querySelectorAll(
    'input:not([type=hidden], [type=submit], [type=radio], [type=checkbox]), select, textarea',
  )
  return [...fields]
    .filter((field) => field.getClientRects().length > 0)
    .map((field) => {
      const { borderBottomColor, borderBottomStyle, borderBottomWidth } = getComputedStyle(field)
      return measured(field, borderBottomColor, borderBottomStyle, borderBottomWidth)
    })
}
