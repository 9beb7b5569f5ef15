// While a change of the rules is being applied, its bar moves by itself; when done, the page comes whole.
import { island, keepAsking } from '../../../islands/dom'

const EVERY_MS = 3_000

island('switch', (root) => {
  keepAsking(
    () => EVERY_MS,
    async () => {
      const response = await fetch(root.dataset.src ?? '')
      if (!response.ok) return
      root.innerHTML = await response.text()
      if (!root.querySelector('meter')) location.reload()
    },
  )
})
