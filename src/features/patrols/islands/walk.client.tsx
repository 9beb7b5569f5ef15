// Takes the day along and makes rounds from it, with network or without. Where the browser cannot keep
// anything sealed, the page of the town stays as it is.
import { render } from 'preact'
import { island } from '../../../islands/dom'
import { whenBack } from '../../../islands/line'
import { readPlaceCode } from '../../../shared/place-code'
import { App } from './walk/app'
import { Kept } from './walk/kept'

/** As narrow as the worker's own addresses; a door's code may be scanned in upper case. */
const SCOPES = ['/office/patrols', '/p/', '/P/']
/** How long an answer is waited for before the list is shown all the same. */
const PATIENCE_MS = 4000

const scanned = (): string =>
  readPlaceCode(/\/(?:p|round)\/([^/]+)/i.exec(location.pathname)?.[1] ?? '') ?? ''

const atHash = (): string => decodeURIComponent(location.hash.slice(1))

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function start(root: HTMLElement): Promise<void> {
  const draw = () => {
    const day = kept?.seen.day
    if (kept && day) render(<App kept={kept} day={day} at={atHash()} done={done} />, root)
  }
  const kept = await Kept.open(root.dataset.account ?? '', draw)
  if (!kept?.seen.day && root.dataset.empty) root.textContent = root.dataset.empty
  if (!kept) return

  async function done(key: string): Promise<void> {
    if (!kept) return
    await Promise.race([kept.flush(true), pause(PATIENCE_MS)])
    const refused = kept.seen.sendings.find((each) => each.key === key && each.problem)
    location.replace(refused ? `#fix-${key}` : '#list')
    scrollTo(0, 0)
  }

  const code = scanned()
  if (code && !atHash()) history.replaceState(null, '', `/office/patrols#${code}`)
  if (kept.seen.day) {
    document.documentElement.lang = kept.seen.day.lang === 'zh' ? 'zh-CN' : 'en'
    root.textContent = ''
    draw()
  }
  window.addEventListener('hashchange', () => {
    draw()
    scrollTo(0, 0)
  })
  whenBack(() => void kept.flush(true))
  await kept.flush(true)
  if (navigator.serviceWorker && root.dataset.account)
    for (const scope of SCOPES)
      void navigator.serviceWorker.register('/patrol-sw.js', { scope }).catch(() => undefined)
}

island('walk', (root) => void start(root))
