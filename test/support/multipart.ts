// A form with a photo, as a phone's browser sends it.
import type { Phone } from './town'

export type TypedForm = Record<string, string | Blob>

export const sendForm = (
  phone: Pick<Phone, 'postForm'>,
  path: string,
  typed: TypedForm,
): Promise<Response> => {
  const form = new FormData()
  // A browser sends the field of the photo also when nobody took one.
  const sent = { photo: new File([], ''), ...typed }
  for (const [name, value] of Object.entries(sent)) form.append(name, value)
  return phone.postForm(path, form)
}
