// All that a page of ours has left in a browser, as whoever searches the phone would find it.
import type { Page } from 'playwright-core'

export interface KeptOnPhone {
  /** Names of values in IndexedDB. */
  names: string[]
  caches: string[]
  /** Service workers. */
  workers: number
  /** Everything readable, wherever it lies. */
  text: string
}

export const keptOn = (page: Page): Promise<KeptOnPhone> =>
  page.evaluate(async () => {
    const asText = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder().decode(value)
      if (ArrayBuffer.isView(value)) return asText(value.buffer)
      if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`
      if (typeof value === 'object' && value !== null)
        return Object.entries(value)
          .map(([name, each]) => `${name}: ${asText(each)}`)
          .join('\n')
      return String(value)
    }
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    const names: string[] = []
    const found: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name))
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([
          settled(rows.getAllKeys()),
          settled(rows.getAll()),
        ])
        names.push(...keys.map(String))
        found.push(...keys.map(String), ...values.map(asText))
      }
      db.close()
    }
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify(storage))
    const cacheNames = await caches.keys()
    for (const name of cacheNames) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        found.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    const workers = (await navigator.serviceWorker.getRegistrations()).length
    return { names, caches: cacheNames, workers, text: found.join('\n') }
  })
