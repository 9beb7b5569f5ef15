// What a page costs a phone on a slow line: the page and all it loads, as brotli sends it.
import { brotliCompressSync } from 'node:zlib'

const brotli = (text: string): number => brotliCompressSync(Buffer.from(text)).length

export interface Weight {
  status: number
  /** Bytes of the page alone. */
  page: number
  /** Bytes of the page, its sheets, its scripts and what those import. */
  all: number
  scripts: number
}

const ASSET = /<(?:link rel="stylesheet" href|script type="module" src)="([^"]+)"/g
const IMPORTED = /(?:from|import)\s*"(\.\/[^"]+)"/g

/** Weighs what `address` answers. `cookie` is sent along for pages behind a sign-in. */
export async function weigh(address: string, cookie = ''): Promise<Weight> {
  const answer = await fetch(address, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
  const page = await answer.text()
  const waiting = [...page.matchAll(ASSET)].map(([, path = '']) => new URL(path, address).href)
  const sizes = new Map<string, number>()
  let scripts = 0
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (sizes.has(url)) continue
    const asset = await fetch(url)
    if (!asset.ok) throw new Error(`${address} loads ${url}, which answers ${asset.status}`)
    const text = await asset.text()
    sizes.set(url, brotli(text))
    if (!url.endsWith('.js')) continue
    scripts += 1
    waiting.push(...[...text.matchAll(IMPORTED)].map(([, path = '']) => new URL(path, url).href))
  }
  const assets = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return { status: answer.status, page: brotli(page), all: brotli(page) + assets, scripts }
}
