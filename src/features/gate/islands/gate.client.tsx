// A crew measured by keyboard alone, with network or without. Where the browser cannot keep anything sealed,
// the page of the town stays as it is, and Enter still leads on to the next box.
import { render } from 'preact'
import { timeOf } from '../../../i18n/format'
import { island } from '../../../islands/dom'
import { whenBack } from '../../../islands/line'
import { minuteOfDay } from '../../../shared/clock'
import { readPlaceCode } from '../../../shared/place-code'
import { crewAsked, crewsOf, isOpen, plausible, type Shift } from '../rules'
import { isPlate } from '../rules-again'
import { rangeOf } from './morning'
import { standsText } from './shifts'
import { App, translatorOver } from './walk/app'
import { Held, type What } from './walk/held'

const NOON = 12 * 60

const boxesIn = (form: ParentNode | null): HTMLInputElement[] => [
  ...(form?.querySelectorAll<HTMLInputElement>('input:not([type=hidden])') ?? []),
]

const crewIn = (root: HTMLElement): ParentNode | null => root.querySelector('[data-what=crew]')

/** Enter is the next box, and after the last one the button that saves. */
function walkByEnter(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    const box = event.target
    if (event.key !== 'Enter' || event.isComposing || !(box instanceof HTMLInputElement)) return
    event.preventDefault()
    const boxes = boxesIn(box.form)
    const next = boxes[boxes.indexOf(box) + 1]
    if (next) next.select()
    ;(next ?? box.form?.querySelector('button'))?.focus()
  })
}

const codeHere = (): string =>
  readPlaceCode(/\/keep\/([^/]+)/i.exec(location.pathname)?.[1] ?? '') ?? ''

function shiftHere(root: HTMLElement): Shift {
  const asked = root.dataset.shift ?? new URLSearchParams(location.search).get('shift')
  if (asked === 'am' || asked === 'pm') return asked
  return minuteOfDay(Date.now()) < NOON ? 'am' : 'pm'
}

const textsIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )

