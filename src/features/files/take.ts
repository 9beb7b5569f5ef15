// Taking one file: judged and cleaned, announced by its row, then put into the bucket.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { toBase64url, toHex } from '../../shared/bytes'
import { sha256 } from '../../shared/crypto'
import { newRowId } from '../../shared/ids'
import { type Allowed, DEFAULT_CAP, type FileProblem, judgeFile, MIME } from './rules'
import { sealObject } from './sealed'
import { announceFile } from './store'
import type { FileKind } from './tables'

export interface Taking extends Allowed {
  /** What it is for, e.g. the id of a paper. */
  purpose: string
  placeId: number
  /** The form's idempotency key. */
  key: string
  by: Pick<AccountActor, 'id'>
  /** A personal document: encrypted before it leaves the Worker. */
  sealed?: boolean
}

export interface TakenFile {
  id: number
  kind: FileKind
}

export type Taken = { ok: true; file: TakenFile } | { ok: false; problem: FileProblem }

/**
 * Takes a file of a form; `fileStatements` in the caller's batch then keeps it. A problem is the
 * key of the text beside the field. Sent again with the same key, it is the same file.
 */
export async function takeFile(
  c: Context<AppEnv>,
  sent: File | undefined,
  taking: Taking,
): Promise<Taken> {
  const { db, ui, random } = c.var
  if (!sent || sent.size === 0) return { ok: false, problem: 'file.empty' }
  if (sent.size > (taking.cap ?? DEFAULT_CAP)) return { ok: false, problem: 'file.too_big' }
  const judged = judgeFile(new Uint8Array(await sent.arrayBuffer()), taking)
  if (!judged.ok) return judged
  const { kind, bytes } = judged
  const hash = await sha256(bytes)
  const { placeId, purpose } = taking
  const key = toBase64url(await sha256(`${taking.key}|${purpose}|${toHex(hash)}`))
  const row = await announceFile(db, {
    id: newRowId(random),
    key,
    placeId,
    purpose,
    kind,
    bytes: bytes.length,
    sha256: toHex(hash),
    object: toBase64url(random(18)),
    by: taking.by.id,
    at: ui.now,
    sealed: taking.sealed === true,
  })
  if (row.storedAt === null) {
    const sealed = taking.sealed === true
    const object = sealed ? await sealObject(c.env, row.object, bytes) : bytes
    await c.env.FILES.put(row.object, object, {
      sha256: sealed ? await sha256(object) : hash,
      httpMetadata: { contentType: sealed ? 'application/octet-stream' : MIME[kind] },
    })
  }
  return { ok: true, file: { id: row.id, kind } }
}
