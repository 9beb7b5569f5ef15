// A planned day of patrols over the whole town: what is sent, when, by whom, and what must come of it. The
// plan keeps its own books: nothing here asks the engine what is owed or done.
import type { Place } from '../../src/features/places/tables'
import { dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'

/** What a round that is owed came to by the end of the day. */
export type Mark = 'done' | 'made_up' | 'missed'

export interface Sending {
  key: string
  place: Place
  /** When it was made, and when it reaches the town. */
  made: number
  arrives: number
  who: 'district' | 'second' | 'clerk'
  /** The code of the place; of yesterday; of another place; none, but a photo. */
  proof: 'right' | 'yesterday' | 'elsewhere' | 'photo'
  /** By how much the phone's clock is ahead; null: a form without script. */
  clock: number | null
  /** How far the phone thinks the town's clock is from its own; the truth unless told. */
  offset?: number
  fields: Record<string, string>
  answer: 200 | 422
  again: boolean
}

export interface Told {
  place: Place
  level: 'town' | 'village'
  due: number[]
  marks: Mark[]
  /** When what was done was done. */
  at: (number | null)[]
  problem: boolean
}

type Kind = 'site' | 'shop' | 'negative' | 'shut' | 'enterprise'

const BARRED = 'ktv internet_cafe bathhouse cinema gym mahjong training childcare'.split(' ')

/** What a place is on that day, by the seed's words; null: nobody looks at it. */
export function kindOf(place: Place, day: number): Kind | null {
  const { kind, status, trade, restDay } = place
  if (status === 'closed') return null
  if (kind === 'site') return 'site'
  if (status === 'open') return restDay === day ? null : kind
  if (kind === 'enterprise') return null
  return BARRED.includes(trade) ? 'negative' : 'shut'
}

/** Until when each round of the town is due; and of a village. */
const DUE: Record<Kind, { town: string[]; village: string[] }> = {
  site: { town: ['10:00', '12:00', '15:00', '20:00'], village: ['20:00'] },
  shop: { town: ['18:00'], village: ['20:00'] },
  negative: { town: ['11:00', '14:00', '18:00', '22:00'], village: ['14:00', '22:00'] },
  shut: { town: ['13:00', '20:00'], village: ['20:00'] },
  enterprise: { town: ['18:00'], village: [] },
}

const TEN = 10 * MINUTE
/** Phones in the street send when the network lets them: by the next full ten minutes. */
const soon = (made: number): number => Math.ceil(made / TEN) * TEN

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export class DayPlan {
  readonly sendings: Sending[] = []
  readonly told: Told[] = []
  /** Rounds that are written beforehand: what the story is not about. */
  readonly before: { place: Place; at: number }[] = []
  readonly day: number
  readonly places: Record<Kind, Place[]>

  constructor(places: readonly Place[], now: number) {
    this.day = dayOf(now)
    const of = (kind: Kind) => places.filter((place) => kindOf(place, this.day) === kind)
    this.places = {
      ...{ site: of('site'), shop: of('shop'), negative: of('negative') },
      ...{ shut: of('shut'), enterprise: of('enterprise') },
    }
  }

  at(clock: string, plus = 0): number {
    return startOfDay(this.day) + (minutes(clock) + plus) * MINUTE
  }

  /** What a place is owed; all of it missed until something is told. */
  owes(place: Place, kind: Kind, level: Told['level'] = 'town'): Told {
    const due = DUE[kind][level].map((clock) => this.at(clock))
    const marks = due.map((): Mark => 'missed')
    const told = { place, level, due, marks, at: due.map(() => null), problem: false }
    this.told.push(told)
    return told
  }

  /** Sends a round; `change` says what is unusual about it. */
  send(place: Place, made: number, change: Partial<Sending> = {}): Sending {
    const sending: Sending = {
      ...{ key: newKey(made, systemRandom), place, made, arrives: soon(made), who: 'district' },
      ...{ proof: 'right', clock: 0, fields: {}, answer: 200, again: false },
      ...change,
    }
    this.sendings.push(sending)
    return sending
  }

  /** A round that counts as the n-th, made in time unless told. */
  round(told: Told, n: number, made: number, change: Partial<Sending> = {}): Sending {
    told.marks[n] = made > (told.due[n] ?? 0) ? 'made_up' : 'done'
    told.at[n] = made
    return this.send(told.place, made, change)
  }
}

const SITE_TIMES = ['07:00', '10:20', '12:30', '15:30']

/** What is unusual at the n-th site, each told by name. */
function siteDay(plan: DayPlan, told: Told, i: number): void {
  const time = (n: number): number => plan.at(SITE_TIMES[n] ?? '', i)
  const usual = (from: number, to: number): void => {
    for (let n = from; n < to; n++) plan.round(told, n, time(n))
  }
  const last = time(3)
  if (i === 5) {
    // Nobody came in the morning; the round of ten past ten makes up for it.
    plan.round(told, 0, plan.at('10:10'))
    plan.round(told, 1, plan.at('11:00'))
    plan.round(told, 2, time(2))
    plan.round(told, 3, last)
  } else if (i === 7) {
    usual(0, 4)
    // Two officers on one round: the second counts for nothing.
    plan.send(told.place, last + 5 * MINUTE, { who: 'second' })
  } else if (i === 8) {
    usual(0, 3)
    const wrong = plan.send(told.place, last, { proof: 'yesterday', answer: 422 })
    plan.round(told, 3, last, { key: wrong.key, arrives: soon(last) + 3 * MINUTE })
  } else if (i === 9) {
    usual(0, 3)
    plan.send(told.place, last, { proof: 'elsewhere', answer: 422 })
  } else if (i >= 10 && i <= 12) {
    usual(0, 2)
    // Out of an outbox, in the evening, and once more because the first answer was lost.
    const arrives = plan.at('18:40', i)
    const sent = plan.round(told, 2, time(2), { arrives })
    plan.send(told.place, time(2), { key: sent.key, arrives: arrives + MINUTE, again: true })
    plan.round(told, 3, last)
  } else if (i === 13) {
    usual(0, 3)
    plan.round(told, 3, last, { clock: 2 * HOUR })
  } else if (i === 15 || i === 16) {
    usual(0, 3)
    // 15 is refused by the supervisor afterwards, 16 confirmed.
    const sent = plan.round(told, 3, last, { proof: 'photo' })
    if (i === 15) {
      told.marks[3] = 'missed'
      told.at[3] = null
    }
    sent.who = 'district'
  } else if (i === 17 || i === 18) {
    usual(0, 3)
    told.problem = true
    const found: Record<string, string> =
      i === 17 ? { i_register: 'fixed' } : { i_register: 'fail', deadline: 'tomorrow' }
    plan.round(told, 3, last, { fields: found })
  } else if (i === 19) {
    usual(0, 3)
    plan.round(told, 3, plan.at('20:15'))
  } else if (i === 20) {
    usual(0, 3)
    const early = plan.send(told.place, last, { clock: HOUR, offset: 0, answer: 422 })
    plan.round(told, 3, last, { key: early.key, arrives: soon(last) + MINUTE })
  } else usual(0, i % 11 === 3 ? 3 : 4)
}

function negativeDay(plan: DayPlan, told: Told, i: number): void {
  const times = ['08:30', '11:30', '15:00', '19:00'].map((clock) => plan.at(clock, i))
  if (i !== 0) {
    for (const [n, time] of times.entries()) plan.round(told, n, time)
    return
  }
  // The second was missed and stays so; each of the others counts for its own time.
  for (const [n, time] of times.entries()) if (n !== 1) plan.round(told, n, time)
}

function shopDay(plan: DayPlan, told: Told, i: number): void {
  const made = plan.at('09:10', Math.floor(i * 1.7))
  if (i % 40 === 11) return
  if (i % 60 === 17) plan.round(told, 0, plan.at('18:10', i % 50))
  else if (i === 30 || i === 31) {
    told.problem = true
    const found: Record<string, string> =
      i === 30 ? { i_stock: 'fixed' } : { i_stock: 'fail', deadline: 'tomorrow' }
    plan.round(told, 0, made, { fields: { ...found, n_stock: '口罩只够半天' } })
  } else plan.round(told, 0, made, i % 30 === 0 ? { clock: null, arrives: made } : {})
}

/** Enterprises and shops that must be shut are visited too, by rows that are written beforehand. */
function quietly(plan: DayPlan, told: Told, missing: boolean, clocks: string[]): void {
  for (const [n, clock] of clocks.entries()) {
    if (missing && n === clocks.length - 1) continue
    const at = plan.at(clock)
    plan.before.push({ place: told.place, at })
    told.marks[n] = 'done'
    told.at[n] = at
  }
}

/** The day of the seed with everything that goes wrong on it; `village`: where the clerk walks. */
export function planOf(places: readonly Place[], now: number, village: number): DayPlan {
  const plan = new DayPlan(places, now)
  const { site, shop, negative, shut, enterprise } = plan.places
  for (const [i, place] of site.entries()) siteDay(plan, plan.owes(place, 'site'), i)
  for (const [i, place] of negative.entries()) negativeDay(plan, plan.owes(place, 'negative'), i)
  for (const [i, place] of shop.entries()) shopDay(plan, plan.owes(place, 'shop'), i)
  for (const [i, place] of shut.entries())
    quietly(plan, plan.owes(place, 'shut'), i === 4, ['09:00', '15:00'])
  for (const [i, place] of enterprise.entries())
    quietly(plan, plan.owes(place, 'enterprise'), i % 50 === 9, ['10:00'])
  for (const kind of ['site', 'shop', 'negative', 'shut'] as const)
    for (const [i, place] of plan.places[kind].entries()) {
      const told = plan.owes(place, kind, 'village')
      if (kind === 'shop' && place.areaId === village)
        plan.round(told, 0, plan.at('16:00', i % 60), { who: 'clerk' })
    }
  plan.sendings.sort((a, b) => a.arrives - b.arrives || a.made - b.made)
  return plan
}

/** The plan's own count at an instant, of what had been made by then. */
export function counted(told: readonly Told[], now: number) {
  const rounds = told.flatMap(({ due, marks, at }) =>
    due.map((time, n) => {
      const made = at[n] ?? Number.POSITIVE_INFINITY
      if (made > now) return { due: time, mark: time < now ? 'missed' : 'due' }
      return { due: time, mark: marks[n] ?? 'due' }
    }),
  )
  const count = (...marks: string[]) => rounds.filter(({ mark }) => marks.includes(mark)).length
  return {
    owed: rounds.length,
    dueByNow: count('done', 'made_up', 'missed'),
    done: count('done', 'made_up'),
    madeUp: count('made_up'),
    missed: count('missed'),
  }
}