async function start(root: HTMLElement): Promise<void> {
  walkByEnter(root)
  const shift = shiftHere(root)
  const code = root.dataset.code ?? codeHere()
  let crewId = new URLSearchParams(location.search).get('crew') ?? ''
  let held: Held | null = null
  let full = false
  let drawn = false

  /** The crews, the one that is shown, and the next that has somebody left. */
  const listed = () => {
    const day = held?.day()
    const crews = day ? crewsOf(day.people) : []
    const names = held?.seen.waiting.flatMap(({ fields }) => Object.keys(fields)) ?? []
    const waiting = new Set(names.map((name) => Number(/^t(\d+)$/.exec(name)?.[1] ?? 0)))
    const now = { shift, day: day?.day ?? 0, waiting }
    const crew = crewAsked(crews, crewId, now)
    return { crews, crew, next: crew && isOpen(crew, now) ? crew : crewAsked(crews, '', now) }
  }
  const draw = () => {
    const day = held?.day()
    if (!held || !day) return
    if (!drawn) takeOver(root, held)
    drawn = true
    const focused = document.activeElement?.id
    const { crews, crew } = listed()
    crewId = crew?.id ?? ''
    render(<App {...{ held, day, shift, full, crews, crew }} />, root)
    const stands = document.querySelector('[data-stands]')
    if (stands) stands.textContent = standsText(translatorOver(day.texts), day)
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus()
  }
  /** To the next crew that has somebody left, and its first empty box. */
  const onward = () => {
    crewId = listed().next?.id ?? ''
    draw()
    boxesIn(crewIn(root))
      .find((box) => box.value === '')
      ?.focus()
  }

  async function keep(what: What, sent: Record<string, string>): Promise<void> {
    if (!held || Object.keys(sent).length === 0) return
    full = await held.save(what, sent).then(
      () => false,
      () => true,
    )
    draw()
    if (full) return
    if (what === 'crew') onward()
    await held.flush(true)
  }
  const save = (form: HTMLFormElement, all: boolean): Promise<void> => {
    const sent = held ? boxesToSend(textsIn(form), held.seen.values, all) : {}
    return keep('crew', { ...sent, ...(all ? { all: '1' } : {}) })
  }
  /** What stands beside the list is looked at here too: there may be nobody else to do it for hours. */
  const saveBeside = (what: 'again' | 'vehicle' | 'shift', form: HTMLFormElement): void => {
    const day = held?.seen.day
    if (!held || !day) return
    const { key: _key, again = '', ...sent } = textsIn(form)
    const box = boxesIn(form)[0]?.name ?? ''
    const typed = sent[box] ?? ''
    const t = translatorOver(day.texts)
    const early = Number(again) > held.now()
    const reading = () =>
      plausible(typed, day.fever) === null
        ? t('gate.range', rangeOf(day.fever))
        : early && t('gate.bad.early', { time: timeOf(Number(again)) })
    const plate = () => !isPlate(typed) && t('gate.bad.plate')
    const wrong = what !== 'shift' && (what === 'vehicle' ? plate() : reading())
    if (!wrong) return void keep(what, sent)
    held.refuse(box, wrong)
    draw()
    document.getElementById(`f-${box}`)?.focus()
  }

  held = await Held.open({
    account: root.dataset.account ?? '',
    code,
    shift,
    changed: () => draw(),
  })
  if (!held?.seen.day && root.dataset.empty) root.textContent = root.dataset.empty
  if (!held) return
  const kept = held
  const { day } = kept.seen
  if (day && root.dataset.account === undefined) {
    document.documentElement.lang = day.lang === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.classList.toggle('big', day.big)
    const title = document.querySelector('h1')
    if (title) title.textContent = `${day.place} ${day.texts[`gate.title_${shift}`] ?? ''}`
  }
  root.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    kept.type(target.name, target.value)
    draw()
  })
  root.addEventListener('submit', (event) => {
    const form = event.target
    if (!drawn || !(form instanceof HTMLFormElement)) return
    const { what } = form.dataset
    event.preventDefault()
    if (what === 'again' || what === 'vehicle' || what === 'shift') saveBeside(what, form)
    else void save(form, event.submitter?.getAttribute('name') === 'all')
  })
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const field = /^#(f-.+)$/.exec(link?.getAttribute('href') ?? '')?.[1]
    if (!drawn || (link?.dataset.crew === undefined && !field)) return
    event.preventDefault()
    if (field) return document.getElementById(field)?.focus()
    crewId = link?.dataset.crew ?? ''
    draw()
  })
  draw()
  whenBack(() => void kept.flush(true))
  await kept.flush(true)
  if (navigator.serviceWorker && root.dataset.account)
    void navigator.serviceWorker
      .register('/gate-sw.js', { scope: `/keep/${code}/gate` })
      .catch(() => undefined)
}

/** What was typed here, with the reading it corrects; for a crew as a whole also the empty boxes. */
function boxesToSend(
  fields: Record<string, string>,
  typed: Record<string, string>,
  all: boolean,
): Record<string, string> {
  const boxes = Object.entries(fields).filter(([name, value]) => {
    if (!/^t\d/.test(name)) return false
    return value.trim() === '' ? all && !(`s${name.slice(1)}` in fields) : name in typed
  })
  const seen = boxes.flatMap(([name]) => {
    const reading = fields[`s${name.slice(1)}`]
    return reading ? [[`s${name.slice(1)}`, reading] as const] : []
  })
  return Object.fromEntries([...boxes, ...seen])
}

/** What was typed before the phone was ready is not lost. */
function takeOver(root: HTMLElement, held: Held): void {
  for (const box of boxesIn(root))
    if (box.value !== box.defaultValue) held.type(box.name, box.value)
  root.textContent = ''
}

island('gate', (root) => void start(root))
