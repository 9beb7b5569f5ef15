// The result's clock ticks from server time; the word changes with the minute; a decision of the
// staff shows by itself.
import { clockText, countdownText, island, keepAsking, marked } from '../../../islands/dom'

interface Live {
  now: number
  version: number
  word: string
  live: number
}

const ASK_OPEN_MS = 3_000

island('result', (root) => {
  const page = document.body
  let ahead = Number(root.dataset.now) - Date.now()
  const tick = () => {
    const now = Date.now() + ahead
    const clock = marked(root, 'clock')
    if (clock) clock.textContent = clockText(now)
    const countdown = marked(root, 'countdown')
    if (countdown) countdown.textContent = countdownText(Number(countdown.dataset.countdown) - now)
  }
  const ask = async () => {
    const response = await fetch(root.dataset.src ?? '', {
      headers: { accept: 'application/json' },
    })
    if (!response.ok) return
    const live = (await response.json()) as Live
    if (String(live.version) !== root.dataset.version) return location.reload()
    ahead = live.now - Date.now()
    const word = marked(root, 'word')
    if (word) word.textContent = live.word
    const inside = marked(page, 'live')
    if (inside) inside.textContent = String(live.live)
  }
  const untilNextMinute = () => 60_000 - ((Date.now() + ahead) % 60_000) + 100
  tick()
  setInterval(tick, 250)
  keepAsking(() => (marked(root, 'word') ? Math.min(untilNextMinute(), 10_000) : ASK_OPEN_MS), ask)
})
