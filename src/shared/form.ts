// Forms: a schema in, either a value or what was typed with an error beside each field.
import * as v from 'valibot'

export type FormValues = Record<string, string>
export type FormErrors = Record<string, string>
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; values: FormValues; errors: FormErrors }

/** The error key of a whole form, e.g. a field nobody asked for. */
export const WHOLE_FORM = ''

type FormSchema<T> = v.GenericSchema<unknown, T>

/** The text fields of a submitted form; a file or a second value of a field is dropped. */
export const formValues = async (request: Request): Promise<FormValues> =>
  (await formFiles(request)).values

/** The same with the files; a file field nobody filled in is left out. */
export async function formFiles(
  request: Request,
): Promise<{ values: FormValues; files: Record<string, File> }> {
  const values: FormValues = {}
  const files: Record<string, File> = {}
  try {
    for (const [name, value] of await request.formData()) {
      if (typeof value !== 'string') {
        if (value.name !== '' && !(name in files)) files[name] = value
      } else if (!(name in values)) values[name] = value
    }
  } catch {
    return { values: {}, files: {} }
  }
  return { values, files }
}

/** Judges typed values; each error is a dictionary key under the name of its field. */
export function judge<T>(schema: FormSchema<T>, values: FormValues): Parsed<T> {
  const result = v.safeParse(schema, values)
  if (result.success) return { ok: true, value: result.output }
  const errors: FormErrors = {}
  for (const issue of result.issues) {
    const known = issue.type !== 'strict_object'
    const field = known ? String(issue.path?.[0]?.key ?? WHOLE_FORM) : WHOLE_FORM
    errors[field] ??= known ? issue.message : 'form.unknown_field'
  }
  return { ok: false, values, errors }
}

/** Reads and judges a request's form. */
export const parseForm = async <T>(request: Request, schema: FormSchema<T>): Promise<Parsed<T>> =>
  judge(schema, await formValues(request))
