// What the demo town's enterprises tell it: pure, the same every time. Most report in time, some late, one
// or two not at all; nearly every roster is full; two had an accident.
import { changedByHand, dueAt, type Figures, zeroHindered } from '../../src/features/reports/rules'
import { cellsOf, gapsIn, type Names } from '../../src/features/reports/rules-roster'
import type { Rulebook } from '../../src/features/rulebook/form'
import { MINUTE } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { diceOf } from './dice'
import { resident } from './people'

interface Enterprise {
  id: number
  code: string
}

const NEEDS = [
  '一次性口罩 2000 只',
  '外地员工返岗的包车一辆',
  '招普工 8 人',
  '请协调天然气按时供应',
  '消毒液 100 升',
]

/** Days the masks last, as the demo counts of supplies have it. */
const masksOf = (id: number, day: number): number => 9 - ((day + id) % 8)

export interface DemoReport extends Figures {
  key: string
  day: number
  seq: number
  at: number
  late: boolean
  zero: boolean
  computed: Record<string, number>
  masks: number
  needs: string
}

/** What an enterprise sent on a day: nothing, a report, or one with its correction. */
export function reportsOn(
  book: Rulebook,
  place: Enterprise,
  day: number,
  counted: { today: Figures; before: Figures | null; accidents: number },
): DemoReport[] {
  const dice = diceOf(`report|${place.code}|${day}`)
  if (dice.chance(0.015)) return []
  const due = dueAt(book, day)
  const late = dice.chance(0.04)
  const at = due + (late ? dice.between(3, 150) : -dice.between(2, 95)) * MINUTE
  const needs = dice.chance(0.02) ? dice.pick(NEEDS) : ''
  const { today, before, accidents } = counted
  const zero = !needs && zeroHindered(today, before, accidents).length === 0
  const wrong = !zero && today.present > 3 && dice.chance(0.02)
  const told = wrong ? { ...today, present: today.present - 1 } : today
  const first: DemoReport = {
    ...told,
    ...{ day, at, late, zero, needs, seq: 1, masks: masksOf(place.id, day) },
    key: newKey(at, dice.bytes),
    computed: { ...changedByHand(today, told) },
  }
  const again = at + dice.between(20, 200) * MINUTE
  const corrected = { ...first, ...today, seq: 2, at: again, computed: {} }
  return wrong ? [first, { ...corrected, key: newKey(again, dice.bytes) }] : [first]
}

/** Nobody else in the town has these numbers. */
const LEADERS_FROM = 30_000

/** Who is on duty on a day; null: this enterprise has not made its roster. */
export function rosterOn(book: Rulebook, place: Enterprise, day: number) {
  const careless = diceOf(`roster|${place.code}`)
  if (careless.chance(0.02)) return null
  const gappy = careless.chance(0.08)
  const dice = diceOf(`roster|${place.code}|${day}`)
  const person = () => resident(LEADERS_FROM + place.id * 10 + dice.whole(8)).name
  const names: Names = Object.fromEntries(
    cellsOf(book.reports).flatMap(({ id, post }) => {
      if (gappy && dice.chance(0.2)) return []
      return [[id, post ? person() : [...new Set([person(), person()])].join('、')]]
    }),
  )
  return { names, gaps: gapsIn(book.reports, names).length }
}

export interface DemoAccident {
  /** Of the open enterprises, which one. */
  nth: number
  kind: 'production' | 'transport' | 'operation'
  /** Days before the town was founded, and the minute of the day. */
  ago: number
  minute: number
  where: string
  what: string
  done: string
  hurt: number
  seen: boolean
}

export const ACCIDENTS: readonly DemoAccident[] = [
  {
    nth: 0,
    kind: 'production',
    ago: 3,
    minute: 15 * 60 + 20,
    where: '二号车间冲压线',
    what: '换模具时夹伤手指。',
    done: '已送医包扎，冲压线停用检查，全员重做一次安全交底。',
    hurt: 1,
    seen: true,
  },
  {
    nth: 1,
    kind: 'transport',
    ago: 1,
    minute: 17 * 60 + 45,
    where: '厂区北门外',
    what: '送货车倒车碰坏围挡，没有人受伤。',
    done: '已拍照、设警戒，围挡当天修好。',
    hurt: 0,
    seen: false,
  },
]
