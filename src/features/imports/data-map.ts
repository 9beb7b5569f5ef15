// What is held about imports: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { importRows, imports } from './tables'

const importsRow = keptFor('always, as counts')
const importRowsRow = keptFor('7 days')

export const importsData = {
  imports: {
    id: importsRow('internal', 'names the row', 'service'),
    key: importsRow('internal', 'a repeated sending is one row', 'service'),
    kind: importsRow('internal', 'kind', 'the officer who sent it'),
    state: importsRow('internal', 'how far it is', 'the officer who sent it'),
    version: importsRow('internal', 'no change is lost unseen', 'service'),
    total: importsRow('internal', 'total', 'the officer who sent it'),
    bad: importsRow('internal', 'bad', 'the officer who sent it'),
    done: importsRow('internal', 'done', 'the officer who sent it'),
    made: importsRow('internal', 'made', 'the officer who sent it'),
    known: importsRow('internal', 'known', 'the officer who sent it'),
    by: importsRow('internal', 'accountability', 'the officer who sent it'),
    at: importsRow('internal', 'accountability', 'the officer who sent it'),
    finishedAt: importsRow('internal', 'accountability', 'the officer who sent it'),
  } satisfies DataMap<typeof imports>,
  importRows: {
    importId: importRowsRow('internal', 'import id', 'the officer who sent it'),
    line: importRowsRow('internal', 'line', 'the officer who sent it'),
    cells: importRowsRow('encrypted', 'the line as typed', 'the officer who sent it'),
    error: importRowsRow('internal', 'what is wrong with it', 'the officer who sent it'),
    placeId: importRowsRow('internal', 'which place', 'the officer who sent it'),
  } satisfies DataMap<typeof importRows>,
}
