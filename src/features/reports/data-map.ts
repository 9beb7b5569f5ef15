// What enterprises report: why it is held, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  accidents,
  dailyReports,
  dutyRosters,
  productionStops,
  reportCounts,
  reportDays,
  reportSheets,
} from './tables'

const BOTH = 'staff of the place, officers of the area'
const report = keptFor('as the town’s register')
const roster = keptFor('until the outbreak ends')
const line = keptFor('for the days the office looks back')
const READERS = 'officers of the area'
const shown = (what: string) => line('internal', what, READERS)
const counted = (what: string) => report('internal', what, BOTH)

export const reportsData = {
  dailyReports: {
    id: report('internal', 'names the row', 'service'),
    key: report('internal', 'a repeated sending is one row', 'service'),
    placeId: counted('which enterprise'),
    day: counted('of which day'),
    seq: counted('what was before a correction'),
    at: counted('in time or late'),
    by: counted('accountability'),
    late: counted('in time or late'),
    zero: counted('nothing to report'),
    staff: counted('how many work there'),
    present: counted('how many came'),
    measured: counted('how many were measured'),
    abnormal: counted('how many were over the limit; no names'),
    returned: counted('how many are newly back; no names'),
    outside: counted('how many came from outside the city; no names'),
    watched: counted('how many are under observation; no names'),
    disinfected: counted('how often and where was disinfected'),
    computed: counted('what the records said where somebody changed it'),
    duty: report('encrypted', 'who to call there', BOTH),
    masks: counted('whether supplies last'),
    needs: report('encrypted', 'what the town is asked for', BOTH),
    rulebookVersion: counted('which rules it was judged by'),
  },
  dutyRosters: {
    placeId: roster('internal', 'which enterprise', BOTH),
    day: roster('internal', 'of which day', BOTH),
    key: roster('internal', 'a repeated sending changes nothing', 'service'),
    names: roster('encrypted', 'who is on duty', BOTH),
    gaps: roster('internal', 'where nobody is on duty', BOTH),
    version: roster('internal', 'no change is lost unseen', 'service'),
    by: roster('internal', 'accountability', BOTH),
    at: roster('internal', 'accountability', BOTH),
    rulebookVersion: roster('internal', 'which shifts it was made for', 'service'),
  },
  productionStops: {
    id: report('internal', 'names the row', 'service'),
    key: report('internal', 'a repeated sending is one row', 'service'),
    placeId: counted('which enterprise'),
    fromDay: counted('days without a report'),
    untilDay: counted('days without a report'),
    reason: counted('why'),
    by: counted('accountability'),
    at: counted('accountability'),
    endedOn: counted('days without a report'),
    endedBy: counted('accountability'),
    endedAt: counted('accountability'),
  },
  accidents: {
    id: report('internal', 'names the row', 'service'),
    key: report('internal', 'a repeated sending is one row', 'service'),
    placeId: counted('which enterprise'),
    areaPath: report('internal', 'lists by area', 'officers of the area'),
    kind: counted('what kind'),
    happenedAt: counted('when'),
    where: report('encrypted', 'where', BOTH),
    what: report('encrypted', 'what happened', BOTH),
    done: report('encrypted', 'what was done', BOTH),
    hurt: counted('how many were hurt; no names'),
    day: counted('the day of the report'),
    at: counted('accountability'),
    by: counted('accountability'),
    rulebookVersion: counted('which kinds there were'),
    seenBy: counted('which officer has read it'),
    seenAt: counted('which officer has read it'),
  },
  reportSheets: { day: shown('which days are kept') },
  reportDays: {
    placeId: shown('which enterprise'),
    day: shown('of which day'),
    state: shown('who has not reported'),
    areaPath: shown('lists by area'),
    trade: shown('lists by department'),
    code: shown('opens the enterprise'),
    name: shown('which enterprise'),
    nameFolded: line('internal', 'search', 'service'),
    stopped: shown('days without a report'),
    at: shown('in time or late'),
    seq: shown('corrected or not'),
    zero: shown('nothing to report'),
    staff: shown('how many work there'),
    present: shown('how many came'),
    measured: shown('how many were measured'),
    abnormal: shown('how many were over the limit; no names'),
    returned: shown('how many are newly back; no names'),
    outside: shown('how many came from outside the city; no names'),
    watched: shown('how many are under observation; no names'),
    masks: shown('whether supplies last'),
    needs: shown('that it asks for something, not what'),
    gaps: shown('where nobody is on duty'),
  },
  reportCounts: {
    day: shown('of which day'),
    areaId: shown('sums by area'),
    trade: shown('sums by department'),
    enterprises: shown('how many there are'),
    reported: shown('how many have reported'),
    late: shown('how many were late'),
    stopped: shown('how many stand still'),
    missing: shown('how many have not reported'),
    zero: shown('how many had nothing to report'),
    corrected: shown('how many corrected'),
    needs: shown('how many ask for something'),
    gaps: shown('how many have nobody on duty'),
    staff: shown('how many work there'),
    present: shown('how many came'),
    measured: shown('how many were measured'),
    abnormal: shown('how many were over the limit'),
    returned: shown('how many are newly back'),
    outside: shown('how many came from outside the city'),
    watched: shown('how many are under observation'),
  },
} satisfies {
  reportSheets: DataMap<typeof reportSheets>
  reportDays: DataMap<typeof reportDays>
  reportCounts: DataMap<typeof reportCounts>
  dailyReports: DataMap<typeof dailyReports>
  dutyRosters: DataMap<typeof dutyRosters>
  productionStops: DataMap<typeof productionStops>
  accidents: DataMap<typeof accidents>
}
