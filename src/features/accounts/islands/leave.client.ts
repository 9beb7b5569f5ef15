// Whoever signs out leaves nothing on the phone; what was not sent yet is named first.
import { island, marked } from '../../../islands/dom'
import { OUT } from '../../../islands/outbox'
import { heldVault, wipeVault } from '../../../islands/vault'

async function forget(): Promise<void> {
  await wipeVault()
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(workers.map((each) => each.unregister()))
  const names = typeof caches === 'undefined' ? [] : await caches.keys()
  await Promise.all(names.map((each) => caches.delete(each)))
}

island('leave', (root) => {
  const warning = marked(root, 'waiting')
  const text = warning?.querySelector('b')
  root.addEventListener('submit', async (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    event.preventDefault()
    const waiting = (await (await heldVault())?.names(OUT).catch(() => [])) ?? []
    if (warning?.hidden && text && waiting.length > 0) {
      text.textContent = (text.dataset.text ?? '').replace('{n}', String(waiting.length))
      warning.hidden = false
      return
    }
    await forget().catch(() => undefined)
    form.submit()
  })
})
