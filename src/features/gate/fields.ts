// Where the encrypted word of a hand-over stands.
import type { FieldPlace } from '../../shared/fields'

export const shiftNote = (shift: number): FieldPlace => ({
  table: 'gate_shifts',
  column: 'note',
  row: shift,
})
