// What is held about patrols: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { patrolFindings, patrolRounds, residentShifts, spotChecks } from './tables'

const OFFICERS = 'officers of the area'
const BOTH = 'officers of the area, keeper'
const round = keptFor('as the town’s register')
const finding = keptFor('as the round it belongs to')
const spot = keptFor('as the temperatures of workers, then counts')
const shift = keptFor('as the town’s register')

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
} satisfies {
  patrolRounds: DataMap<typeof patrolRounds>
  patrolFindings: DataMap<typeof patrolFindings>
  spotChecks: DataMap<typeof spotChecks>
  residentShifts: DataMap<typeof residentShifts>
}
