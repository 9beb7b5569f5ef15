// What is held about imports: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { importRows, imports } from './tables'

const SENDER = 'whoever sent it'
const importsRow = keptFor('always, as counts')
const importRowsRow = keptFor('7 days')

export const importsData = {
  imports: {
    id: importsRow('internal', 'names the file in its lines, in order of time', 'service'),
    key: importsRow('internal', 'a repeated sending is one import', 'service'),
    kind: importsRow('internal', 'a list of places, a town, or the workers of a place', SENDER),
    state: importsRow('internal', 'how far it is', SENDER),
    version: importsRow('internal', 'no change is lost unseen', 'service'),
    total: importsRow('internal', 'how many lines', SENDER),
    bad: importsRow('internal', 'how many are wrong', SENDER),
    done: importsRow('internal', 'where the writing goes on', 'service'),
    made: importsRow('internal', 'how many lines made something new', SENDER),
    known: importsRow('internal', 'how many were in the register', SENDER),
    by: importsRow('internal', 'accountability', SENDER),
    at: importsRow('internal', 'accountability', SENDER),
    finishedAt: importsRow('internal', 'accountability', SENDER),
  } satisfies DataMap<typeof imports>,
  importRows: {
    importId: importRowsRow('internal', 'which file', 'service'),
    line: importRowsRow('internal', 'where in the file', SENDER),
    cells: importRowsRow('encrypted', 'the line as typed, to be written or corrected', SENDER),
    error: importRowsRow('internal', 'what is wrong with it', SENDER),
    placeId: importRowsRow('internal', 'whose papers are printed', SENDER),
  } satisfies DataMap<typeof importRows>,
}
