// What the gate keeps of its own: why, who reads it, how long. Temperatures are the board's.
import { type DataMap, keptFor } from '../../db/data-entry'
import type { gateShifts } from './tables'

const shift = keptFor('until the outbreak ends')
const READERS = 'staff of the place'

export const gateData: { gateShifts: DataMap<typeof gateShifts> } = {
  gateShifts: {
    id: shift('internal', 'the note is sealed to it', 'service'),
    key: shift('internal', 'a repeated tap is one row', 'service'),
    placeId: shift('internal', 'where', READERS),
    at: shift('internal', 'since when', READERS),
    by: shift('internal', 'who stands at the gate; shown masked', READERS),
    note: shift('encrypted', 'what the next one has to know', READERS),
  },
}
