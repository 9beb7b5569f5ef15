// The list renews itself within two seconds of an entry; somebody typing or pressing is not disturbed.
import { island, keepAsking } from '../../../islands/dom'

const ASK_MS = 1_200

island('staff', (root) => {
  const busy = () =>
    root.contains(document.activeElement) && document.activeElement?.tagName === 'INPUT'
  const ask = async () => {
    const query = new URLSearchParams(location.search)
    query.delete('notice')
    query.set('v', root.dataset.version ?? '')
    const response = await fetch(`${root.dataset.src}?${query}`, {
      headers: { accept: 'text/html' },
    })
    if (response.status === 401 || response.redirected) return location.reload()
    if (response.status !== 200 || busy()) return
    root.innerHTML = await response.text()
    root.dataset.version = response.headers.get('x-list-version') ?? ''
  }
  keepAsking(() => ASK_MS, ask)
})
