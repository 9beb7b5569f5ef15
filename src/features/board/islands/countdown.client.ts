// Minutes and seconds until somebody may be measured again, by the server's clock.
import { countdownText, island } from '../../../islands/dom'

island('countdown', (root) => {
  const ahead = Number(root.dataset.now) - Date.now()
  const tick = () => {
    root.textContent = countdownText(Number(root.dataset.until) - Date.now() - ahead)
  }
  tick()
  setInterval(tick, 500)
})
