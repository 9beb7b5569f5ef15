// What the places of the demo town have asked for, in every state and age, and the suppliers it publishes.
import { batchAll, type Db } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { yearOf } from '../../src/features/notices/rules'
import { foldName } from '../../src/features/places/rules'
import type { Place } from '../../src/features/places/tables'
import { sealHelp } from '../../src/features/requests/fields'
import { helpDeadline, unitOf } from '../../src/features/requests/rules'
import type { HelpEntryKind } from '../../src/features/requests/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { idOf, keeperIdOf } from './accounts'
import { ASKED, type Asked, SUPPLIERS } from './asked'
import { diceOf } from './dice'
import { insertStatements, UNLESS_THERE } from './found'
import { KEEPERS_SHOP } from './special'
import type { DemoState } from './state'
import { allPlaces } from './top-up'

interface Asking {
  db: Db
  book: Rulebook
  keys: AccountKeys
  now: number
}

const admin = idOf('admin')
const clerk = idOf('clerk')
const keyOf = (kind: string, n: number): string =>
  `0DEM${kind}${String(n).padStart(26 - 4 - kind.length, '0')}`

/** A place of a kind, another for each request. */
function placeFor(places: Place[], { kind }: Asked, n: number): Place | undefined {
  const fitting = places.filter((place) =>
    kind === 'keeper'
      ? place.name === KEEPERS_SHOP
      : place.kind === kind && place.name !== KEEPERS_SHOP,
  )
  return kind === 'keeper' ? fitting[0] : diceOf(`help|${n}`).pick(fitting)
}

interface Told {
  kind: HelpEntryKind
  text?: string | undefined
  by: 'place' | 'office'
  unit?: string | undefined
}

/** Every step that led to how a request stands, in order. */
function stepsOf({ state, answer, again, to }: Asked): Told[] {
  const steps: Told[] = [{ kind: 'asked', by: 'place' }]
  const answered = (): void => {
    steps.push({ kind: 'take', by: 'office' }, { kind: 'answer', by: 'office', text: answer })
  }
  if (to) steps.push({ kind: 'hand', by: 'office', unit: to, text: '请协调电力部门答复' })
  if (again) {
    answered()
    steps.push({ kind: 'reopen', by: 'place', text: again })
  }
  if (state === 'in_hand') steps.push({ kind: 'take', by: 'office' })
  if (state === 'answered' || state === 'closed') answered()
  if (state === 'closed') steps.push({ kind: 'solved', by: 'place' })
  if (state === 'withdrawn') steps.push({ kind: 'withdraw', by: 'place' })
  return steps
}

/** Each step some time after the one before, none of them in the future. */
const timeOf = (asked: number, step: number, now: number): number =>
  Math.min(asked + step * (HOUR + 20 * MINUTE), now)

async function rowsOf(asking: Asking, places: Place[], today: number) {
  const { book, keys, now } = asking
  const numbers = new Map<number, number>()
  const requests: Record<string, unknown>[] = []
  const entries: Record<string, unknown>[] = []
  for (const [i, asked] of ASKED.entries()) {
    const place = placeFor(places, asked, i)
    const category = book.requests.categories.find(({ id }) => id === asked.category)
    if (!place || !category) continue
    const at = Math.min(
      startOfDay(today - asked.ago) + 9 * HOUR + i * 7 * MINUTE,
      now - (20 - i) * MINUTE,
    )
    const year = yearOf(at)
    const seq = (numbers.get(year) ?? 0) + 1
    numbers.set(year, seq)
    const key = keyOf('Q', i)
    const id = i + 1
    const steps = stepsOf(asked)
    const keeper = keeperIdOf(place)
    const officer = i % 3 === 0 ? clerk : admin
    const when = (kind: HelpEntryKind): number | null => {
      const last = steps.findLastIndex((each) => each.kind === kind)
      return last < 0 ? null : timeOf(at, last, now)
    }
    const held = ['in_hand', 'answered', 'closed'].includes(asked.state)
    const unit = asked.to ?? unitOf(category)
    const reopened = when('reopen')
    requests.push({
      id,
      key,
      year,
      seq,
      placeId: place.id,
      placeKind: place.kind,
      areaPath: place.areaPath,
      category: category.id,
      unit,
      text: await sealHelp(keys, 'help_requests.text', key, asked.text),
      quantity: await sealHelp(keys, 'help_requests.quantity', key, asked.quantity ?? ''),
      neededOn: asked.ago < 3 ? today + 2 : null,
      state: asked.state,
      version: steps.length,
      answerBy: helpDeadline(book, category.within, reopened ?? at),
      rulebookVersion: book.version,
      by: keeper,
      at,
      takenBy: held ? officer : null,
      takenAt: held ? when('take') : null,
      answeredAt: asked.state === 'in_hand' ? null : when('answer'),
      endedAt: when('solved') ?? when('withdraw'),
      reopens: reopened === null ? 0 : 1,
    })
    let standing = unitOf(category)
    for (const [n, step] of steps.entries()) {
      standing = step.unit ?? standing
      const row = `${key}.${n + 1}`
      entries.push({
        key: row,
        requestId: id,
        kind: step.kind,
        unit: standing,
        text: await sealHelp(keys, 'help_entries.text', row, step.text ?? ''),
        by: step.by === 'place' ? keeper : officer,
        at: timeOf(at, n, now),
      })
    }
  }
  return { requests, entries }
}

/** Told once; what has become of them since stays. */
export async function keepRequests(asking: Asking, state: DemoState): Promise<void> {
  const { db } = asking
  if (await db.$client.prepare('SELECT 1 FROM help_requests LIMIT 1').first()) return
  const today = state.foundedOn
  const open = (await allPlaces(db)).filter(({ status }) => status === 'open')
  const { requests, entries } = await rowsOf(asking, open, today)
  const suppliers = SUPPLIERS.map(([category, name, what, price, contact], i) => ({
    key: keyOf('S', i),
    category,
    name,
    what,
    price,
    contact,
    folded: foldName(`${name} ${what}`),
    fromDay: today - 9 + i,
    by: admin,
    at: startOfDay(today - 10),
  }))
  await batchAll(db, [
    ...insertStatements(db, 'help_requests', requests, UNLESS_THERE),
    ...insertStatements(db, 'help_entries', entries, UNLESS_THERE),
    ...insertStatements(db, 'suppliers', suppliers, UNLESS_THERE),
  ])
}
