// Nobody who is registered in the town is named on a public page, in an error, an address or a log line.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../support/aging'
import { canariesOf, everybody, hitsIn, type People } from '../support/canaries'
import { town } from '../support/page'
import { logOf } from '../support/served-town'
import { LANGS_TRIED } from '../support/story'

const MOST_PAGES = 1_500

let people: People
let canaries: string[]
let codes: string[]
let numbers: string[]

beforeAll(async () => {
  people = await everybody()
  canaries = canariesOf(people)
  codes = (await sql<{ code: string }>('SELECT code FROM places')).map(({ code }) => code)
  numbers = (await sql<{ number: string }>('SELECT number FROM pledges LIMIT 30')).map(
    ({ number }) => number,
  )
})

/** Links of a page that stay in the town; the switches of language and size lead to the same page. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/(?:href|action)="([^"#]+)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => link.startsWith('/') && !/[?&](lang|big)=/.test(link))

/** What addresses can be guessed by somebody who has seen a door or a pledge. */
const guessed = (): string[] => [
  ...codes.flatMap((code) =>
    ['', '/board', '/screen', '/pledge', '/report', '/patrol', '/keep', '/qr.svg'].map(
      (part) => `/p/${code}${part}`,
    ),
  ),
  ...numbers.flatMap((number) => [`/verify/${number}`, `/pledges/${number}`]),
  ...['/visits', '/join', '/apply', '/guide', '/keep', '/office', '/office/places', '/deletions'],
  ...['/no-such-page', '/p/0000000', '/p/%00', '/places?q=%27&after=x', '/rules/none', '/verify/0'],
]

/** Everything reachable without signing in: the whole answer with its headers, by address. */
async function crawl(lang: 'zh' | 'en'): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const waiting = ['/', ...guessed()]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || seen.size >= MOST_PAGES) continue
    const answer = await fetch(town().url + path, {
      redirect: 'manual',
      headers: { cookie: `lang=${lang}` },
    })
    const body = await answer.text()
    seen.set(path, `${path}\n${JSON.stringify([...answer.headers])}\n${body}`)
    const next = answer.headers.get('location')
    waiting.push(...linksIn(body), ...(next?.startsWith('/') ? [next] : []))
  }
  return seen
}

describe('the people of the town', () => {
  test('are really there: 200 canaries and more', async () => {
    expect(people.workers.names.length).toBeGreaterThanOrEqual(100)
    expect(people.workers.phones.length).toBe(people.workers.names.length)
    expect(people.visitors.length).toBeGreaterThan(200)
    expect(people.arrivals.length).toBeGreaterThan(70)
    expect(canaries.length).toBeGreaterThan(500)
    const [name = ''] = canaries
    expect(hitsIn(`<b>${name}</b>`, canaries)).toContain(name)
  })

  test.each(LANGS_TRIED)('are on no public page and no error page, %s', async (lang) => {
    const pages = await crawl(lang)
    expect(pages.size).toBeGreaterThan(100)
    expect(pages.size, 'the crawl reached its end').toBeLessThan(MOST_PAGES)
    const told = [...pages].flatMap(([path, text]) =>
      hitsIn(text, canaries).map((hit) => `${path} says ${hit}`),
    )
    expect(told).toEqual([])
  })

  test('are in no address and no log line, even when they check in or mistype', async () => {
    const [, , code = ''] = codes
    const page = await (await fetch(`${town().url}/p/${code}`)).text()
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(page) ?? []
    const [name = ''] = people.workers.names
    const [phone = ''] = people.workers.phones
    const send = (path: string, form: Record<string, string>) =>
      fetch(town().url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: town().url },
        body: new URLSearchParams(form),
      })
    const entry = { key, name, phone, party: '1' }
    const answers = [
      await send(`/p/${code}/visits`, { ...entry, temperature: '365' }),
      await send(`/p/${code}/visits`, { ...entry, key: `${key}x`, temperature: 'nonsense' }),
      await send('/sign-in', { name: phone, password: name }),
      await send(`/no-such-page/${phone.slice(0, 3)}`, { name, phone }),
    ]
    expect(answers.map(({ status }) => status)).not.toContain(500)
    const headers = JSON.stringify(answers.map((answer) => [...answer.headers]))
    expect(hitsIn(headers, canaries)).toEqual([])
    expect(hitsIn(decodeURIComponent(headers.replaceAll('%"', '"')), canaries)).toEqual([])
    expect(hitsIn(readFileSync(logOf(town().data), 'utf8'), canaries)).toEqual([])
  })
})
