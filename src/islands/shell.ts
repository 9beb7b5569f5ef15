// A service worker that keeps one page and its files, for when there is no network. Everything else goes
// past it: other addresses, other methods, other origins.

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetched extends Extendable {
  request: Request
  respondWith(answer: Promise<Response>): void
}

/** What of a service worker is used here; the types of a browser's page know none of it. */
interface Self {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: Location
}

interface Kept {
  /** Begins the name of its caches. */
  name: string
  /** Another one with each build. */
  build: string
  /** The page that is shown where an address of `opens` cannot be reached. */
  shell: string
  files: readonly string[]
  opens: readonly RegExp[]
}

/** A line so slow that it is none. */
const PATIENCE_MS = 8000

export function keepShell({ name, build, shell, files, opens }: Kept): void {
  const worker = self as unknown as Self
  const cacheName = `${name}-${build}`

  // Asked for without a session, so that nobody's page can be the one that is kept.
  const install = async () => {
    const cache = await caches.open(cacheName)
    const page = new Request(shell, { credentials: 'omit', cache: 'reload' })
    await cache.addAll([...files, page])
    await worker.skipWaiting()
  }
  const activate = async () => {
    const old = (await caches.keys()).filter(
      (each) => each.startsWith(`${name}-`) && each !== cacheName,
    )
    await Promise.all(old.map((each) => caches.delete(each)))
    await worker.clients.claim()
  }
  const keptPage = async () => (await caches.match(shell)) ?? Response.error()
  const pageOf = (request: Request): Promise<Response> =>
    new Promise((done) => {
      const timer = setTimeout(() => done(keptPage()), PATIENCE_MS)
      fetch(request)
        .then(done, () => done(keptPage()))
        .finally(() => clearTimeout(timer))
    })
  const fileOf = async (request: Request) => (await caches.match(request)) ?? fetch(request)

  worker.addEventListener('install', (event) => event.waitUntil(install()))
  worker.addEventListener('activate', (event) => event.waitUntil(activate()))
  worker.addEventListener('fetch', (event) => {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    if (request.method !== 'GET' || origin !== worker.location.origin) return
    // Files are named by their content; the shell of another build may ask for others than `files`.
    if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
    else if (request.mode === 'navigate' && opens.some((each) => each.test(pathname)))
      event.respondWith(pageOf(request))
  })
}
