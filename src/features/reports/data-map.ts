// What enterprises report: why it is held, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { accidents, dailyReports, dutyRosters, productionStops } from './tables'

const BOTH = 'staff of the place, officers of the area'
const report = keptFor('as the town’s register')
const roster = keptFor('until the outbreak ends')
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
} satisfies {
  dailyReports: DataMap<typeof dailyReports>
  dutyRosters: DataMap<typeof dutyRosters>
  productionStops: DataMap<typeof productionStops>
  accidents: DataMap<typeof accidents>
}
