// What the board is made from: why, who reads it, how long.
import { type DataMap, keptFor } from '../../db/data-entry'
import type {
  dutyDays,
  dutyRecords,
  readingDays,
  recordDays,
  staffSaves,
  stockCounts,
  workerTemperatures,
} from './tables'

const dutyRecordsRow = keptFor('until the outbreak ends')
const stockCountsRow = keptFor('until the outbreak ends')
const dutyDaysRow = keptFor('until the outbreak ends')
const staffSavesRow = keptFor('as long as the readings')
const recordDaysRow = keptFor('until the outbreak ends')
const readingDaysRow = keptFor('as long as the readings')
const workerTemperaturesRow = keptFor(
  'as the rulebook says for visits: 14 days, 28 at most; then only how many were purged',
)

export const boardData = {
  dutyRecords: {
    id: dutyRecordsRow(
      'internal',
      'names the row in corrections',
      'staff of the place, officers of the area',
    ),
    key: dutyRecordsRow('internal', 'a repeated tap is one row', 'service'),
    placeId: dutyRecordsRow('internal', 'where', 'everybody, by the board'),
    day: dutyRecordsRow('internal', 'when', 'everybody, by the board'),
    duty: dutyRecordsRow('public', 'what was done', 'everybody, by the board'),
    at: dutyRecordsRow('internal', 'when', 'everybody, by the board'),
    by: dutyRecordsRow('internal', 'by whom; shown masked', 'everybody, by the board'),
    source: dutyRecordsRow('internal', 'tapped, or typed in from paper', 'everybody, by the board'),
    detail: dutyRecordsRow(
      'internal',
      'where and with what; a plate only masked',
      'everybody, by the board',
    ),
    corrects: dutyRecordsRow(
      'internal',
      'which row it replaces',
      'staff of the place, officers of the area',
    ),
    undoneAt: dutyRecordsRow(
      'internal',
      'taken back within ten minutes',
      'staff of the place, officers of the area',
    ),
    undoneBy: dutyRecordsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof dutyRecords>,
  stockCounts: {
    id: stockCountsRow(
      'internal',
      'names the row in corrections',
      'staff of the place, officers of the area',
    ),
    key: stockCountsRow('internal', 'a repeated tap is one row', 'service'),
    placeId: stockCountsRow('internal', 'where', 'everybody, by the board'),
    day: stockCountsRow('internal', 'when', 'everybody, by the board'),
    at: stockCountsRow('internal', 'when', 'everybody, by the board'),
    by: stockCountsRow('internal', 'by whom; shown masked', 'everybody, by the board'),
    source: stockCountsRow('internal', 'tapped, or typed in from paper', 'everybody, by the board'),
    items: stockCountsRow('public', 'what is in stock', 'everybody, by the board'),
    undoneAt: stockCountsRow(
      'internal',
      'taken back within ten minutes',
      'staff of the place, officers of the area',
    ),
    undoneBy: stockCountsRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof stockCounts>,
  workerTemperatures: {
    id: workerTemperaturesRow(
      'internal',
      'names the row in corrections',
      'staff of the place, officers of the area',
    ),
    key: workerTemperaturesRow('internal', 'a repeated tap is one row', 'service'),
    placeId: workerTemperaturesRow('internal', 'where', 'everybody, by the board'),
    day: workerTemperaturesRow('internal', 'when', 'everybody, by the board'),
    workerId: workerTemperaturesRow(
      'internal',
      'who was measured',
      'staff of the place, officers of the area',
    ),
    shift: workerTemperaturesRow(
      'internal',
      'morning or evening',
      'staff of the place, officers of the area',
    ),
    temperature: workerTemperaturesRow(
      'personal',
      'a fever is noticed',
      'staff of the place, health officers',
    ),
    at: workerTemperaturesRow('internal', 'when', 'everybody, by the board'),
    by: workerTemperaturesRow('internal', 'by whom; shown masked', 'everybody, by the board'),
    source: workerTemperaturesRow(
      'internal',
      'tapped, or typed in from paper',
      'everybody, by the board',
    ),
    corrects: workerTemperaturesRow(
      'internal',
      'which row it replaces',
      'staff of the place, officers of the area',
    ),
    undoneAt: workerTemperaturesRow(
      'internal',
      'taken back within ten minutes',
      'staff of the place, officers of the area',
    ),
    undoneBy: workerTemperaturesRow(
      'internal',
      'accountability',
      'staff of the place, officers of the area',
    ),
    reportedAt: workerTemperaturesRow(
      'internal',
      'a fever was told on',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof workerTemperatures>,
  dutyDays: {
    placeId: dutyDaysRow('internal', 'where', 'everybody, by the board'),
    day: dutyDaysRow('internal', 'when', 'everybody, by the board'),
    done: dutyDaysRow('public', 'how often each duty was done', 'everybody, by the board'),
    counted: dutyDaysRow('public', 'how often supplies were counted', 'everybody, by the board'),
    am: dutyDaysRow('public', 'how many were measured', 'everybody, by the board'),
    pm: dutyDaysRow('public', 'how many were measured', 'everybody, by the board'),
    measured: dutyDaysRow('public', 'how many were measured', 'everybody, by the board'),
  } satisfies DataMap<typeof dutyDays>,
  staffSaves: {
    placeId: staffSavesRow('internal', 'where', 'everybody, by the board'),
    day: staffSavesRow('internal', 'when', 'everybody, by the board'),
    at: staffSavesRow('internal', 'when', 'everybody, by the board'),
    key: staffSavesRow('internal', 'what is taken back together', 'service'),
    shift: staffSavesRow('internal', 'morning or evening', 'staff of the place'),
    by: staffSavesRow('internal', 'by whom; shown masked', 'everybody, by the board'),
    people: staffSavesRow('internal', 'how many were measured', 'staff of the place'),
  } satisfies DataMap<typeof staffSaves>,
  recordDays: {
    placeId: recordDaysRow('internal', 'where', 'everybody, by the board'),
    day: recordDaysRow('internal', 'when', 'everybody, by the board'),
    records: recordDaysRow(
      'internal',
      'what was done, the day as one sheet; a plate only masked',
      'everybody, by the board',
    ),
  } satisfies DataMap<typeof recordDays>,
  readingDays: {
    placeId: readingDaysRow('internal', 'where', 'staff of the place'),
    day: readingDaysRow('internal', 'when', 'staff of the place'),
    readings: readingDaysRow(
      'personal',
      'a fever is noticed; the day as one sheet, without names',
      'staff of the place, officers of the area',
    ),
  } satisfies DataMap<typeof readingDays>,
}
