// The busy page sends its form again by itself, at a moment of its own, a few times.
import { island, marked } from '../../../islands/dom'

const FIRST_MS = 2_000
const SPREAD_MS = 4_000

island('busy', (root) => {
  if (!(root instanceof HTMLFormElement)) return
  const note = marked(root, 'retrying')
  if (note) note.hidden = false
  setTimeout(() => root.submit(), FIRST_MS + Math.random() * SPREAD_MS)
})
