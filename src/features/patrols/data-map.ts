// What is held about patrols: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  patrolChanges,
  patrolDays,
  patrolFindings,
  patrolRounds,
  patrolUnits,
  patrolViews,
  residentShifts,
  spotChecks,
} from './tables'

const OFFICERS = 'officers of the area'
const BOTH = 'officers of the area, keeper'
const round = keptFor('as the town’s register')
const finding = keptFor('as the round it belongs to')
const spot = keptFor('as the temperatures of workers, then counts')
const shift = keptFor('as the town’s register')
const view = keptFor('15 days; made anew from the registers')

export const patrolsData = {
  patrolRounds: {
    id: round('internal', 'names the row', 'service'),
    key: round('internal', 'a repeated sending is one round', 'service'),
    placeId: round('internal', 'which place', BOTH),
    areaPath: round('internal', 'lists by area', OFFICERS),
    day: round('internal', 'lists by day', OFFICERS),
    level: round('internal', 'town or village', OFFICERS),
    target: round('internal', 'what the place was to the patrol', OFFICERS),
    at: round('internal', 'counts for its time', BOTH),
    phoneAt: round('internal', 'a wrong clock is seen', OFFICERS),
    receivedAt: round('internal', 'what came late is seen', OFFICERS),
    by: round('internal', 'accountability', BOTH),
    proof: round('internal', 'that somebody was there', OFFICERS),
    review: round('internal', 'a round without a code is looked at', OFFICERS),
    reviewedBy: round('internal', 'accountability', OFFICERS),
    reviewedAt: round('internal', 'accountability', OFFICERS),
    problems: round('internal', 'what came of it', BOTH),
    note: round('encrypted', 'what the patrol wrote', BOTH),
    fileId: round('internal', 'photo', BOTH),
    rulebookVersion: round('internal', 'which rules it was judged by', BOTH),
  },
  patrolFindings: {
    roundId: finding('internal', 'which round', BOTH),
    item: finding('internal', 'which item of the checklist', BOTH),
    fixed: finding('internal', 'put right on the spot', BOTH),
    note: finding('encrypted', 'what was wrong', BOTH),
    fileId: finding('internal', 'photo', BOTH),
  },
  spotChecks: {
    roundId: spot('internal', 'which round', OFFICERS),
    workerId: spot('personal', 'who was measured', OFFICERS),
    temperature: spot('personal', 'tenths of a degree', OFFICERS),
    logged: spot('personal', 'what the register said', OFFICERS),
    differs: spot('internal', 'whether the register can be trusted', OFFICERS),
  },
  residentShifts: {
    id: shift('internal', 'names the row', 'service'),
    key: shift('internal', 'a repeated sending is one shift', 'service'),
    placeId: shift('internal', 'which site', BOTH),
    areaPath: shift('internal', 'lists by area', OFFICERS),
    accountId: shift('internal', 'who is there', BOTH),
    startedAt: shift('internal', 'gaps are seen', BOTH),
    endedAt: shift('internal', 'gaps are seen', BOTH),
    endedBy: shift('internal', 'accountability', OFFICERS),
    note: shift('encrypted', 'what is handed over', OFFICERS),
  },
  patrolChanges: {
    seq: view('internal', 'the order of changes', 'service'),
    placeId: view('internal', 'which place has changed', 'service'),
    day: view('internal', 'which day has changed', 'service'),
  },
  patrolViews: {
    day: view('internal', 'which day', 'service'),
    token: view('internal', 'two at once do not write twice', 'service'),
    version: view('internal', 'which rules it was judged by', 'service'),
    seq: view('internal', 'which changes it knows of', 'service'),
    at: view('internal', 'when it was judged', 'service'),
    areas: view('public', 'names of areas', 'everybody'),
  },
  patrolDays: {
    day: view('internal', 'lists by day', OFFICERS),
    placeId: view('internal', 'which place', OFFICERS),
    areaPath: view('internal', 'lists by area', OFFICERS),
    town: view('internal', 'how the town’s rounds stand', OFFICERS),
    village: view('internal', 'how the village’s rounds stand', OFFICERS),
    team: view('internal', 'lists by team', OFFICERS),
    staleAt: view('internal', 'from when it is judged anew', 'service'),
    line: view('internal', 'the rounds, orders and shifts of the day, by number', OFFICERS),
  },
  patrolUnits: {
    day: view('internal', 'numbers by day', OFFICERS),
    unit: view('internal', 'numbers by area and team', OFFICERS),
    tally: view('internal', 'how many places stand how', OFFICERS),
  },
} satisfies {
  patrolChanges: DataMap<typeof patrolChanges>
  patrolViews: DataMap<typeof patrolViews>
  patrolDays: DataMap<typeof patrolDays>
  patrolUnits: DataMap<typeof patrolUnits>
  patrolRounds: DataMap<typeof patrolRounds>
  patrolFindings: DataMap<typeof patrolFindings>
  spotChecks: DataMap<typeof spotChecks>
  residentShifts: DataMap<typeof residentShifts>
}
