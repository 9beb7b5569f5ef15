// What a phone knows an account by: the same each time, and nothing can be read from it.
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { hmac } from '../../shared/crypto'

const LENGTH = 16

/** The tag under which a phone keeps what belongs to an account. */
export const accountTag = async (
  env: Pick<AppEnv['Bindings'], 'TOWN_SECRET'>,
  id: number,
): Promise<string> => toBase64url(await hmac(env.TOWN_SECRET, `account|${id}`)).slice(0, LENGTH)
