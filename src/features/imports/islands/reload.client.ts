// The page of an import that is being written looks again by itself, while somebody looks at it.
import { island } from '../../../islands/dom'

island('reload', (root) => {
  const seconds = Number(root.dataset.seconds)
  setInterval(() => {
    if (!document.hidden) location.reload()
  }, seconds * 1000)
})
