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

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** The town's page as it is now, around what stands here. */
async function renewPage(root: HTMLElement): Promise<void> {
  const answer = await fetch(location.pathname + location.search)
  if (!answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = fresh.querySelector('main')
  const place = main?.querySelector('[data-island="walk"]')
  if (!main || !place) return
  root.parentElement?.replaceWith(main)
  place.replaceWith(root)
}

async function start(root: HTMLElement): Promise<void> {
  /** The town's list stands on this page. */
  const listed = location.pathname === '/office/patrols' && root.dataset.account !== undefined
  const at = () => decodeURIComponent(location.hash.slice(1)) || (root.dataset.code ?? '')
  let opened: Kept | null = null
  const draw = () => {
    if (!opened) return
    const { day, line, sendings } = opened.seen
    if (!day) return
    const code = at()
    const known = day.places.some((place) => place.code === code)
    // The town knows places this phone does not.
    if (listed && !known && line === 'fine' && readPlaceCode(code))
      return location.replace(`/office/patrols/round/${code}`)
    const bare = root.dataset.code
      ? !known
      : listed && !known && line === 'fine' && sendings.length === 0
    // What the town has drawn is out of the way while the phone knows better.
    root.parentElement?.classList.toggle('walking', !bare)
    render(<App kept={opened} day={day} at={code} bare={bare} done={done} />, root)
  }
  const sent = () => {
    if (listed) void renewPage(root).then(draw, () => undefined)
  }
  const level = root.dataset.level ?? ''
  const kept = await Kept.open(root.dataset.account ?? '', { changed: draw, sent, level })
  if (!kept?.seen.day && root.dataset.empty) root.textContent = root.dataset.empty
  if (!kept && root.dataset.onlineOnly) {
    root.className = 'ask'
    root.textContent = root.dataset.onlineOnly
  }
  if (!kept) return
  opened = kept

  async function done(key: string): Promise<void> {
    if (!kept) return
    await Promise.race([kept.flush(true), pause(PATIENCE_MS)])
    const refused = kept.seen.sendings.some((each) => each.key === key && each.problem)
    const next = refused ? `#fix-${key}` : '#list'
    if (root.dataset.code) location.assign(`/office/patrols${next}`)
    else location.replace(next)
    scrollTo(0, 0)
  }

  const { day } = kept.seen
  if (root.dataset.account === undefined) {
    if (scanned() && !location.hash) history.replaceState(null, '', `/office/patrols#${scanned()}`)
    if (day) document.documentElement.lang = day.lang === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.classList.toggle('big', day?.big ?? false)
  }
  if (day) root.textContent = ''
  draw()
  window.addEventListener('hashchange', () => {
    draw()
    scrollTo(0, 0)
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    // The summary of errors leads to a field, not to another place.
    const [, field] = /^#(f-.+)$/.exec(link?.getAttribute('href') ?? '') ?? []
    if (field) {
      event.preventDefault()
      document.getElementById(field)?.focus()
      return
    }
    const [, code] = /^\/office\/patrols\/round\/(\w{7})$/.exec(link?.pathname ?? '') ?? []
    if (!listed || !code || !kept.seen.day?.places.some((place) => place.code === code)) return
    event.preventDefault()
    location.hash = code
  })
  whenBack(() => void kept.flush(true))
  await kept.flush(true)
  if (navigator.serviceWorker && root.dataset.account)
    for (const scope of SCOPES)
      void navigator.serviceWorker.register('/patrol-sw.js', { scope }).catch(() => undefined)
}

island('walk', (root) => void start(root))
