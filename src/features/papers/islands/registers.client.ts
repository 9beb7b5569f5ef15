// Registers that go on are fetched leaf by leaf and stand on one page: printed once, they are whole.
import { island } from '../../../islands/dom'

const WAY_ON = 'a[rel="next"]'

/** The leaf behind the link as a page of its own; an error when it is none, as after signing out. */
async function leafAt(href: string): Promise<Document> {
  const answer = await fetch(href, { credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Each leaf before the link to the next, until there is none. */
async function fetchAll(line: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const say = (text: string | undefined, n: number) => {
    line.textContent = (text ?? '').replace('{n}', String(n))
  }
  for (let n = 1; ; n++) {
    say(line.dataset.fetching, n)
    try {
      const page = await leafAt(link.href)
      link.before(...page.querySelectorAll('section.reg'))
      const next = page.querySelector<HTMLAnchorElement>(WAY_ON)
      if (!next) {
        link.remove()
        return say(line.dataset.done, n)
      }
      link.href = next.href
    } catch {
      return say(line.dataset.failed, n)
    }
  }
}

island('registers', (line) => {
  const link = document.querySelector<HTMLAnchorElement>(WAY_ON)
  if (link) void fetchAll(line, link)
})
