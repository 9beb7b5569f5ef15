// A press beside an item is kept without leaving the place on the page. When the line is cut it says so
// beside the item; any other answer is shown as the browser would.
import { island, marked } from '../../../islands/dom'

const PATIENCE_MS = 10_000

/** The form as the browser sends it, with the button that was pressed. */
function sendPlainly(form: HTMLFormElement, button: HTMLButtonElement): void {
  const pressed = document.createElement('input')
  pressed.type = 'hidden'
  pressed.name = button.name
  pressed.value = button.value
  form.append(pressed)
  form.submit()
}

/** What the answer says of one item, of how much is left, and of what can be done now. */
function takeOver(page: Document, item: Element, root: Element): void {
  const fresh = page.getElementById(item.id)
  const left = marked(page, 'left')
  if (fresh) item.replaceWith(fresh)
  if (left) marked(root, 'left')?.replaceWith(left)
}

island('judge', (root) => {
  root.addEventListener('submit', async (event) => {
    const form = event.target
    const button = event.submitter
    if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return
    const item = form.closest('li')
    if (!form.matches('.judge') || !item) return
    event.preventDefault()
    if (form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    try {
      const body = new URLSearchParams([[button.name, button.value]])
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const response = await fetch(form.action, { method: 'POST', body, signal })
      if (!response.ok) return sendPlainly(form, button)
      takeOver(new DOMParser().parseFromString(await response.text(), 'text/html'), item, root)
      const again = document.getElementById(item.id)?.querySelector(`[value="${button.value}"]`)
      if (again instanceof HTMLElement) again.focus({ preventScroll: true })
    } catch {
      form.ariaBusy = 'false'
      const said = item.querySelector('[data-said]')
      if (said) said.textContent = root.dataset.failed ?? ''
    }
  })
})
