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

interface Asset {
  bytes: number
  /** Addresses of what it imports. */
  imports: string[]
}

/** By address: the name of an asset is the sum of what is in it, so one look is enough. */
const assets = new Map<string, Asset>()

async function assetAt(url: string, page: string): Promise<Asset> {
  const known = assets.get(url)
  if (known) return known
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${page} loads ${url}, which answers ${answer.status}`)
  const text = await answer.text()
  const imported = url.endsWith('.js') ? text.matchAll(IMPORTED) : []
  const imports = [...imported].map(([, path = '']) => new URL(path, url).href)
  const asset = { bytes: brotli(text), imports }
  assets.set(url, asset)
  return asset
}

/** Weighs what `address` answers. `cookie` is sent along for pages behind a sign-in. */
export async function weigh(address: string, cookie = ''): Promise<Weight> {
  const answer = await fetch(address, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
  const page = await answer.text()
  const waiting = [...page.matchAll(ASSET)].map(([, path = '']) => new URL(path, address).href)
  const loaded = new Map<string, Asset>()
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (loaded.has(url)) continue
    const asset = await assetAt(url, address)
    loaded.set(url, asset)
    waiting.push(...asset.imports)
  }
  const bytes = brotli(page)
  const all = [...loaded.values()].reduce((sum, asset) => sum + asset.bytes, bytes)
  const scripts = [...loaded.keys()].filter((url) => url.endsWith('.js')).length
  return { status: answer.status, page: bytes, all, scripts }
}
