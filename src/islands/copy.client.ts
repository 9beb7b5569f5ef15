// A text to take along: one tap puts it on the clipboard, or marks it for a long press.
import { island, marked } from './dom'

/** The old way, for browsers inside chat programs that have no clipboard of their own. */
function copyMarked(text: HTMLTextAreaElement): boolean {
  text.focus()
  text.select()
  return document.execCommand('copy')
}

async function copied(text: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text.value)
    return true
  } catch {
    return copyMarked(text)
  }
}

island('copy', (root) => {
  const text = root.querySelector('textarea')
  const button = marked(root, 'copy')
  const said = marked(root, 'said')
  if (!text || !button || !said) return
  button.hidden = false
  button.addEventListener('click', async () => {
    said.textContent = ((await copied(text)) ? root.dataset.done : root.dataset.failed) ?? ''
  })
})
