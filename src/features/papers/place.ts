// What every paper of one place begins with: the place, the rules in force, its code as a picture.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { decryptField } from '../../shared/fields'
import { publicOrigin } from '../../shared/origin'
import { account } from '../accounts'
import { placeOfCode } from '../places'
import { rulebookInForce } from '../rulebook'

type C = Context<AppEnv>

/** The place of `:code`, for those who work there; access has been asked already. */
export async function ownPlace(c: C) {
  const { db, ui } = c.var
  const place = await placeOfCode(db, c.req.param('code'))
  return {
    place,
    book: await rulebookInForce(db, ui.now),
    host: hostOf(c),
    qr: `/p/${place.code}/qr.svg`,
    keeper: account(c).places.some((each) => each.placeId === place.id && each.role === 'keeper'),
  }
}

/** The host people may type instead of scanning. */
export const hostOf = (c: C): string => new URL(publicOrigin(c.env, c.req.url)).host

/** A worker's name; a dash when it cannot be opened. */
export const workerName = async (
  fieldKey: string,
  worker: { id: number; name: string },
): Promise<string> =>
  (await decryptField(
    fieldKey,
    { table: 'workers', column: 'name', row: worker.id },
    worker.name,
  )) ?? '—'
