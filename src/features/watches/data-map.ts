// What is held about people under observation: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  paperCopies,
  watchEntries,
  watches,
  watchPosts,
  watchReadings,
  watchSums,
  workerPapers,
} from './tables'

const watchRow = keptFor('as long as the town runs this service: the worker’s proof of release')
const readingRow = keptFor('the rulebook’s watch.keepDays after the watch ended; then only counts')
const paperRow = keptFor(
  'while the worker is known; a travel check goes the rulebook’s watch.keepDays after the watch, or after it was made',
)
const copyRow = keptFor(
  'the rulebook’s seenPapers.copies.keepDays, shorter where the document ends, the signer withdraws or leaves',
)
const OPENERS =
  'the worker, the keeper who made it, clerks, health officers and admins of the area, audited'
const SEERS = 'the worker, staff of the place, officers of the area, audited'
const OFFICE = 'officers of the area'

export const watchesData = {
  watches: {
    id: watchRow('internal', 'names the watch in other rows', 'service'),
    key: watchRow('internal', 'a repeated sending is one watch', 'service'),
    workerId: watchRow('personal', 'who is observed', SEERS),
    placeId: watchRow('internal', 'whose worker', SEERS),
    pledgeId: watchRow('internal', 'what it began from', OFFICE),
    kept: watchRow('personal', 'at the place or at home', SEERS),
    areaId: watchRow('internal', 'who answers for it', OFFICE),
    areaPath: watchRow('internal', 'who answers for it', OFFICE),
    firstDay: watchRow('personal', 'since when', SEERS),
    lastDay: watchRow('personal', 'until when', SEERS),
    amFrom: watchRow('internal', 'gaps are counted from here', 'service'),
    pmFrom: watchRow('internal', 'gaps are counted from here', 'service'),
    measured: watchRow('internal', 'gaps are counted', SEERS),
    room: watchRow('personal', 'where to find them', SEERS),
    minder: watchRow('encrypted', 'who looks after them', SEERS),
    why: watchRow('personal', 'why', SEERS),
    version: watchRow('internal', 'no change is lost unseen', 'service'),
    rulebookVersion: watchRow('internal', 'by which rules', SEERS),
    openedBy: watchRow('internal', 'accountability', OFFICE),
    openedAt: watchRow('internal', 'accountability', SEERS),
    proposedBy: watchRow('internal', 'an early end needs two', OFFICE),
    proposedAt: watchRow('internal', 'an early end needs two', OFFICE),
    endedAt: watchRow('personal', 'released when', SEERS),
    endedOn: watchRow('personal', 'may work from then', SEERS),
    endedBy: watchRow('internal', 'accountability', OFFICE),
    ending: watchRow('internal', 'in full or early', OFFICE),
    year: watchRow('internal', 'number of the certificate', SEERS),
    seq: watchRow('internal', 'number of the certificate', SEERS),
    missed: watchRow('internal', 'how complete it was', OFFICE),
    fevers: watchRow('internal', 'how it went, as a count', OFFICE),
  } satisfies DataMap<typeof watches>,
  watchReadings: {
    id: readingRow('internal', 'names the reading', 'service'),
    key: readingRow('internal', 'a repeated sending is one reading', 'service'),
    watchId: readingRow('internal', 'of which watch', SEERS),
    day: readingRow('personal', 'when', SEERS),
    shift: readingRow('personal', 'morning or evening', SEERS),
    temperature: readingRow('personal', 'whether there is a fever', SEERS),
    symptoms: readingRow('personal', 'whether there are symptoms', SEERS),
    alarm: readingRow('personal', 'somebody must be told', SEERS),
    rulebookVersion: readingRow('internal', 'by which rules', 'service'),
    at: readingRow('personal', 'when', SEERS),
    by: readingRow('internal', 'accountability', SEERS),
    corrects: readingRow('internal', 'no reading is lost unseen', 'service'),
    toldAt: readingRow('internal', 'those to be told know', SEERS),
    toldBy: readingRow('internal', 'accountability', OFFICE),
  } satisfies DataMap<typeof watchReadings>,
  watchEntries: {
    id: watchRow('internal', 'binds the text', 'service'),
    key: watchRow('internal', 'a repeated sending is one step', 'service'),
    watchId: watchRow('internal', 'of which watch', SEERS),
    kind: watchRow('internal', 'what was done', SEERS),
    day: watchRow('internal', 'when', SEERS),
    at: watchRow('internal', 'when', SEERS),
    by: watchRow('internal', 'accountability', OFFICE),
    found: watchRow('personal', 'a spot check: was there', OFFICE),
    text: watchRow('encrypted', 'reason or note', OFFICE),
    fileId: watchRow('internal', 'photo of a spot check', OFFICE),
  } satisfies DataMap<typeof watchEntries>,
  workerPapers: {
    id: paperRow('internal', 'the newest counts', 'service'),
    key: paperRow('internal', 'a repeated sending is one', 'service'),
    workerId: paperRow('internal', 'whose', SEERS),
    kind: paperRow('personal', 'what was shown', SEERS),
    travel: paperRow('internal', 'how long it is kept', 'service'),
    result: paperRow('personal', 'what the last 14 days said', SEERS),
    validUntil: paperRow('personal', 'an expired one is seen again', SEERS),
    at: paperRow('internal', 'when', SEERS),
    by: paperRow('internal', 'who saw it', SEERS),
  } satisfies DataMap<typeof workerPapers>,
  paperCopies: {
    id: copyRow('internal', 'binds the text, names the copy', OPENERS),
    key: copyRow('internal', 'a repeated sending is one copy', 'service'),
    workerId: copyRow('internal', 'whose', SEERS),
    placeId: copyRow('internal', 'whose keeper may open it', 'service'),
    kind: copyRow('personal', 'of which document', SEERS),
    fileId: copyRow('internal', 'the photo, encrypted in the bucket', OPENERS),
    why: copyRow('personal', 'why this person cannot be scanned', SEERS),
    text: copyRow('encrypted', 'the same in words', OPENERS),
    selfSigned: copyRow('internal', 'a reason that was asked for more closely', OPENERS),
    keptThrough: copyRow('internal', 'goes by itself', SEERS),
    at: copyRow('internal', 'accountability', SEERS),
    by: copyRow('internal', 'accountability', SEERS),
    removedAt: copyRow('internal', 'taken away before its day', 'service'),
  } satisfies DataMap<typeof paperCopies>,
  watchPosts: {
    areaId: watchRow('internal', 'lists by area', OFFICE),
    state: watchRow('internal', 'lists by state', OFFICE),
    day: watchRow('internal', 'the order of lists', OFFICE),
    watchId: watchRow('internal', 'which watch', OFFICE),
    nameFolded: watchRow('internal', 'search by place', 'service'),
    proposedBy: watchRow('internal', 'whose word is asked', OFFICE),
    firstGap: watchRow('personal', 'who was not measured', OFFICE),
    untold: watchRow('personal', 'a fever nobody was told of', OFFICE),
  } satisfies DataMap<typeof watchPosts>,
  watchSums: {
    areaId: watchRow('internal', 'counts by area', OFFICE),
    what: watchRow('internal', 'what is counted', OFFICE),
    at: watchRow('internal', 'counts by day', OFFICE),
    n: watchRow('internal', 'how many', OFFICE),
  } satisfies DataMap<typeof watchSums>,
}
