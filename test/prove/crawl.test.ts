// Whatever page a link leads to, from wherever somebody begins, in the whole demo town at six in the evening: it
// reads no more than a hundred rows, and none breaks. Of pages that differ only in whose they are, some are opened;
// what can be searched is searched for words that many places have in their names.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { type OpenedTown, openTown } from '../support/opened-town'

const MOST = 100
/** Of one kind of page. */
const SOME = 6

let town: OpenedTown
beforeAll(async () => {
  town = await openTown(startOfDay(dayOf(Date.now()) - 1) + 18 * HOUR)
  await town.minute()
  await town.largest('foreman', 'site')
  await town.largest('factory', 'enterprise')
  await town.largest('keeper', 'shop')
}, 400_000)
afterAll(() => town.close())

/** `/office/places/CODE?after,kind` of an address: what kind of page it is. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://town')
  const shape = pathname
    .replaceAll(/\/[0-9A-Z]{7}(?=\/|$)/g, '/CODE')
    .replaceAll(/\/[AP]-[0-9A-Z-]+/g, '/NUMBER')
    .replaceAll(/\/\d[\d-]*(?=\/|$)/g, '/N')
  return `${shape}?${[...searchParams.keys()].sort()}`
}

/** A file is a list as a whole, to be taken along, and asks for a row of each line. */
const isFile = (path: string): boolean => /\.(csv|xlsx|svg)(\?|$)/.test(path)

/** The language and the size of the text make no other page. */
const isTwin = (path: string): boolean => /[?&](lang|big)=/.test(path)

const linksOf = (html: string): string[] =>
  [...html.matchAll(/ href="(\/[^"]*)"/g)]
    .map(([, path = '']) => path.replaceAll('&amp;', '&').replace(/#.*/, ''))
    .filter((path) => !path.startsWith('/assets/') && !isFile(path) && !isTwin(path))

const WORDS = ['店', '公司']

/** The forms that look for words. */
const searchesOf = (html: string): string[] =>
  [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].flatMap(([, form = '', fields = '']) => {
    const [, action = ''] = /action="([^"]*)"/.exec(form) ?? []
    if (!form.includes('method="get"') || !fields.includes('name="q"')) return []
    return WORDS.map((word) => `${action}?${new URLSearchParams({ q: word })}`)
  })

/** What is over the bound or broken, of all that links lead to; and how many kinds of pages there were. */
async function crawl(account: string | null, starts: string[]) {
  const kinds = new Map<string, number>()
  const known = new Set(starts)
  const queue = [...starts]
  const found: string[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const kind = kindOf(path)
    const opened = kinds.get(kind) ?? 0
    if (opened >= SOME) continue
    kinds.set(kind, opened + 1)
    const { status, read, html, location } = await town.open(account, path)
    if (status >= 500 || read > MOST) found.push(`${path}: ${status}, ${read} rows`)
    const links = [...linksOf(html), ...searchesOf(html), ...(location ? [location] : [])]
    for (const link of links) {
      if (known.has(link) || !link.startsWith('/')) continue
      known.add(link)
      queue.push(link)
    }
  }
  return { found, kinds: kinds.size }
}

test.each([
  ['admin', 150],
  ['patrol', 100],
  ['clerk', 120],
  ['reviewer', 100],
  ['health1', 80],
  ['viewer', 100],
  ['keeper', 100],
  ['foreman', 100],
  ['factory', 100],
  [null, 20],
] as const)(
  'whatever %s comes to by links is read from at most a hundred rows',
  async (account, atLeast) => {
    const { found, kinds } = await crawl(account, account ? ['/', '/office', '/keep'] : ['/'])
    expect(found).toEqual([])
    expect(kinds).toBeGreaterThan(atLeast)
  },
  300_000,
)
