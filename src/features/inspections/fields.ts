// Where the encrypted words of inspections stand: notes, opinions, findings and their answers.
import { decryptField, encryptField, type FieldPlace } from '../../shared/fields'

export const noteField = (inspection: number, item: string): FieldPlace => ({
  table: 'inspection_items',
  column: 'note',
  row: `${inspection}:${item}`,
})
export const opinionField = (inspection: number, department: string): FieldPlace => ({
  table: 'inspection_opinions',
  column: 'text',
  row: `${inspection}:${department}`,
})
export const findingField = (column: 'text' | 'answer', row: number): FieldPlace => ({
  table: 'findings',
  column,
  row,
})
export const entryField = (row: number): FieldPlace => ({
  table: 'case_entries',
  column: 'text',
  row,
})

/** Nothing written is nothing stored. */
export const sealWords = async (
  fieldKey: string,
  place: FieldPlace,
  words: string,
): Promise<string | null> => (words ? encryptField(fieldKey, place, words) : null)

export const openWords = async (
  fieldKey: string,
  place: FieldPlace,
  stored: string | null,
): Promise<string> => (stored ? ((await decryptField(fieldKey, place, stored)) ?? '—') : '')
