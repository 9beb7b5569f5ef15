// Paper that is read leaf by leaf: the leaves that follow are fetched and stand on one page, so that it is printed whole.
import { island } from './dom'

const WAY_ON = 'a[rel="next"]'
const LEAVES = '[data-leaves]'

/** The leaf behind the link as a page of its own; an error when it is none, as after signing out. */
async function leafAt(href: string): Promise<Document> {
  const answer = await fetch(href, { credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** What stands on each leaf is added to what stands here, until no other follows. */
async function fetchAll(line: HTMLElement, here: Element, link: HTMLAnchorElement): Promise<void> {
  const say = (text: string | undefined, n: number) => {
    line.textContent = (text ?? '').replace('{n}', String(n))
  }
  for (let n = 1; ; n++) {
    say(line.dataset.fetching, n)
    try {
      const page = await leafAt(link.href)
      here.append(...(page.querySelector(LEAVES)?.children ?? []))
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

island('leaves', (line) => {
  const here = document.querySelector(LEAVES)
  const link = document.querySelector<HTMLAnchorElement>(WAY_ON)
  if (here && link) void fetchAll(line, here, link)
})
