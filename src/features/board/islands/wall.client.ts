// The wall screen renews itself; when the line is cut it keeps the last figures and says how old they are.
import { clockText, island } from '../../../islands/dom'

const EVERY_MS = 30_000
const PATIENCE_MS = 10_000

island('wall', (root) => {
  let last = root.dataset.at ?? ''
  const say = (text: string) => {
    const said = root.querySelector('[data-said]')
    if (said) said.textContent = text
  }
  const ask = async () => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(root.dataset.src ?? '', { signal })
    if (!response.ok) throw new Error(`answered ${response.status}`)
    root.innerHTML = await response.text()
    last = clockText(Date.now()).slice(0, 5)
  }
  // A screen on a wall is never hidden, and must go on asking when one answer is lost.
  setInterval(() => {
    ask().catch(() => say((root.dataset.offline ?? '').replace('{time}', last)))
  }, EVERY_MS)
})
