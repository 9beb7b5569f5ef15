// Files that are personal documents: encrypted in the bucket, bound to their name there, and opened by
// the room that took them, which asks who may and writes that they did.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { decryptFile, encryptFile } from '../../shared/fields'
import { HARMLESS, MIME } from './rules'
import type { Bytes } from './rules-bytes'
import { sealedFileById } from './store'

const placeOf = (object: string) => ({ table: 'files', column: 'object', row: object }) as const

export const sealObject = (
  { FIELD_KEY }: { FIELD_KEY: string },
  object: string,
  bytes: Bytes,
): Promise<Bytes> => encryptFile(FIELD_KEY, placeOf(object), bytes)

/** The answer that shows a sealed file; null when it is gone or does not open. Rights are the caller's. */
export async function sealedFile(c: Context<AppEnv>, id: number): Promise<Response | null> {
  const file = await sealedFileById(c.var.db, id)
  const object = file && (await c.env.FILES.get(file.object))
  const bytes =
    object &&
    (await decryptFile(
      c.env.FIELD_KEY,
      placeOf(file.object),
      new Uint8Array(await object.arrayBuffer()),
    ))
  if (!bytes) return null
  return c.body(bytes, 200, {
    ...HARMLESS,
    'Content-Type': MIME[file.kind],
    'Content-Disposition': `attachment; filename="${id}.${file.kind}"`,
  })
}
