// Where the encrypted words of patrols stand: notes of rounds, findings and shifts.
import { decryptField, encryptField, type FieldPlace } from '../../shared/fields'

const noteIn = (table: string, row: number | string): FieldPlace => ({ table, column: 'note', row })

export const roundNote = (round: number): FieldPlace => noteIn('patrol_rounds', round)
export const findingNote = (round: number, item: string): FieldPlace =>
  noteIn('patrol_findings', `${round}:${item}`)
export const shiftNote = (shift: number): FieldPlace => noteIn('resident_shifts', shift)

/** Nothing written is nothing stored. */
export const sealNote = async (
  fieldKey: string,
  place: FieldPlace,
  words: string,
): Promise<string | null> => (words ? encryptField(fieldKey, place, words) : null)

export const openNote = async (
  fieldKey: string,
  place: FieldPlace,
  stored: string | null,
): Promise<string> => (stored ? ((await decryptField(fieldKey, place, stored)) ?? '—') : '')
