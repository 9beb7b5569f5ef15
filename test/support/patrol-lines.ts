// A day of rounds in memory: places, rounds and the lines the engine makes of them.
import { linesOf, type PatrolLine } from '../../src/features/patrols/rules-day'
import type { DayPlace, DayRound, DayRows } from '../../src/features/patrols/store-day'
import { dayOf } from '../../src/shared/clock'
import { testRulebook } from './rulebook'

export const at = (time: string): number => Date.parse(`2020-03-12T${time}:00+08:00`)
export const TODAY = dayOf(at('12:00'))

const quota = (
  target: 'site' | 'site_with_watch' | 'shop' | 'negative_list',
  windows: [string, string][],
  resident = false,
) => ({
  target,
  level: 'town' as const,
  roundsPerDay: windows.length,
  windows: windows.map(([from, to]) => ({ from, to })),
  resident,
  teams: 1,
  role: 'patrol' as const,
  source: 'test',
})
export const FOUR: [string, string][] = [
  ['06:00', '10:00'],
  ['10:00', '12:00'],
  ['12:00', '15:00'],
  ['15:00', '20:00'],
]
const book = testRulebook({
  patrols: [
    quota('site', FOUR),
    quota('site_with_watch', FOUR, true),
    quota('shop', [['09:00', '18:00']]),
    quota('negative_list', [['08:00', '14:00']]),
  ],
})

export const place = (id: number, change: Partial<DayPlace> = {}): DayPlace => ({
  id,
  code: `P${id}`,
  kind: 'site',
  name: `工地 ${id}`,
  trade: 'catering',
  address: '路',
  areaId: 3,
  areaPath: '/1/2/3/',
  area: '左照沟村',
  areaEn: 'Zuozhaogou',
  status: 'open',
  stage: 'working',
  opensAt: null,
  closesAt: null,
  restDay: null,
  pausedFrom: null,
  pausedUntil: null,
  isolationRooms: null,
  listed: 0,
  watched: 0,
  ...change,
})

let last = 0
export const round = (placeId: number, time: string, change: Partial<DayRound> = {}): DayRound => {
  last += 1
  return {
    id: last,
    placeId,
    level: 'town',
    target: 'site',
    at: at(time),
    receivedAt: at(time),
    by: 1,
    proof: 'code',
    review: null,
    problems: 0,
    ...change,
  }
}

export const linesAt = (now: number, rows: Partial<DayRows>): PatrolLine[] =>
  linesOf(
    book,
    { places: [], rounds: [], orders: [], shifts: [], teams: [], ...rows },
    { level: 'town', now, day: TODAY },
  )
