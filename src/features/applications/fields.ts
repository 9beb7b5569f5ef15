// Where the encrypted fields of an application stand. An event's row has no number before it is
// written, so its text is bound to its key.
import { decryptField, encryptField } from '../../shared/fields'

const answersField = (id: number) => ({ table: 'applications', column: 'answers', row: id })
const eventField = (key: string) => ({ table: 'application_events', column: 'text', row: key })
const appealField = (column: 'text' | 'answer', id: number) => ({
  table: 'appeals',
  column,
  row: id,
})

/** By the question's id; `credit` is the social credit code. */
export type Answers = Record<string, string>

export const sealAnswers = (fieldKey: string, id: number, answers: Answers): Promise<string> =>
  encryptField(fieldKey, answersField(id), JSON.stringify(answers))

/** Empty when they cannot be opened. */
export async function openAnswers(
  fieldKey: string,
  application: { id: number; answers: string },
): Promise<Answers> {
  const plain = await decryptField(fieldKey, answersField(application.id), application.answers)
  return plain ? JSON.parse(plain) : {}
}

/** What an officer or keeper wrote with a step; null stays null. */
export const sealEventText = async (
  fieldKey: string,
  key: string,
  text: string | null,
): Promise<string | null> => (text ? encryptField(fieldKey, eventField(key), text) : null)

export const openEventText = async (
  fieldKey: string,
  event: { key: string; text: string | null },
): Promise<string | null> =>
  event.text ? decryptField(fieldKey, eventField(event.key), event.text) : null

export const sealAppeal = (
  fieldKey: string,
  column: 'text' | 'answer',
  id: number,
  text: string,
): Promise<string> => encryptField(fieldKey, appealField(column, id), text)

export const openAppeal = async (
  fieldKey: string,
  column: 'text' | 'answer',
  id: number,
  stored: string | null,
): Promise<string | null> =>
  stored ? decryptField(fieldKey, appealField(column, id), stored) : null
