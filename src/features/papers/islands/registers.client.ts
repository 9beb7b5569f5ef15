// Registers that go on are fetched leaf by leaf and stand on one page: printed once, they are whole.
import { island } from '../../../islands/dom'

const WAY_ON = '[data-island="registers"] a'

/** The leaf behind the link as a page of its own; an error when it is none, as after signing out. */
async function leafAt(href: string): Promise<Document> {
  const answer = await fetch(href, { credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

async function fetchAll(root: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const said = root.querySelector<HTMLElement>('[data-said]')
  const say = (text: string | undefined, n: number) => {
    if (said) said.textContent = (text ?? '').replace('{n}', String(n))
  }
  for (let n = 1; ; n++) {
    say(root.dataset.fetching, n)
    try {
      const page = await leafAt(link.href)
      root.before(...page.querySelectorAll('section.reg'))
      const next = page.querySelector<HTMLAnchorElement>(WAY_ON)
      if (next) {
        link.href = next.href
        continue
      }
      link.remove()
      say(root.dataset.done, n)
    } catch {
      say(root.dataset.failed, n)
    }
    return
  }
}

island('registers', (root) => {
  const link = root.querySelector('a')
  if (link) void fetchAll(root, link)
})
